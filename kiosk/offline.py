"""The numbers a kiosk gives by itself while the hub is away, kept before shown.

Each is one of the kiosk's own block, so it is nobody else's, whatever the hub and the
other kiosks do meanwhile. None is given twice on a day: not after a power cut, and not
by a clock that was set back.
"""

import logging
import secrets
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import takewhile
from uuid import uuid4

import msgspec

from shared.domain.commands import MergeTicket
from shared.domain.hall import Hall
from shared.domain.merging import numbers_of
from shared.domain.plan import Plan
from shared.domain.times import at_clock, day_of
from shared.journal import Journal

log = logging.getLogger(__name__)

TOKEN_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the hub has said last: the plan and how far its day has come."""

    plan: Plan
    day: date
    at: int
    """The time of its last event, in milliseconds since 1970, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A number that was given, as it will be told to the hub."""

    id: str
    """That of the wish to merge it, however often that is sent."""

    number: str
    kiosk: int
    service: str
    priority: bool
    issued_at: int
    """Milliseconds since 1970, UTC."""

    token: str
    """The random token on its slip, of 80 bits."""

    @property
    def day(self) -> date:
        """The business day it is for."""
        return day_of(self.issued_at)

    @property
    def wish(self) -> MergeTicket:
        """What the hub is asked for: that it take the number in."""
        return MergeTicket(
            number=self.number,
            service=self.service,
            kiosk=self.kiosk,
            issued_at=self.issued_at,
            priority=self.priority,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the hub has said to a stub."""

    id: str
    code: str = ""
    """Why it has not taken it in; empty if it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the journal: one of these."""

    known: Known | None = None
    stub: Stub | None = None
    settled: Settled | None = None


class NoNumber(Exception):
    """The kiosk has no number of its own, or has given all of a service today."""


class Counterfoil:
    """A kiosk's own block of numbers: which are given, which the hub knows of.

    A number it has returned is in the journal.
    """

    def __init__(self, journal: Journal, kiosk: int) -> None:
        """Take up what *journal* holds of kiosk 1, 2, 3 or 4."""
        self._kiosk = kiosk
        self.known: Known | None = None
        self._journal = journal
        self._at = 0
        self._stubs: dict[str, Stub] = {}
        self._settled: dict[str, Settled] = {}
        # The numbers of each day that are out, also those known from the hub alone.
        self._given: dict[date, set[str]] = {}
        for line in _lines(journal.texts):
            self._take(line)
        self._shorten()

    @property
    def plan(self) -> Plan | None:
        """The plan, if the hub has ever told it and it has a block for this kiosk."""
        if self.known is None or self._kiosk > self.known.plan.kiosks:
            return None
        return self.known.plan

    @property
    def unmerged(self) -> list[Stub]:
        """The numbers the hub does not know of, oldest first."""
        return [stub for stub in self._stubs.values() if stub.id not in self._settled]

    @property
    def refused(self) -> tuple[str, ...]:
        """The numbers of today that the hub would not take in, oldest first.

        Not those of days before: somebody else has the same number today.
        """
        codes = {settled.id for settled in self._settled.values() if settled.code}
        today = self.known.day if self.known else date.min
        return tuple(
            stub.number
            for stub in self._stubs.values()
            if stub.id in codes and stub.day >= today
        )

    def moment(self, now: int) -> int:
        """Return the time that a number gets at *now*: never one that has passed."""
        return max(now, self._at)

    def remember(self, hall: Hall) -> None:
        """Keep what is needed of the hub's *hall* when it will be away."""
        began = at_clock(hall.day, time())
        known = Known(plan=hall.plan, day=hall.day, at=max(hall.at, began))
        if self._is_news(known):
            self._keep(Line(known=known))
        self._at = max(self._at, known.at)
        self._given.setdefault(hall.day, set()).update(hall.tickets)

    def give(self, service: str, *, priority: bool, now: int) -> Stub:
        """Return the next number of *service* that is this kiosk's own.

        Raises:
            NoNumber: There is none, or all of them are given today.
            OSError: It could not be kept, so it is not given.
        """
        if self.plan is None:
            raise NoNumber(service)
        at = self.moment(now)
        style = self.plan.policy.number_format
        block = numbers_of(self.plan.service_by_id[service], self._kiosk, style)
        stub = Stub(
            id=uuid4().hex,
            number=_following(block, self._given.get(day_of(at), set())),
            kiosk=self._kiosk,
            service=service,
            priority=priority,
            issued_at=at,
            token=secrets.token_hex(TOKEN_BYTES).upper(),
        )
        line = Line(stub=stub)
        self._journal.append(_text(line))
        self._take(line)
        return stub

    def settle(self, id_: str, code: str = "") -> None:
        """Keep that the hub has taken a number in, or why it has not.

        A disk that does not take that is told in the log: one day the hub is asked
        once more under the same id, and gives the same answer.
        """
        self._keep(Line(settled=Settled(id=id_, code=code)))

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def _is_news(self, known: Known) -> bool:
        """Return whether *known* is worth a line: the plan or the day is another.

        A kiosk whose clock was a day ahead goes back to the hub's day.
        """
        before = self.known
        if before is None or (before.plan, before.day) != (known.plan, known.day):
            return True
        return day_of(self._at) > known.day

    def _keep(self, line: Line) -> None:
        try:
            self._journal.append(_text(line))
        except OSError as error:
            log.warning("not in the journal of numbers: %s", error)
        self._take(line)

    def _take(self, line: Line) -> None:
        match line:
            case Line(known=Known() as known):
                if self.known is None or known.day != self.known.day:
                    self._begin_day(known.day)
                self.known, self._at = known, known.at
            case Line(stub=Stub() as stub):
                self._stubs[stub.id] = stub
                self._given.setdefault(stub.day, set()).add(stub.number)
                self._at = max(self._at, stub.issued_at)
            case Line(settled=Settled() as settled):
                self._settled[settled.id] = settled
            case _:
                pass  # of a later version of this program

    def _begin_day(self, day: date) -> None:
        """Forget what is over: the settled numbers of days before *day*."""
        for stub in list(self._stubs.values()):
            if stub.id in self._settled and stub.day < day:
                del self._stubs[stub.id], self._settled[stub.id]
        self._given = {
            each: given for each, given in self._given.items() if each >= day
        }

    def _shorten(self) -> None:
        lines = [Line(known=self.known)] if self.known else []
        lines += [Line(stub=stub) for stub in self._stubs.values()]
        lines += [Line(settled=settled) for settled in self._settled.values()]
        try:
            self._journal.rewrite(map(_text, lines))
        except OSError as error:
            log.warning("the journal of numbers stays as it was: %s", error)


def _following(block: Sequence[str], given: Container[str]) -> str:
    """Return what follows the last number of *block* that is given."""
    free = list(takewhile(lambda number: number not in given, reversed(block)))
    if not free:
        raise NoNumber(f"{block[-1]} is given")
    return free[-1]


def _text(line: Line) -> str:
    return msgspec.json.encode(
        {name: value for name in Line.__slots__ if (value := getattr(line, name))}
    ).decode()


def _lines(texts: Iterable[str]) -> Iterable[Line]:
    for place, text in enumerate(texts, 1):
        try:
            yield msgspec.json.decode(text, type=Line)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            log.warning("number journal, line %d, left out: %s", place, error)
