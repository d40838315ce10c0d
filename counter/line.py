"""Who comes to a counter after whom, if it alone went on calling."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from shared.domain.events import TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.picking import next_ticket
from shared.domain.plan import Counter
from shared.domain.ticket import Action, State, Ticket, move, place

LISTED = 500
"""So many are listed; nobody scrolls further."""

AT_ONCE = 30
"""So many are seen without scrolling: the others can be thought of a moment later."""


def line_of(
    hall: Hall, counter: Counter, now: int, most: int = LISTED
) -> tuple[Ticket, ...]:
    """Return who waits for *counter*, the first *most* it would call, in order.

    The rules themselves say who is next, on a hall beside the real one.
    """
    return tuple(line_by_and_by(hall, counter, now, most))


def line_by_and_by(
    hall: Hall, counter: Counter, now: int, most: int = LISTED
) -> Iterator[Ticket]:
    """Yield the line one by one; whatever happens to *hall* meanwhile is not in it."""
    beside = _beside(hall, counter, most)
    for _ in range(most):
        ticket = next_ticket(beside, counter, now)
        if ticket is None:
            return
        yield ticket
        _call(beside, ticket, now)


def line_at_once(
    hall: Hall, counter: Counter, now: int, before: Sequence[Ticket]
) -> tuple[Ticket, ...]:
    """Return the line with its beginning as it is now, and the rest as it was *before*.

    With hundreds who wait the whole of it takes longer than a press may.
    """
    first = line_of(hall, counter, now, AT_ONCE)
    if len(first) < AT_ONCE:
        return first
    known = {ticket.number for ticket in first}
    rest = (hall.tickets.get(t.number) for t in before if t.number not in known)
    return (*first, *(t for t in rest if t and t.state is State.WAITING))


def waiting_for(hall: Hall, counter: Counter) -> int:
    """Return how many people *counter* may call, to itself or in help."""
    return sum(
        hall.waiting_count(queue, priority=priority)
        for queue, priority in lanes_of(hall, counter)
    )


def first_of(hall: Hall, counter: Counter) -> Ticket | None:
    """Return who has waited longest of those *counter* may call."""
    heads = (
        hall.head(queue, priority=priority)
        for queue, priority in lanes_of(hall, counter)
    )
    return min(filter(None, heads), key=place, default=None)


def lanes_of(hall: Hall, counter: Counter) -> Iterator[tuple[str, bool]]:
    """Return the lanes *counter* may call from, as queue and priority.

    Its own queue is for those who were sent to it alone. A priority counter
    takes the priority lane of every service.
    """
    yield f"@{counter.id}", True
    yield f"@{counter.id}", False
    mine = {*counter.serves, *counter.helps}
    for service in hall.plan.services:
        if service.id in mine or counter.priority:
            yield service.id, True
        if service.id in mine:
            yield service.id, False


def _beside(hall: Hall, counter: Counter, most: int) -> Hall:
    """Return a hall where only those stand whom *counter* may call."""
    beside = Hall(hall.plan, hall.day)
    for queue, priority in lanes_of(hall, counter):
        beside.put(islice(hall.lane(queue, priority=priority), most), ())
        beside.tally.runs[queue] = hall.priority_run(queue)
    return beside


def _call(hall: Hall, ticket: Ticket, now: int) -> None:
    called = replace(move(ticket, Action.CALL), counter=None)
    evolve(hall, TicketChanged(action=Action.CALL, ticket=called, at=now))
