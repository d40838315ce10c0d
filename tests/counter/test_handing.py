import pytest

from counter.steps import Extra
from counter.viewmodel import CounterViewModel
from shared.domain.commands import (
    IssueTicket,
)
from shared.domain.rules import decide
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Done, Refused, Report, StationNow
from tests.counter.builders import MORNING, VI, a_hall
from tests.counter.presses import OPEN, press


@pytest.fixture
def giving(desk, watch):
    """Return a counter that has asked for a number, to be printed at the kiosk."""
    model, link = desk(OPEN)
    report = Report(printer="ready")
    kiosk = StationNow(station="kiosk-1", role="kiosk", here=True, report=report)
    link.tell_of(kiosk)
    press(model, watch, Extra.ISSUE)
    watch.now += 1_000
    model.choose(0)
    watch.now += 1_000
    model.choose(1)
    [issue] = [each for each in link.asked if isinstance(each, IssueTicket)]
    assert issue == IssueTicket(service="1", priority=True, counter="1")
    return model, link


def give(link):
    [event] = decide(link.hall, link.asked[-1], MORNING)
    done = Done(
        id=link.ids[-1], seq=1, ticket=event.ticket, ahead=0, wait_minutes=(0, 5),
        token="C590",
    )  # fmt: skip
    link.answer(done)
    link.happen(event)


def test_a_number_given_at_the_desk_is_printed_at_the_kiosk(giving):
    model, link = giving

    give(link)

    [wish] = link.prints
    assert (wish.number, wish.station, wish.token) == ("1001", "kiosk-1", "C590")
    assert (wish.ahead, wish.wait_minutes) == (0, (0, 5))
    assert model.picture.note.text == "Đã cấp số 1001, đang in tại máy kiosk-1."
    assert not model.busy


def test_a_kiosk_that_has_gone_meanwhile_is_told_of(giving):
    model, link = giving
    give(link)
    [wish] = link.prints

    parts = {"station": "kiosk-1"}
    link.answer(Refused(id=wish.id, code="station_away", message="", parts=parts))

    assert model.picture.note.text == (
        "Máy kiosk-1 đang mất kết nối, chưa in được phiếu"
    )


def test_a_number_that_is_not_given_is_not_printed(giving):
    model, link = giving

    refused = Refused(id=link.ids[-1], code="unknown_service", message="")
    link.answer(refused)

    assert link.prints == []
    assert model.picture.note.warning


def test_a_number_given_at_the_desk_is_printed_there(clock, watch, qtbot):
    link = ScriptedLink(a_hall())
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, desk_printer=True
    )
    link.come_online()
    press(model, watch, Extra.ISSUE)
    for _ in range(2):
        watch.now += 1_000
        model.choose(0)

    with qtbot.waitSignal(model.slip_wanted) as wanted:
        give(link)

    id_, number = wanted.args
    assert (id_, number.ticket.number, number.token) == (link.ids[-1], "1001", "C590")
    assert link.prints == []
    model.slip_told("1001", "paper_out")
    assert "Chưa in được phiếu 1001: hết giấy" in model.picture.note.text
    model.slip_told("1001", "ready")
    assert model.picture.note.text == "Đã cấp số 1001, đang in tại quầy."
