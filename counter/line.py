"""Who comes to a counter after whom, if it alone went on calling."""

from collections.abc import Iterator
from dataclasses import replace

from shared.domain.events import TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.picking import next_ticket
from shared.domain.plan import Counter
from shared.domain.ticket import Action, State, Ticket, move, place

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
        hall.waiting_count(service, priority=priority)
        for service, priority in lanes_of(hall, counter)
    )


def first_of(hall: Hall, counter: Counter) -> Ticket | None:
    """Return who has waited longest of those *counter* may call."""
    heads = (
        hall.head(service, priority=priority)
        for service, priority in lanes_of(hall, counter)
    )
    return min(filter(None, heads), key=place, default=None)


def lanes_of(hall: Hall, counter: Counter) -> Iterator[tuple[str, bool]]:
    """Return the lanes *counter* may call from, as service and priority.

    A priority counter takes the priority lane of every service.
    """
    mine = {*counter.serves, *counter.helps}
    for service in hall.plan.services:
        if service.id in mine or counter.priority:
            yield service.id, True
        if service.id in mine:
            yield service.id, False


def _beside(hall: Hall, counter: Counter) -> Hall:
    """Return a hall where only those stand whom *counter* may call."""
    beside = Hall(hall.plan, hall.day)
    lanes = set(lanes_of(hall, counter))
    for service in {service for service, _ in lanes}:
        waiting = hall.waiting(service)
        for priority in (True, False):
            if (service, priority) in lanes:
                lane = [ticket for ticket in waiting if ticket.priority is priority]
                beside.put(lane[:LISTED], ())
        for _ in range(hall.priority_run(service)):
            _call(beside, _called_before(service), 0)
    return beside


def _called_before(service: str) -> Ticket:
    """Return a priority ticket that was called before: only the run counts it."""
    return Ticket(
        number="", service=service, state=State.WAITING, priority=True,
        issued_at=0, queued_at=0, order=0,
    )  # fmt: skip


def _call(hall: Hall, ticket: Ticket, now: int) -> None:
    called = replace(move(ticket, Action.CALL), counter=None)
    evolve(hall, TicketChanged(action=Action.CALL, ticket=called, at=now))
