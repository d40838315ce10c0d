"""Days gone by in an office's records."""

from shared.domain.ticket import State, Ticket
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
