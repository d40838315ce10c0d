"""What changes today: the tickets, the counters, and who stands in which lane.

`evolve` works on the hall it is given and hands it back, so that ten thousand
people waiting cost no more than ten. Whoever needs the hall of before keeps a
copy of what matters to him.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import assert_never

from shared.domain.events import (
    CounterChanged,
    CounterNow,
    DayStarted,
    Event,
    TicketChanged,
)
from shared.domain.numbers import in_a_block, sequence_of
from shared.domain.plan import Plan
from shared.domain.ticket import AT_A_COUNTER, OVER, Action, State, Ticket, place

REMEMBERED_CALLS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call, as the wall remembers it."""

    number: str
    counter: str
    service: str
    at: int
    priority: bool = False
    recall: bool = False


Lane = list[tuple[int, int, str]]


class Hall:
    """The queue of one office on one business day."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan = plan
        self.day = day
        self.at = 0
        """The time of the last event."""
        self.tickets: dict[str, Ticket] = {}
        self.counters: dict[str, CounterNow] = {}
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.issued = 0
        """How many tickets were given today."""
        self._start_over(day)

    def _start_over(self, day: date) -> None:
        self.day = day
        self.tickets.clear()
        self.calls.clear()
        self.issued = 0
        self.counters = {c.id: CounterNow(id=c.id) for c in self.plan.counters}
        self._lanes: dict[tuple[str, bool], Lane] = {}
        self._sequences: dict[str, int] = {}
        self._runs: dict[str, int] = {}
        self._at_counter: dict[str, str] = {}
        self._fingerprint = sum(map(_print_of, self.counters.values()))

    def last_number(self, service: str) -> int:
        """Return the last place given in the sequence of *service*, 0 for none."""
        return self._sequences.get(service, 0)

    def priority_run(self, service: str) -> int:
        """Return how many priority tickets *service* has just called in a row."""
        return self._runs.get(service, 0)

    def head(self, service: str, *, priority: bool) -> Ticket | None:
        """Return who stands first in a lane of *service*."""
        lane = self._lanes.get((service, priority))
        return self.tickets[lane[0][2]] if lane else None

    def waiting_count(self, service: str, *, priority: bool) -> int:
        """Return how many stand in a lane of *service*."""
        return len(self._lanes.get((service, priority), ()))

    def before(self, ticket: Ticket) -> int:
        """Return how many stand before *ticket* in its own lane."""
        lane = self._lanes.get((ticket.service, ticket.priority), [])
        return bisect_left(lane, (*place(ticket), ticket.number))

    def waiting(self, service: str | None = None) -> list[Ticket]:
        """Return who waits, for one service or for all, in order of arrival."""
        lanes = (
            lane
            for key, lane in self._lanes.items()
            if service is None or key[0] == service
        )
        return [
            self.tickets[key[2]]
            for key in sorted(key for lane in lanes for key in lane)
        ]

    def at_counter(self, counter: str) -> Ticket | None:
        """Return the ticket that is called to *counter* or served there."""
        number = self._at_counter.get(counter)
        return self.tickets[number] if number is not None else None

    def open_tickets(self) -> Iterator[Ticket]:
        """Return the tickets that are not over, in the order they were given."""
        return (ticket for ticket in self.tickets.values() if ticket.state not in OVER)

    @property
    def hash(self) -> str:
        """Return 16 hex digits over the day, the open tickets and the counters.

        The canonical form is described in the README of `shared.wire`.
        """
        whole = self._fingerprint + _digest(f"day {self.day.isoformat()}")
        return f"{whole % 2**64:016x}"

    def put(self, tickets: Iterable[Ticket], counters: Iterable[CounterNow]) -> None:
        """Take in what is true now, without its history: a snapshot."""
        for ticket in tickets:
            self._place(ticket)
        for counter in counters:
            self._set_counter(counter)

    def _place(self, ticket: Ticket) -> None:
        """Let *ticket* stand where it now belongs."""
        before = self.tickets.get(ticket.number)
        if before is not None:
            self._take_away(before)
        self.tickets[ticket.number] = ticket
        if ticket.state not in OVER:
            self._fingerprint += _print_of(ticket)
        if ticket.state is State.WAITING:
            lane = self._lanes.setdefault((ticket.service, ticket.priority), [])
            insort(lane, (*place(ticket), ticket.number))
        if ticket.state in AT_A_COUNTER and ticket.counter is not None:
            self._at_counter[ticket.counter] = ticket.number

    def _take_away(self, ticket: Ticket) -> None:
        if ticket.state not in OVER:
            self._fingerprint -= _print_of(ticket)
        if ticket.state is State.WAITING:
            lane = self._lanes[ticket.service, ticket.priority]
            del lane[bisect_left(lane, (*place(ticket), ticket.number))]
        if (
            ticket.counter is not None
            and self._at_counter.get(ticket.counter) == ticket.number
        ):
            del self._at_counter[ticket.counter]

    def _set_counter(self, counter: CounterNow) -> None:
        before = self.counters.get(counter.id)
        if before is not None:
            self._fingerprint -= _print_of(before)
        self.counters[counter.id] = counter
        self._fingerprint += _print_of(counter)

    def _count(self, event: TicketChanged) -> None:
        """Keep what follows from the action and is not in the ticket."""
        ticket = event.ticket
        match event.action:
            case Action.ISSUE:
                self.issued = max(self.issued, ticket.order)
                sequence = sequence_of(ticket.number)
                if not in_a_block(sequence, self.plan.kiosks):
                    self._sequences[ticket.service] = sequence
            case Action.CALL:
                run = self._runs.get(ticket.service, 0) + 1 if ticket.priority else 0
                self._runs[ticket.service] = run
                self._remember(event)
            case Action.RECALL:
                self._remember(event)
            case _:
                pass

    def _remember(self, event: TicketChanged) -> None:
        ticket = event.ticket
        self.calls.append(
            Call(
                number=ticket.number,
                counter=ticket.counter or "",
                service=ticket.service,
                at=event.at,
                priority=ticket.priority,
                recall=event.action is Action.RECALL,
            )
        )


def evolve(hall: Hall, event: Event) -> Hall:
    """Let *event* be true in *hall*, and return it."""
    hall.at = max(hall.at, event.at)
    match event:
        case TicketChanged():
            hall._place(event.ticket)  # noqa: SLF001  # evolve is the hall's own
            hall._count(event)  # noqa: SLF001
        case CounterChanged():
            hall._set_counter(event.counter)  # noqa: SLF001
        case DayStarted():
            hall._start_over(event.day)  # noqa: SLF001
        case _:
            assert_never(event)
    return hall


def _print_of(thing: Ticket | CounterNow) -> int:
    match thing:
        case Ticket():
            return _digest(
                f"ticket {thing.number} {thing.service} {thing.state}"
                f" {int(thing.priority)} {thing.queued_at} {thing.counter or '-'}"
                f" {thing.calls}"
            )
        case CounterNow():
            return _digest(f"counter {thing.id} {thing.state}")
        case _:
            assert_never(thing)


def _digest(line: str) -> int:
    return int.from_bytes(blake2b(line.encode(), digest_size=8).digest(), "big")
