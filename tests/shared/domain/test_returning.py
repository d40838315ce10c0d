import pytest

from shared.domain.commands import (
    CallNext,
    CallTicket,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    Resume,
    Serve,
    Transfer,
)
from shared.domain.errors import ResumedEnough
from shared.domain.picking import order
from shared.domain.ticket import State
from shared.domain.times import MINUTE
from tests.halls import EIGHT, a_hall, a_plan, happen

CIVIL = IssueTicket(service="1")
URGENT = IssueTicket(service="1", priority=True)
CALL = CallNext(counter="1")
BACK = Resume(number="1001")


def a_line(*kinds, first=CIVIL, **policy):
    """Return a hall in which 1001 did not come, and who waits behind it.

    1001 came at 08:00, the others a minute after one another; at 08:10 it was
    called and missed.
    """
    others = [(minute, kind) for minute, kind in enumerate(kinds, start=1)]
    call = CallTicket(number="1001", counter="1", reason="thử")
    missed = MarkNoShow(number="1001")
    plan = a_plan(policy=policy)
    return a_hall(first, *others, (10, call), (10, missed), plan=plan)


def line(hall, minutes):
    now = EIGHT + minutes * MINUTE
    return " ".join(ticket.number for ticket in order(hall, "1", now))


def came_back(hall, minutes=11):
    [event] = happen(hall, BACK, EIGHT + int(minutes * MINUTE))
    return event.ticket


def test_who_was_missed_comes_back_behind_the_next_two():
    hall = a_line(CIVIL, CIVIL, CIVIL)

    ticket = came_back(hall)

    assert ticket.state is State.WAITING
    assert ticket.queued_at == hall.tickets["1003"].queued_at + 1
    assert line(hall, 11) == "1002 1003 1001 1004"


def test_nothing_is_left_of_the_counter_at_which_nobody_came():
    hall = a_line(CIVIL)

    ticket = came_back(hall)

    left = (ticket.counter, ticket.called_at, ticket.calls, ticket.ended_at)
    assert left == (None, None, 0, None)


def test_of_the_next_two_only_those_of_its_own_lane_tell_the_place():
    hall = a_line(CIVIL, URGENT, CIVIL, priority_ratio="1:1")

    ticket = came_back(hall)

    assert ticket.queued_at == hall.tickets["1002"].queued_at + 1
    assert line(hall, 11) == "1003 1002 1001 1004"


def test_behind_two_of_the_other_lane_it_is_the_first_of_its_own():
    hall = a_line(CIVIL, URGENT, URGENT, CIVIL)

    ticket = came_back(hall)

    assert ticket.queued_at == hall.tickets["1002"].queued_at - 1
    assert line(hall, 11) == "1003 1004 1001 1002 1005"


def test_a_priority_ticket_comes_back_in_the_priority_lane():
    hall = a_line(CIVIL, URGENT, URGENT, URGENT, first=URGENT)

    ticket = came_back(hall)

    # 1001 was a priority call: after one more the ordinary one is next.
    assert ticket.queued_at == hall.tickets["1003"].queued_at + 1
    assert line(hall, 11) == "1003 1002 1001 1004 1005"


def test_where_nobody_waits_it_waits_from_now_on():
    hall = a_line()

    assert came_back(hall).queued_at == EIGHT + 11 * MINUTE


def test_where_only_one_waits_it_comes_behind_him():
    hall = a_line(CIVIL)

    came_back(hall)

    assert line(hall, 11) == "1002 1001"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(40, "1002 1003 1001 1004"), (40.001, "1002 1003 1004 1001")],
)
def test_after_half_an_hour_it_comes_back_at_the_end(minutes, expected):
    hall = a_line(CIVIL, CIVIL, CIVIL)

    came_back(hall, minutes)

    assert line(hall, 41) == expected


def test_who_comes_back_late_has_been_waiting_since_his_arrival():
    hall = a_line()
    came_back(hall, 60)

    happen(hall, URGENT, EIGHT + 61 * MINUTE)

    assert line(hall, 61) == "1001 1002"


def test_a_citizen_comes_back_twice_and_not_again():
    miss = [CALL, MarkNoShow(number="1001")]
    hall = a_hall(CIVIL, *miss, BACK, *miss, BACK, *miss)

    with pytest.raises(ResumedEnough, match="came back 2 times"):
        happen(hall, BACK)


def test_two_who_come_back_behind_the_same_two_keep_their_order():
    hall = a_line(CIVIL, CIVIL, CIVIL, CIVIL)
    happen(hall, CALL, EIGHT + 11 * MINUTE)
    happen(hall, MarkNoShow(number="1002"), EIGHT + 11 * MINUTE)

    happen(hall, Resume(number="1002"), EIGHT + 12 * MINUTE)
    came_back(hall, 12)

    assert line(hall, 12) == "1003 1004 1001 1002 1005"


def a_hall_on_hold(*kinds, **policy):
    """Return a hall in which 1001 was put on hold at 08:00."""
    others = [(minute, kind) for minute, kind in enumerate(kinds, start=1)]
    steps = [CALL, Serve(number="1001"), Hold(number="1001")]
    plan = a_plan(policy=policy)
    return a_hall(CIVIL, *steps, *others, plan=plan)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], "1001"),
        ([CIVIL, CIVIL], "1002 1001 1003"),
        ([CIVIL, URGENT, CIVIL], "1003 1001 1002 1004"),
    ],
)
def test_who_brings_the_missing_paper_is_next_but_one(kinds, expected):
    hall = a_hall_on_hold(*kinds)

    came_back(hall)

    assert line(hall, 11) == expected


def test_a_missing_paper_may_take_hours_and_counts_as_no_coming_back():
    hall = a_hall_on_hold(CIVIL, CIVIL, max_resumes=0)

    ticket = came_back(hall, 180)

    assert ticket.resumes == 0
    assert line(hall, 180) == "1002 1001 1003"


@pytest.mark.parametrize(
    "away",
    [[MarkNoShow(number="1001")], [Serve(number="1001"), Hold(number="1001")]],
    ids=["missed", "on hold"],
)
def test_who_was_to_return_to_a_counter_still_is_when_he_comes_back(away):
    lent = Transfer(number="1001", service="5", come_back=True)
    hall = a_hall(CIVIL, CALL, lent, CallNext(counter="5"), *away, BACK)
    happen(hall, CallNext(counter="5"))
    happen(hall, Serve(number="1001"))

    [event] = happen(hall, Finish(number="1001"))

    assert event.ticket.queue == "@1"
