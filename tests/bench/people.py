"""A made-up day of an office: people come, are called, served or not there."""

from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

from shared.domain.commands import (
    CallNext,
    CallTicket,
    Command,
    Finish,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    Rate,
    Serve,
    Transfer,
)
from shared.domain.errors import QueueError
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Counter, Plan, Service, Zone
from shared.domain.rules import decide, turn_of_day
from shared.domain.times import HOUR, MINUTE, SECOND, day_of

EIGHT = 1767574800000
"""08:00 in Vietnam on Monday, 2026-01-05."""

NIGHT = EIGHT + 16 * HOUR
DESKS = 8
LAST_COMES = 9 * HOUR - 30 * MINUTE
NOON = (3 * HOUR + 30 * MINUTE, 5 * HOUR + 30 * MINUTE)
REASONS = ("Người cao tuổi, người yếu", "Đã hẹn trước", "anh Tư nhà bên")


def a_day(random: Random, numbers: int) -> list[Event]:
    """Return the events of a day on which about so many *numbers* were given."""
    return _Day(random).of(numbers)


class _Day:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._hall = Hall(_plan(), day_of(EIGHT))
        self._events: list[Event] = []
        self._ids = count()
        self._agenda: list[tuple[int, int, Any]] = []

    def of(self, numbers: int) -> list[Event]:
        for desk in range(1, DESKS + 1):
            self._do(EIGHT, OpenCounter(counter=str(desk)))
            self._later(EIGHT + MINUTE, lambda at, desk=str(desk): self._call(at, desk))
        for _ in range(numbers):
            at = self._random.randrange(LAST_COMES)
            if not NOON[0] <= at < NOON[1]:
                self._later(EIGHT + at, self._come)
        while self._agenda:
            at, _, act = heappop(self._agenda)
            act(at)
        self._take(turn_of_day(self._hall, day_of(NIGHT), NIGHT))
        return self._events

    def _later(self, at: int, act: Any) -> None:
        heappush(self._agenda, (at, next(self._ids), act))

    def _come(self, at: int) -> None:
        # Most come for few things.
        service = min(self._random.randint(1, DESKS), self._random.randint(1, DESKS))
        old = self._random.random() < 0.15
        self._do(at, IssueTicket(service=str(service), priority=old))

    def _call(self, at: int, desk: str) -> None:
        if at > EIGHT + 9 * HOUR:
            return
        called = self._do(at, self._next(desk))
        if not called:
            self._later(at + MINUTE, lambda at: self._call(at, desk))
            return
        number, chance = called[0].ticket.number, self._random.random()
        begun = at + self._random.randint(5, 40) * SECOND
        ended = begun + int(self._random.expovariate(1 / 9) * MINUTE) + MINUTE
        if chance < 0.05:
            self._do(begun, MarkNoShow(number=number))
        else:
            self._do(begun, Serve(number=number))
            if chance < 0.09:
                there = str(int(desk) % DESKS + 1)
                self._later(ended, lambda at: self._send(at, number, there))
            else:
                self._later(ended, lambda at: self._finish(at, number, desk))
        self._later(ended + 15 * SECOND, lambda at: self._call(at, desk))

    def _next(self, desk: str) -> Command:
        waiting = [t.number for t in self._hall.waiting() if t.service == desk]
        if len(waiting) > 3 and self._random.random() < 0.03:
            reason = self._random.choice(REASONS)
            return CallTicket(number=waiting[2], counter=desk, reason=reason)
        return CallNext(counter=desk)

    def _send(self, at: int, number: str, service: str) -> None:
        self._do(at, Transfer(number=number, service=service))

    def _finish(self, at: int, number: str, desk: str) -> None:
        self._do(at, Finish(number=number))
        if self._random.random() < 0.3:
            level = 5 - int(self._random.random() ** 3 * 5)
            self._do(at + 5 * SECOND, Rate(number=number, level=level, counter=desk))

    def _do(self, at: int, command: Command) -> list[TicketChanged]:
        """Let *command* be obeyed if the rules allow it, and return what happened."""
        try:
            events = decide(self._hall, command, at)
        except QueueError:
            return []
        self._take(events)
        return [event for event in events if isinstance(event, TicketChanged)]

    def _take(self, events: list[Event]) -> None:
        for event in events:
            evolve(self._hall, event)
        self._events += events


def _plan() -> Plan:
    ids = [str(number) for number in range(1, DESKS + 1)]
    return Plan(
        id="mau",
        name={"vi": "UBND xã Mẫu"},
        unit={"vi": "Trung tâm"},
        zones=(Zone(id="3", name={"vi": "Tiếp nhận"}),),
        services=tuple(
            Service(
                id=id_, letter=chr(64 + int(id_)), name={"vi": id_}, zone="3", minutes=9
            )
            for id_ in ids
        ),
        counters=tuple(Counter(id=id_, zone="3", serves=(id_,)) for id_ in ids),
    )
