"""What changes today: the tickets, the counters, and who stands in which lane.

`evolve` works on the hall it is given and hands it back, so that ten thousand
people waiting cost no more than ten. Whoever needs the hall of before keeps a
copy of what matters to him.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import assert_never

from shared.domain.calendar import opening_at
from shared.domain.deeds import Deeds
from shared.domain.events import (
    CounterChanged,
    CounterNow,
    DayStarted,
    Event,
    ServiceChanged,
    ServiceNow,
    TicketChanged,
)
from shared.domain.lanes import Lanes
from shared.domain.numbers import in_a_block, sequence_of
from shared.domain.plan import Plan
from shared.domain.tally import Tally, Work
from shared.domain.ticket import AT_A_COUNTER, OVER, Action, State, Ticket

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


class Hall:
    """The queue of one office on one business day."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan = plan
        self.day = day
        self.at = 0
        """The time of the last event."""
        self.tickets: dict[str, Ticket] = {}
        self.counters: dict[str, CounterNow] = {}
        self.services: dict[str, ServiceNow] = {}
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.issued = 0
        """How many tickets were given today."""
        self.notes: dict[str, str] = {}
        """What a desk wrote for the next one, by number."""
        self.recent: dict[tuple[str, int | None], Work] = {}
        """What citizens took on recent days, by service and hour."""
        self._skipped: tuple[date, dict[str, int]] = (day, {})
        self._start_over(day)

    def _start_over(self, day: date) -> None:
        self.day = day
        self.tickets.clear()
        self.calls.clear()
        self.issued = 0
        self.counters = {c.id: CounterNow(id=c.id) for c in self.plan.counters}
        self.services = {s.id: ServiceNow(id=s.id) for s in self.plan.services}
        self.tally = Tally()
        self.deeds = Deeds()
        self.notes.clear()
        self._lanes = Lanes()
        self._at_counter: dict[str, str] = {}
        counters = map(_print_of, self.counters.values())
        self._fingerprint = sum(counters) + sum(map(_print_of, self.services.values()))

    def copied(self) -> "Hall":
        """Return a hall of its own like this; what never changes they share."""
        recent, calls = self.recent.values(), self.calls
        now = (*self.tickets.values(), *self.counters.values(), *self.services.values())
        shared = {id(each): each for each in (self.plan, *now, *calls, *recent)}
        return deepcopy(self, shared)

    def learn(self, recent: Iterable[Work]) -> None:
        """Take in what citizens took on recent days, by service and hour."""
        self.recent = {(work.service, work.hour): work for work in recent}

    def skip(self, day: date, places: Mapping[str, int]) -> None:
        """Leave out the sequences up to these *places* on *day*, by service.

        They may be on papers that the records know nothing of.
        """
        self._skipped = (day, dict(places))

    def last_number(self, service: str) -> int:
        """Return after which place the sequence of *service* goes on, 0 for none."""
        day, places = self._skipped
        skipped = places.get(service, 0) if day == self.day else 0
        return max(self.tally.sequences.get(service, 0), skipped)

    def priority_run(self, queue: str) -> int:
        """Return how many priority tickets were just called in a row."""
        return self.tally.runs.get(queue, 0)

    def given(self, service: str, session: str) -> int:
        """Return how many numbers *service* gave in a session and did not take back."""
        return self.tally.given.get((service, session), 0)

    def held_by(self, holder: str, service: str) -> Ticket | None:
        """Return the live ticket a card or phone has for *service*."""
        ticket = self.tickets.get(self.tally.holders.get((service, holder), ""))
        return ticket if ticket is not None and ticket.state not in OVER else None

    def head(self, queue: str, *, priority: bool) -> Ticket | None:
        """Return who stands first in a lane of *queue*."""
        return next(self.lane(queue, priority=priority), None)

    def lane(self, queue: str, *, priority: bool) -> Iterator[Ticket]:
        """Return who stands in a lane of *queue*, the first first."""
        numbers = self._lanes.numbers(queue, priority=priority)
        return (self.tickets[number] for number in numbers)

    def waiting_count(self, queue: str, *, priority: bool) -> int:
        """Return how many stand in a lane of *queue*."""
        return self._lanes.count(queue, priority=priority)

    def before(self, ticket: Ticket) -> int:
        """Return how many stand before *ticket* in its own lane."""
        return self._lanes.before(ticket)

    def waiting(self, queue: str | None = None) -> list[Ticket]:
        """Return who waits, for one queue or for all, in order of arrival."""
        return [self.tickets[number] for number in self._lanes.all(queue)]

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

    def apply(self, event: Event) -> None:
        """Let *event* be true; others call `evolve`."""
        self.at = max(self.at, event.at)
        match event:
            case TicketChanged():
                before = self.tickets.get(event.ticket.number)
                self._place(event.ticket)
                self._count(event, before)
                self.deeds.note(event.action, before, event.ticket, event.at)
                self._keep_note(event)
            case CounterChanged():
                self._set_counter(event.counter)
            case ServiceChanged():
                self._set_service(event.service)
            case DayStarted():
                self._start_over(event.day)
            case _:
                assert_never(event)

    def put(
        self,
        tickets: Iterable[Ticket],
        counters: Iterable[CounterNow],
        services: Iterable[ServiceNow] = (),
    ) -> None:
        """Take in what is true now, without its history: a snapshot."""
        for ticket in tickets:
            self._place(ticket)
        for counter in counters:
            self._set_counter(counter)
        for service in services:
            self._set_service(service)

    def _place(self, ticket: Ticket) -> None:
        """Let *ticket* stand where it now belongs."""
        before = self.tickets.get(ticket.number)
        if before is not None:
            self._take_away(before)
        self.tickets[ticket.number] = ticket
        if ticket.state not in OVER:
            self._fingerprint += _print_of(ticket)
        if ticket.state is State.WAITING:
            self._lanes.add(ticket)
        if ticket.state in AT_A_COUNTER and ticket.counter is not None:
            self._at_counter[ticket.counter] = ticket.number

    def _take_away(self, ticket: Ticket) -> None:
        if ticket.state not in OVER:
            self._fingerprint -= _print_of(ticket)
        if ticket.state is State.WAITING:
            self._lanes.remove(ticket)
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

    def _set_service(self, service: ServiceNow) -> None:
        before = self.services.get(service.id)
        if before is not None:
            self._fingerprint -= _print_of(before)
        self.services[service.id] = service
        self._fingerprint += _print_of(service)

    def _count(self, event: TicketChanged, before: Ticket | None) -> None:
        """Keep what follows from the action and is not in the ticket."""
        ticket = event.ticket
        match event.action:
            case Action.ISSUE:
                self._count_issue(event)
            case Action.CALL:
                self.tally.call(before.queue if before else ticket.queue, ticket)
                self._remember(event)
            case Action.RECALL:
                self._remember(event)
            case Action.FINISH:
                self.tally.finish(ticket, event.at)
            case Action.CANCEL:
                self._give(ticket, -1)
            case Action.UNDO:
                self._count_undo(event)
            case Action.RATE if event.details and event.details.level:
                self.tally.rate(ticket, event.details.level)
            case _:
                pass

    def _count_undo(self, event: TicketChanged) -> None:
        ticket, details = event.ticket, event.details
        if details is None:
            return
        if details.undone is Action.CALL:
            self.tally.uncall(ticket.queue, ticket.number)
            self._forget_call(ticket.number)
        elif details.undone is Action.FINISH and details.undone_at is not None:
            self.tally.finish(ticket, details.undone_at, people=-1)

    def _forget_call(self, number: str) -> None:
        last = next((c for c in reversed(self.calls) if c.number == number), None)
        if last is not None:
            self.calls.remove(last)

    def _keep_note(self, event: TicketChanged) -> None:
        """A note stands until the ticket is over, or another one takes its place."""
        if event.details and event.details.note:
            self.notes[event.ticket.number] = event.details.note
        elif event.ticket.state in OVER:
            self.notes.pop(event.ticket.number, None)

    def _count_issue(self, event: TicketChanged) -> None:
        ticket, tally = event.ticket, self.tally
        self.issued = max(self.issued, ticket.order)
        sequence = sequence_of(ticket.number)
        if not in_a_block(sequence, self.plan.kiosks):
            tally.sequences[ticket.service] = sequence
        self._give(ticket, 1)
        # Not the event's time: a merged ticket was given before it was known here.
        kiosk, given_at = event.station or "", ticket.queued_at
        tally.last_issue[kiosk] = max(given_at, tally.last_issue.get(kiosk, 0))
        if event.station is not None:
            tally.givers[ticket.number] = event.station
        tally.first_issue = min(given_at, tally.first_issue or given_at)
        if ticket.priority:
            given = tally.priority_given.get(ticket.service, 0)
            tally.priority_given[ticket.service] = given + 1
        if event.holder is not None:
            tally.holders[ticket.service, event.holder] = ticket.number

    def _give(self, ticket: Ticket, numbers: int) -> None:
        """Count numbers against the quota of the session they were given in.

        A transfer changes the ticket's service, not the one that gave its number.
        """
        opening = self.plan.hours and opening_at(self.plan.hours, ticket.issued_at)
        if opening:
            service = self.plan.service_by_head.get(ticket.number[0], ticket.service)
            key = (service, opening.session.id)
            self.tally.given[key] = self.tally.given.get(key, 0) + numbers

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
    hall.apply(event)
    return hall


def _print_of(thing: Ticket | CounterNow | ServiceNow) -> int:
    match thing:
        case Ticket():
            return _digest(
                f"ticket {thing.number} {thing.service} {thing.state}"
                f" {int(thing.priority)} {thing.queued_at} {thing.counter or '-'}"
                f" {thing.calls} {thing.to_counter or '-'}"
            )
        case CounterNow():
            return _digest(f"counter {thing.id} {thing.state}")
        case ServiceNow():
            return _digest(f"service {thing.id} {'closed' if thing.closed else 'open'}")
        case _:
            assert_never(thing)


def _digest(line: str) -> int:
    return int.from_bytes(blake2b(line.encode(), digest_size=8).digest(), "big")
