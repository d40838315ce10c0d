"""What the writer hands to the store, made without a hub."""

from itertools import count

import msgspec

from shared.domain.commands import (
    CallNext,
    Command,
    Finish,
    IssueTicket,
    OpenCounter,
    Serve,
)
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide
from shared.domain.times import MINUTE, day_of
from shared.store.rows import Answer, Batch, Entry
from shared.wire.codec import event_table
from tests.bench.office import SERVICES


class Batches:
    """A day in which the rules are obeyed and nobody connects.

    *at* is when it begins, milliseconds UTC; *seq* the number of the event before.
    """

    def __init__(self, plan: Plan, at: int, seq: int = 0) -> None:
        self._hall = Hall(plan, day_of(at))
        self._at = at
        self._seq = seq
        self._given = count()

    def issues(self, numbers: int) -> Batch:
        """Return the next *numbers* issues with their answers."""
        return self._batch([self._entry(self._issue()) for _ in range(numbers)])

    def visits(self, numbers: int) -> Batch:
        """Return *numbers* finished tickets, each with its last event alone."""
        for counter in self._hall.plan.counters:
            self._obey(OpenCounter(counter=counter.id))
        return self._batch([self._entry(self._visit()) for _ in range(numbers)])

    def _issue(self) -> Event:
        n = next(self._given)
        return self._obey(IssueTicket(service=service_of(n), priority=n % 5 == 0))

    def _visit(self) -> Event:
        issued = self._issue()
        assert isinstance(issued, TicketChanged)
        [counter, *_] = self._hall.plan.counters_of(issued.ticket.service)
        self._obey(CallNext(counter=counter.id))
        self._obey(Serve(number=issued.ticket.number, counter=counter.id))
        self._at += MINUTE // 4
        return self._obey(Finish(number=issued.ticket.number, counter=counter.id))

    def _obey(self, command: Command) -> Event:
        [event] = decide(self._hall, command, self._at)
        evolve(self._hall, event)
        return event

    def _entry(self, event: Event) -> Entry:
        assert isinstance(event, TicketChanged)
        return Entry(
            day=self._hall.day,
            at=event.at,
            station="kiosk-1",
            event=msgspec.json.encode(event_table(event)).decode(),
            ticket=event.ticket,
            token=f"{event.ticket.order:020X}",
        )

    def _batch(self, entries: list[Entry]) -> Batch:
        answers = [
            Answer(f"answer-{self._seq + n}", entry.at, entry.event, "kiosk-1")
            for n, entry in enumerate(entries)
        ]
        day = self._hall.day
        batch = Batch(seq=self._seq, day=day, entries=entries, answers=answers)
        self._seq += len(entries)
        return batch


def service_of(n: int) -> str:
    """Return the service that wish number *n* is for, all in turn."""
    return str(n % SERVICES + 1)
