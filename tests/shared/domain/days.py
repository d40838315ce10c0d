"""Made-up days in an office: people come, counters call, and waits are compared."""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import log, sqrt
from random import Random

from shared.domain.commands import CallNext, Finish, IssueTicket, MarkNoShow, Serve
from shared.domain.errors import NobodyWaits
from shared.domain.times import MINUTE
from shared.domain.waiting import ahead, wait
from tests.halls import EIGHT, a_hall, a_plan, happen


@dataclass(frozen=True, kw_only=True)
class Day:
    """How many people come, and how long they really take."""

    per_hour: float
    rush: float = 1.0
    """How many times more come between 9 and 10."""

    slowness: float = 1.0
    """What serving takes, in shares of the minutes in the plan."""

    priority: float = 0.15
    hours: float = 4.0
    seed: int = 1


@dataclass(frozen=True)
class Wait:
    """What one citizen was told, and what it became, in minutes."""

    middle: float
    upper: float
    real: float


def waits_of(day, service="1", desks=("1",)):
    """Return the waits of all who came on *day* and were called."""
    return _Office(day, service).waits(desks)


def share_below(waits, which):
    """Return the share of real waits that stayed below a figure that was told."""
    below = sum(each.real <= getattr(each, which) + 1e-9 for each in waits)
    return below / len(waits)


class _Office:
    """One office on one made-up day, one happening after the other."""

    def __init__(self, day, service):
        self.day, self.service = day, service
        self.random = Random(day.seed)
        self.hall = a_hall(plan=a_plan())
        self.told, self.waited = {}, []
        self.free = set()
        self._ids, self._agenda = count(), []

    def waits(self, desks):
        for at, priority in _arrivals(self.day, self.random):
            self._later(at, self._come, priority)
        for desk in desks:
            self._later(EIGHT, self._call, desk)
        while self._agenda:
            at, _, act, what = heappop(self._agenda)
            act(at, what)
        return self.waited

    def _later(self, at, act, what):
        heappush(self._agenda, (at, next(self._ids), act, what))

    def _come(self, at, priority):
        wish = IssueTicket(service=self.service, priority=priority)
        [event] = happen(self.hall, wish, at)
        people = ahead(self.hall, event.ticket)
        told = wait(self.hall, self.service, people, priority=priority)
        self.told[event.ticket.number] = told
        for desk in sorted(self.free):
            self._later(at, self._call, desk)
        self.free.clear()

    def _call(self, at, desk):
        try:
            [event] = happen(self.hall, CallNext(counter=desk), at)
        except NobodyWaits:
            self.free.add(desk)
            return
        ticket = event.ticket
        real = (at - ticket.issued_at) / MINUTE
        self.waited.append(Wait(*self.told[ticket.number], real))
        self._later(self._gone(ticket, at), self._call, desk)

    def _gone(self, ticket, at):
        """Let the citizen come and be served, or not; return when the desk is free."""
        number = ticket.number
        if self.random.random() < 0.04:
            gone = at + 90_000
            self._later(gone, self._do, MarkNoShow(number=number))
        else:
            come = at + int(self.random.uniform(5, 30) * 1_000)
            service = self.hall.plan.service_by_id[ticket.service]
            minutes = service.minutes * self.day.slowness
            gone = come + int(_lognormal(self.random, minutes, 0.6) * MINUTE)
            self._later(come, self._do, Serve(number=number))
            self._later(gone, self._do, Finish(number=number))
        return gone + 10_000

    def _do(self, at, command):
        happen(self.hall, command, at)


def _arrivals(day, random):
    at, end = EIGHT, EIGHT + int(day.hours * 60) * MINUTE
    while True:
        hour = (at - EIGHT) // (60 * MINUTE)
        rate = day.per_hour * (day.rush if hour == 1 else 1.0)
        at += int(random.expovariate(rate / 60) * MINUTE)
        if at >= end:
            return
        yield at, random.random() < day.priority


def _lognormal(random, mean, spread):
    sigma = sqrt(log(1 + spread**2))
    return random.lognormvariate(log(mean) - sigma**2 / 2, sigma)
