"""When an office issues numbers: its sessions, holidays and early closings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from shared.domain.checks import require, unique
from shared.domain.names import Names
from shared.domain.times import at_clock, day_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_AHEAD = timedelta(days=60)
"""How far the next opening is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A part of the working day (*buổi*)."""

    id: str
    """What quotas name it by, such as ``morning``."""

    name: Names
    opens: str
    """A time on the wall, ``08:00``."""

    closes: str
    days: tuple[str, ...] = WEEKDAYS[:5]

    def __post_init__(self) -> None:
        require(re.fullmatch(r"[a-z0-9_]{1,20}", self.id), f"session id {self.id!r}")
        require(self.name.get("vi"), f"session {self.id} has no name in Vietnamese")
        for clock in (self.opens, self.closes):
            require(is_clock(clock), f"session {self.id}: {clock!r} is no time")
        closing = f"session {self.id} closes before it opens"
        require(clock_of(self.opens) < clock_of(self.closes), closing)
        for day in self.days:
            known = f"session {self.id}: {day!r} is none of {', '.join(WEEKDAYS)}"
            require(day in WEEKDAYS, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which the office stays closed."""

    day: date
    name: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyClosing:
    """A day that ends sooner than others."""

    day: date
    closes: str
    """A time on the wall, ``11:00``."""

    def __post_init__(self) -> None:
        require(is_clock(self.closes), f"{self.closes!r} is no time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When numbers are issued. Only issuing is bound to hours."""

    sessions: tuple[Session, ...]
    holidays: tuple[Holiday, ...] = ()
    early: tuple[EarlyClosing, ...] = ()

    def __post_init__(self) -> None:
        require(self.sessions, "hours without sessions: leave them out to be open")
        unique("session id", (session.id for session in self.sessions))
        ordered = sorted(self.sessions, key=lambda session: clock_of(session.opens))
        for one, other in pairwise(ordered):
            apart = clock_of(one.closes) <= clock_of(other.opens)
            same_day = set(one.days) & set(other.days)
            overlap = f"sessions {one.id} and {other.id} overlap"
            require(apart or not same_day, overlap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A session on one day, in milliseconds."""

    session: Session
    opens_at: int
    closes_at: int


def opening_at(hours: Hours, at: int) -> Opening | None:
    """Return the session that *at* falls into, None outside all of them."""
    for opening in openings_of(hours, day_of(at)):
        if opening.opens_at <= at < opening.closes_at:
            return opening
    return None


def next_opening(hours: Hours, at: int) -> Opening | None:
    """Return the first session that opens after *at*, None if none does soon."""
    day = day_of(at)
    for ahead in range(LOOK_AHEAD.days + 1):
        for opening in openings_of(hours, day + timedelta(days=ahead)):
            if opening.opens_at > at:
                return opening
    return None


def openings_of(hours: Hours, day: date) -> Iterator[Opening]:
    """Return the sessions of *day*, the earliest first."""
    if any(holiday.day == day for holiday in hours.holidays):
        return
    ends = [clock_of(early.closes) for early in hours.early if early.day == day]
    for session in sorted(hours.sessions, key=lambda each: clock_of(each.opens)):
        if WEEKDAYS[day.weekday()] not in session.days:
            continue
        opens = clock_of(session.opens)
        closes = min([clock_of(session.closes), *ends])
        if opens < closes:
            yield Opening(
                session=session,
                opens_at=at_clock(day, opens),
                closes_at=at_clock(day, closes),
            )


def clock_of(text: str) -> time:
    """Return the time on the wall written as ``08:00``."""
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def is_clock(text: str) -> bool:
    """Return whether *text* is a time on the wall, such as ``08:00``."""
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None
