"""Who is next: the lanes of a service, and the services of a counter."""

from collections.abc import Iterable

from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.ticket import Ticket, place

MINUTE = 60_000


def next_ticket(hall: Hall, counter: Counter, now: int) -> Ticket | None:
    """Return the ticket *counter* should call, or None if nobody waits for it.

    A priority counter takes the priority lanes of all services first. Otherwise
    the head that waits longest among its own services goes first; it helps with
    others only when nobody waits for its own, or when somebody there has waited
    past the office's threshold.
    """
    if counter.priority and (ticket := _longest(_priority_heads(hall))):
        return ticket
    own = _longest(_heads(hall, counter.serves, now))
    other = _longest(_heads(hall, counter.helps, now))
    if other and _waited(other, now) >= hall.plan.policy.fallback_minutes * MINUTE:
        return _longest(filter(None, (own, other)))
    return own or other


def head(hall: Hall, service: str, now: int) -> Ticket | None:
    """Return who is next within *service*.

    Priority goes first, but only so often in a row while an ordinary ticket
    waits; an ordinary one that has waited long stands with the priority ones,
    and whoever came first among them goes first.
    """
    first = hall.head(service, priority=True)
    ordinary = hall.head(service, priority=False)
    if first is None or ordinary is None:
        return first or ordinary
    cap = hall.plan.policy.priority_run
    if cap is not None and hall.priority_run(service) >= cap:
        return ordinary
    if _waited(ordinary, now) >= hall.plan.policy.ageing_minutes * MINUTE:
        return min(first, ordinary, key=place)
    return first


def _heads(hall: Hall, services: Iterable[str], now: int) -> Iterable[Ticket]:
    return filter(None, (head(hall, service, now) for service in services))


def _priority_heads(hall: Hall) -> Iterable[Ticket]:
    heads = (hall.head(service.id, priority=True) for service in hall.plan.services)
    return filter(None, heads)


def _longest(heads: Iterable[Ticket]) -> Ticket | None:
    return min(heads, key=place, default=None)


def _waited(ticket: Ticket, now: int) -> int:
    return now - ticket.issued_at
