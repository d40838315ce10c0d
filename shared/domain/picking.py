"""Who is next, and why: the lanes of a queue, and the queues of a counter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.ticket import Ticket, place
from shared.domain.times import MINUTE


class Why(StrEnum):
    """Why a ticket is next."""

    PRIORITY_COUNTER = "priority_counter"
    """The counter takes the priority tickets of all services first."""

    PRIORITY = "priority"
    """Priority goes first."""

    RATIO = "ratio"
    """So many priority tickets were called in a row: now an ordinary one."""

    AGED = "aged"
    """An ordinary ticket has waited so long that it stands with the priority ones."""

    LONGEST = "longest"
    """It has waited longest."""

    HELP = "help"
    """Nobody waits for the counter's own services."""

    HELP_LONG = "help_long"
    """It waits for another service, longer than the office wants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The ticket that is next, and why it is. Stations word it by code and parts."""

    ticket: Ticket
    code: Why
    parts: dict[str, str | int] = field(default_factory=dict)


def next_ticket(hall: Hall, counter: Counter, now: int) -> Ticket | None:
    """Return the ticket *counter* should call, or None if nobody waits for it."""
    choice = why_next(hall, counter, now)
    return choice.ticket if choice is not None else None


def why_next(hall: Hall, counter: Counter, now: int) -> Choice | None:
    """Return what *counter* should call and why, or None if nobody waits for it.

    A priority counter takes the priority lanes of all services first. Otherwise
    the head that waits longest among its own services goes first; it helps with
    others only when nobody waits for its own, or when somebody there has waited
    past the office's threshold.
    """
    if counter.priority and (first := _longest(_priority_heads(hall, now))):
        return first
    own = _longest(_heads(hall, (*counter.serves, f"@{counter.id}"), now))
    others = list(_heads(hall, counter.helps, now))
    if own is None:
        return _helping(_longest(others), Why.HELP, now)
    threshold = hall.plan.policy.fallback_minutes * MINUTE
    late = _longest(c for c in others if _waited(c.ticket, now) >= threshold)
    if late is None or place(own.ticket) <= place(late.ticket):
        return own
    return _helping(late, Why.HELP_LONG, now)


def head(hall: Hall, queue: str, now: int) -> Choice | None:
    """Return who is next within *queue*, a service or one counter's own.

    Priority goes first, but only so often in a row while an ordinary ticket
    waits; an ordinary one that has waited long stands with the priority ones,
    and whoever came first among them goes first.
    """
    first = hall.head(queue, priority=True)
    ordinary = hall.head(queue, priority=False)
    return choose(hall, first, ordinary, run=hall.priority_run(queue), now=now)


def choose(
    hall: Hall, first: Ticket | None, ordinary: Ticket | None, *, run: int, now: int
) -> Choice | None:
    """Return which of two heads is next, after *run* priority calls in a row."""
    policy = hall.plan.policy
    if first is None:
        return _choice(ordinary, Why.LONGEST, now) if ordinary else None
    if ordinary is None:
        return _choice(first, Why.PRIORITY, now)
    if policy.priority_run is not None and run >= policy.priority_run:
        return _choice(ordinary, Why.RATIO, now, run=run)
    aged = _waited(ordinary, now) >= policy.ageing_minutes * MINUTE
    if aged and place(ordinary) < place(first):
        return _choice(ordinary, Why.AGED, now)
    return _choice(first, Why.PRIORITY, now)


def order(hall: Hall, queue: str, now: int) -> Iterator[Ticket]:
    """Return who waits in *queue* in the order they would be called at *now*.

    Lazily: whoever wants two asks for two.
    """
    lanes = [hall.lane(queue, priority=priority) for priority in (True, False)]
    first, ordinary = (next(lane, None) for lane in lanes)
    run = hall.priority_run(queue)
    while choice := choose(hall, first, ordinary, run=run, now=now):
        yield choice.ticket
        if choice.ticket is first:
            first, run = next(lanes[0], None), run + 1
        else:
            ordinary, run = next(lanes[1], None), 0


def _heads(hall: Hall, queues: Iterable[str], now: int) -> Iterator[Choice]:
    return (c for queue in queues if (c := head(hall, queue, now)) is not None)


def _priority_heads(hall: Hall, now: int) -> Iterator[Choice]:
    heads = (hall.head(service.id, priority=True) for service in hall.plan.services)
    return (_choice(t, Why.PRIORITY_COUNTER, now) for t in heads if t is not None)


def _helping(choice: Choice | None, code: Why, now: int) -> Choice | None:
    return _choice(choice.ticket, code, now) if choice is not None else None


def _longest(choices: Iterable[Choice]) -> Choice | None:
    return min(choices, key=lambda choice: place(choice.ticket), default=None)


def _choice(ticket: Ticket, code: Why, now: int, **parts: str | int) -> Choice:
    about: dict[str, str | int] = {
        "number": ticket.number,
        "service": ticket.service,
        "minutes": _waited(ticket, now) // MINUTE,
    }
    return Choice(ticket=ticket, code=code, parts=about | parts)


def _waited(ticket: Ticket, now: int) -> int:
    """Return how long its citizen has been here: a place may move, this does not."""
    return now - ticket.issued_at
