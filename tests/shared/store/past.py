"""Days gone by in an office's records."""

from itertools import islice

from shared.domain.ticket import State, Ticket
from shared.store.retention import Retention
from shared.store.rows import Batch, Entry
from tests.halls import EIGHT

TICKET = Ticket(
    number="1001",
    service="1",
    state=State.EXPIRED,
    issued_at=EIGHT,
    queued_at=EIGHT,
    order=1,
)


def keep(store, day, *tickets):
    entries = [
        Entry(day=day, at=EIGHT, station="k", event="{}", ticket=ticket)
        for ticket in tickets
    ]
    seq, _ = store.position()
    store.record(Batch(seq=seq, day=day, entries=entries))


def drop(store, before, most=200, steps=None):
    """Drop the days *before* then as nights do, all or so many *steps* of it."""
    list(islice(iter(lambda: _drop(store, before, most), False), steps))


def _drop(store, before, most):
    if store._engine.dialect.name == "postgresql":
        return Retention(store._engine).step(before)
    return store.history.drop(before, most) > 0
