"""Who comes to a counter after whom, if it alone went on calling."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from shared.domain.events import TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.picking import next_ticket
from shared.domain.plan import Counter
from shared.domain.ticket import Action, Ticket, move, place

LISTED = 200
"""So many are listed; nobody scrolls further."""


def line_of(hall: Hall, counter: Counter, now: int) -> tuple[Ticket, ...]:
    """Return who waits for *counter*, in the order it would call them.

    The rules themselves say who is next, on a hall beside the real one.
    """
    beside = _beside(hall, counter)
    line: list[Ticket] = []
    while len(line) < LISTED and (ticket := next_ticket(beside, counter, now)):
        line.append(ticket)
        _call(beside, ticket, now)
    return tuple(line)


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


def _beside(hall: Hall, counter: Counter) -> Hall:
    """Return a hall where only those stand whom *counter* may call."""
    beside = Hall(hall.plan, hall.day)
    for queue, priority in lanes_of(hall, counter):
        beside.put(islice(hall.lane(queue, priority=priority), LISTED), ())
        beside.tally.runs[queue] = hall.priority_run(queue)
    return beside


def _call(hall: Hall, ticket: Ticket, now: int) -> None:
    called = replace(move(ticket, Action.CALL), counter=None)
    evolve(hall, TicketChanged(action=Action.CALL, ticket=called, at=now))
