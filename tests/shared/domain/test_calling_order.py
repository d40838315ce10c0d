"""The rules call whom their words name, and nobody waits for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    Serve,
)
from shared.domain.events import CounterNow, Desk
from shared.domain.hall import Hall
from shared.domain.picking import next_ticket, order
from shared.domain.plan import Counter
from shared.domain.policy import RATIOS
from shared.domain.ticket import State, Ticket
from shared.domain.times import MINUTE, day_of
from tests.halls import EIGHT, a_hall, a_plan, happen
from tests.shared.domain.reference import Queues, calling_order, next_number
from tests.shared.domain.strategies import DESKS, queues_of, ratios, services, which

# The long profile takes longer than a test usually may.
pytestmark = pytest.mark.timeout(7_200)

arrivals = st.sampled_from([0, 20, 25, 45, 65])
"""In minutes; against the end of it some have waited for 20 or 45, to the moment."""

subsets = st.sets(services, max_size=3)


@st.composite
def offices(draw):
    """Return a hall in which many wait, the same as plain lists, a counter, a time."""
    serves = draw(st.sets(services, min_size=1))
    counter = Counter(
        id="7",
        zone="3",
        serves=tuple(sorted(serves)),
        helps=tuple(sorted(draw(subsets) - serves)),
        priority=draw(st.booleans()),
    )
    policy = {
        "priority_ratio": draw(ratios),
        "ageing_minutes": draw(st.sampled_from([0, 20, 45])),
        "fallback_minutes": draw(st.sampled_from([0, 20, 45])),
    }
    plan = a_plan(counters=(*DESKS, counter), policy=policy)
    hall = Hall(plan, day_of(EIGHT))
    shifts = st.sampled_from([0, 0, 0, -1, 1, 10 * MINUTE])
    mostly_one = st.sampled_from(["1", "1", "1", "2", "5"])
    kinds = st.tuples(mostly_one, st.sampled_from([*[None] * 6, "7", "1"]))
    waiting = []
    for rank in range(1, draw(st.integers(0, 16)) + 1):
        service, to_counter = draw(kinds)
        issued_at = EIGHT + draw(arrivals) * MINUTE
        ticket = Ticket(
            number=f"{service}{rank:03d}",
            service=service,
            state=State.WAITING,
            priority=draw(st.booleans()),
            issued_at=issued_at,
            queued_at=issued_at + draw(shifts),
            order=rank,
            to_counter=to_counter,
        )
        waiting.append(ticket)
    hall.put(waiting, [CounterNow(id="7", state=Desk.OPEN)])
    calls = draw(st.lists(st.tuples(services | st.just("@7"), st.booleans())))
    for queue, priority in calls:
        hall.tally.call(queue, a_called(priority=priority))
    now = EIGHT + 65 * MINUTE + draw(st.sampled_from([-1, 0, 0, 1, 25 * MINUTE]))
    return hall, Queues(plan, waiting, calls), counter, now


def a_called(*, priority):
    return Ticket(
        number="1999",
        service="1",
        state=State.CALLED,
        priority=priority,
        issued_at=EIGHT,
        queued_at=EIGHT,
        order=999,
    )


@given(offices())
def test_a_counter_calls_whom_the_words_of_the_rules_name(office):
    hall, queues, counter, now = office

    ticket = next_ticket(hall, counter, now)

    number = ticket.number if ticket else None
    assert number == next_number(queues, counter, now)


@given(offices())
def test_a_queue_is_called_in_the_order_of_the_words_of_the_rules(office):
    hall, queues, _, now = office

    for queue in queues_of(hall):
        numbers = [ticket.number for ticket in order(hall, queue, now)]
        assert numbers == calling_order(queues, queue, now)


def calls_until(hall, number, counter, coming, most):
    """Return how many calls of *counter* it takes until *number* is called.

    Before each of them *coming* priority tickets are given for every service.
    """
    for calls in range(1, most + 1):
        now = hall.at + MINUTE
        for service in hall.plan.services:
            for _ in range(coming):
                happen(hall, IssueTicket(service=service.id, priority=True), now)
        [event] = happen(hall, CallNext(counter=counter), now)
        if event.ticket.number == number:
            return calls
        happen(hall, Serve(number=event.ticket.number), now)
        happen(hall, Finish(number=event.ticket.number), now)
    return None


@given(
    ratio=st.sampled_from([ratio for ratio, run in RATIOS.items() if run]),
    ageing=st.sampled_from([45, 100_000]),
    counter=st.sampled_from(["1", "2", "5", "6"]),
    crowd=st.lists(st.tuples(services, st.booleans()), max_size=15),
    which=which,
    coming=st.integers(1, 3),
)
def test_nobody_waits_for_ever(*, ratio, ageing, counter, crowd, which, coming):
    policy = {"priority_ratio": ratio, "ageing_minutes": ageing}
    plan = a_plan(counters=DESKS, policy=policy)
    serves = plan.counter_by_id[counter].serves
    tickets = [IssueTicket(service=service, priority=p) for service, p in crowd]
    hall = a_hall(*tickets, IssueTicket(service=serves[0]), plan=plan)
    ours = [t for t in hall.waiting() if t.service in serves]
    chosen = ours[which % len(ours)]
    # Between two ordinary tickets of its service go as many priority ones as the
    # ratio allows; of each of the other services, no more than came meanwhile.
    turns = (hall.before(chosen) + 1) * (RATIOS[ratio] + 1)
    most = len(hall.waiting()) + len(plan.services) * (turns + 2 * coming)

    assert calls_until(hall, chosen.number, counter, coming, most)


def test_with_always_an_ordinary_ticket_waits_for_as_long_as_priority_ones_come():
    policy = {"priority_ratio": "always", "ageing_minutes": 100_000}
    hall = a_hall(IssueTicket(service="1"), plan=a_plan(policy=policy))

    assert calls_until(hall, "1001", "1", coming=1, most=300) is None


def test_with_always_an_ordinary_ticket_waits_until_it_has_aged():
    hall = a_hall(
        IssueTicket(service="1"), plan=a_plan(policy={"priority_ratio": "always"})
    )

    assert calls_until(hall, "1001", "1", coming=1, most=300) == 45
