import pytest

from shared.domain.commands import CallNext, Finish, IssueTicket, Rate, Serve, Undo
from shared.domain.errors import (
    MoveRefused,
    RatedAlready,
    RateTooLate,
    TicketElsewhere,
    UnknownTicket,
)
from shared.domain.rules import decide
from shared.domain.times import MINUTE
from shared.wire.session import hall_from, state_of
from tests.halls import EIGHT, a_hall, happen

DONE = (
    IssueTicket(service="1"),
    CallNext(counter="1"),
    Serve(number="1001", counter="1"),
    Finish(number="1001", counter="1"),
)
RATE = Rate(number="1001", level=4, counter="1")


def test_a_citizen_says_how_it_was_and_the_counter_sees_the_total():
    hall = a_hall(*DONE)

    [event] = happen(hall, RATE)

    assert event.details.level == 4
    assert hall.tally.desk("1").ratings == (0, 0, 0, 1, 0)
    assert hall_from(state_of(hall)).tally.desk("1") == hall.tally.desk("1")


def test_a_ticket_is_rated_once():
    hall = a_hall(*DONE, RATE)

    with pytest.raises(RatedAlready):
        decide(hall, RATE, EIGHT)


def test_a_ticket_that_is_finished_again_is_not_rated_again():
    finish = Finish(number="1001", counter="1")
    hall = a_hall(*DONE, RATE, Undo(number="1001", counter="1"), finish)

    with pytest.raises(RatedAlready):
        decide(hall, RATE, EIGHT)


@pytest.mark.parametrize(
    ("rate", "past", "after", "error"),
    [
        (RATE, DONE[:3], 0, MoveRefused),
        (RATE, DONE, 10 * MINUTE + 1, RateTooLate),
        (Rate(number="1001", level=4, counter="2"), DONE, 0, TicketElsewhere),
        (Rate(number="1002", level=4, counter="1"), DONE, 0, UnknownTicket),
    ],
)
def test_only_finished_work_is_rated_there_and_soon(rate, past, after, error):
    hall = a_hall(*past)

    with pytest.raises(error):
        decide(hall, rate, EIGHT + after)
