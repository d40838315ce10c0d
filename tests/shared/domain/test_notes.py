import pytest

from shared.domain.commands import (
    CallNext,
    CallTicket,
    Finish,
    IssueTicket,
    PauseCounter,
    Serve,
    Transfer,
)
from shared.domain.errors import PersonalData, TooLong
from shared.domain.notes import Dealt, note_in
from shared.domain.rules import decide
from shared.wire.session import hall_from, state_of
from tests.halls import EIGHT, a_hall, happen

CIVIL = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
SEND = Transfer(number="1001", service="5", note="thiếu bản sao", counter="1")


@pytest.mark.parametrize(
    "text",
    ["001090000000", "090 123 4567", "090.123.4567", "số 090-123-456", "0912 345–678"],
)
def test_a_number_as_long_as_a_card_or_a_phone_is_refused(text):
    with pytest.raises(PersonalData):
        note_in(text)


@pytest.mark.parametrize(
    "text", ["", "thiếu bản sao", "số 1007, tờ 2", "lệ phí 8.000 đồng", "12345678"]
)
def test_what_a_desk_needs_to_know_may_be_written(text):
    assert note_in(f" {text} ") == text


def test_a_note_has_an_end():
    assert note_in("x" * 200)
    with pytest.raises(TooLong):
        note_in("x" * 201)


def test_a_note_goes_along_to_the_next_desk_until_the_work_is_done():
    hall = a_hall(CIVIL, CALL, SEND)
    assert hall.notes == {"1001": "thiếu bản sao"}
    assert hall_from(state_of(hall)).notes == hall.notes

    for command in (
        CallNext(counter="5"),
        Serve(number="1001", counter="5"),
        Finish(number="1001", counter="5"),
    ):
        happen(hall, command)

    assert hall.notes == {}


@pytest.mark.parametrize(
    "command",
    [
        Transfer(number="1001", service="5", note="gọi 0901234567", counter="1"),
        CallTicket(number="1002", counter="2", reason="CCCD 001090000000"),
        PauseCounter(counter="1", reason="gọi 0901234567"),
    ],
)
def test_nothing_personal_gets_into_the_records(command):
    hall = a_hall(CIVIL, CIVIL, CALL)

    with pytest.raises(PersonalData):
        decide(hall, command, EIGHT)


def test_what_was_done_stands_with_the_end_of_the_work():
    hall = a_hall(CIVIL, CALL, SERVE)
    dealt = (Dealt(procedure="Đăng ký khai sinh", dossiers=2),)

    [event] = happen(hall, Finish(number="1001", counter="1", dealt=dealt))

    assert event.details.dealt == dealt


@pytest.mark.parametrize(
    ("dealt", "error"),
    [
        ([Dealt(procedure="Sao y", dossiers=0)], TooLong),
        ([Dealt(procedure="Sao y", dossiers=100)], TooLong),
        ([Dealt(procedure="Sao y")] * 11, TooLong),
        ([Dealt(procedure="CCCD 001090000000")], PersonalData),
    ],
)
def test_what_was_done_is_a_short_list_and_nothing_of_a_citizen(dealt, error):
    hall = a_hall(CIVIL, CALL, SERVE)

    with pytest.raises(error):
        decide(hall, Finish(number="1001", dealt=tuple(dealt)), EIGHT)
