from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    OpenService,
    Recall,
    Serve,
)
from shared.domain.errors import (
    CalledEnough,
    CounterBusy,
    QueueError,
    RecallTooSoon,
    TicketElsewhere,
    UnknownCounter,
    UnknownService,
    UnknownTicket,
)
from shared.domain.events import Desk
from shared.domain.hall import evolve
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import AT_A_COUNTER, State
from shared.domain.times import MINUTE, SECOND, day_of
from shared.domain.waiting import ahead, wait_minutes
from tests.halls import EIGHT, a_hall, a_plan, happen

CIVIL = IssueTicket(service="1")
CALL = CallNext(counter="1")

commands = st.one_of(
    st.builds(IssueTicket, service=st.sampled_from("125"), priority=st.booleans()),
    st.builds(CallNext, counter=st.sampled_from("1235")),
    *(
        st.builds(kind, number=st.sampled_from(["1001", "1002", "2001", "5001"]))
        for kind in (Recall, Serve, Finish, MarkNoShow)
    ),
)


def obeyed(asked):
    """Return a hall and the events of all the commands it did not refuse."""
    hall, events = a_hall(), []
    for minute, command in enumerate(asked):
        try:
            events += happen(hall, command, EIGHT + minute * MINUTE)
        except QueueError:
            continue
    return hall, events


def test_a_counter_that_is_busy_cannot_call():
    hall = a_hall(CIVIL, CIVIL, CALL)

    with pytest.raises(CounterBusy, match="counter 1 still has 1001"):
        decide(hall, CALL, EIGHT)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (IssueTicket(service="8"), UnknownService),
        (CallNext(counter="77"), UnknownCounter),
        (IssueTicket(service="1", counter="77"), UnknownCounter),
        (OpenService(service="1", counter="77"), UnknownCounter),
        (Serve(number="9999"), UnknownTicket),
        (Serve(number="1001", counter="77"), UnknownCounter),
        (Serve(number="1001", counter="2"), TicketElsewhere),
        (CloseCounter(counter="1"), CounterBusy),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(command, error):
    hall = a_hall(CIVIL, CALL)

    with pytest.raises(error):
        decide(hall, command, EIGHT)


def test_a_ticket_goes_its_way_to_the_end():
    hall = a_hall(CIVIL, (5, CALL), (6, Serve(number="1001", counter="1")))

    [event] = happen(hall, Finish(number="1001"), EIGHT + 9 * MINUTE)

    ticket = event.ticket
    times = (ticket.issued_at, ticket.called_at, ticket.served_at, ticket.ended_at)
    assert ticket.state is State.FINISHED
    assert [(at - EIGHT) // MINUTE for at in times] == [0, 5, 6, 9]
    assert hall.at_counter("1") is None


def test_a_recall_needs_a_moment_and_is_allowed_twice():
    hall = a_hall(CIVIL, CALL)
    recall = Recall(number="1001", counter="1")

    with pytest.raises(RecallTooSoon, match="in 1 s"):
        decide(hall, recall, EIGHT + 19_001)
    happen(hall, recall, EIGHT + 20 * SECOND)
    happen(hall, recall, EIGHT + 40 * SECOND)
    with pytest.raises(CalledEnough):
        decide(hall, recall, EIGHT + 60 * SECOND)


def test_a_citizen_who_does_not_come_leaves_the_counter_free():
    hall = a_hall(CIVIL, CIVIL, CALL)

    happen(hall, MarkNoShow(number="1001"), EIGHT + MINUTE)

    [event] = decide(hall, CALL, EIGHT + MINUTE)
    assert event.ticket.number == "1002"


def test_a_clock_set_back_does_not_set_the_queue_back():
    hall = a_hall((30, CIVIL))

    [event] = happen(hall, CIVIL, EIGHT)

    assert event.ticket.issued_at == EIGHT + 30 * MINUTE


def test_a_counter_opens_and_closes():
    hall = a_hall(OpenCounter(counter="1"))
    assert hall.counters["1"].state is Desk.OPEN

    happen(hall, CloseCounter(counter="1"))

    assert hall.counters["1"].state is Desk.CLOSED


def test_a_new_day_starts_over_and_forgets_nobody():
    hall = a_hall(CIVIL, CIVIL, CALL, OpenCounter(counter="1"))
    midnight = EIGHT + 16 * 60 * MINUTE

    events = turn_of_day(hall, day_of(midnight), midnight)

    assert [event.ticket.number for event in events[:-1]] == ["1001", "1002"]
    for event in events:
        evolve(hall, event)
    assert (hall.day, hall.waiting()) == (day_of(midnight), [])
    [event] = decide(hall, CIVIL, midnight)
    assert event.ticket.number == "1001"


def test_the_business_day_never_goes_back():
    hall = a_hall(CIVIL)

    assert turn_of_day(hall, hall.day, EIGHT) == []
    assert turn_of_day(hall, hall.day - timedelta(days=1), EIGHT) == []


def test_people_ahead_are_those_who_wait_for_the_same_service():
    hall = a_hall(CIVIL, CIVIL, IssueTicket(service="2"), CALL)

    [event] = happen(hall, CIVIL)

    assert ahead(hall, event.ticket) == 1
    low, high = wait_minutes(hall, "1", 6)
    # Six of twelve minutes each, and nine more of the one at the counter.
    mean = 6 * 12 + 9
    assert 0.8 * mean < low < mean < high < 2 * mean


def test_a_priority_ticket_lets_one_ordinary_pass_after_two_others():
    urgent = IssueTicket(service="1", priority=True)
    hall = a_hall(CIVIL, CIVIL, urgent, urgent)

    [event] = happen(hall, urgent)

    assert ahead(hall, event.ticket) == 3


@given(st.lists(commands, max_size=30))
def test_a_counter_never_has_two_tickets(asked):
    hall, _ = obeyed(asked)

    at_work = [t for t in hall.tickets.values() if t.state in AT_A_COUNTER]
    assert all(count == 1 for count in Counter(t.counter for t in at_work).values())


@given(st.lists(commands, max_size=30))
def test_the_events_tell_the_whole_hall(asked):
    hall, events = obeyed(asked)

    again = a_hall()
    for event in events:
        evolve(again, event)

    assert again.hash == hall.hash
    assert again.tickets == hall.tickets


@given(st.lists(commands, max_size=40))
def test_numbers_have_no_gap_and_no_double(asked):
    hall, events = obeyed(asked)

    for service in hall.plan.services:
        given_out = [
            event.ticket.number
            for event in events
            if event.action == "issue" and event.ticket.service == service.id
        ]
        expected = [f"{service.id}{n:03d}" for n in range(1, len(given_out) + 1)]
        assert given_out == expected


@given(st.lists(commands, max_size=40))
def test_a_lane_is_first_in_first_out(asked):
    hall, _ = obeyed(asked)

    for service in hall.plan.services:
        line = [t.order for t in hall.waiting(service.id) if not t.priority]
        assert line == sorted(line)
        assert len(line) == hall.waiting_count(service.id, priority=False)


def test_letters_can_stand_before_the_numbers():
    hall = a_hall(plan=a_plan(policy={"number_format": "A001"}))

    [event] = happen(hall, CIVIL)

    assert event.ticket.number == "A001"
