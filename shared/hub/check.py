"""Compares what the hub remembers with what the records say."""

from collections.abc import Iterator

from shared.domain.hall import Hall
from shared.store.store import Store


def differences(hall: Hall, store: Store) -> list[str]:
    """Return in words where *hall* and the records of its day differ.

    A hall made from the journal compares the journal with the tickets; the hub's
    own compares its memory with both.
    """
    return [*_in_tickets(hall, store), *_in_lanes(hall, store)]


def _in_tickets(hall: Hall, store: Store) -> Iterator[str]:
    kept = store.tickets(hall.day)
    for number in sorted(hall.tickets.keys() | kept.keys()):
        remembered, written = hall.tickets.get(number), kept.get(number)
        if remembered is None:
            yield f"{number} is in the records only"
        elif written is None:
            yield f"{number} is not in the records"
        elif remembered != written:
            yield f"{number} is {remembered.state}, in the records {written.state}"


def _in_lanes(hall: Hall, store: Store) -> Iterator[str]:
    services = [service.id for service in hall.plan.services]
    desks = [f"@{counter.id}" for counter in hall.plan.counters]
    for queue in (*services, *desks):
        for priority in (False, True):
            head = hall.head(queue, priority=priority)
            remembered = head.number if head is not None else None
            written = store.head(hall.day, queue, priority=priority)
            if remembered != written:
                yield f"{queue}: {remembered} is next, in the records {written}"
