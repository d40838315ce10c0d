"""The clocks an office runs on: the machine's, one moved by hand, and a quick one.

A time is a whole number of milliseconds since 1970 in UTC, everywhere: in the
rules, on the wire and in the records.
"""

import time
from dataclasses import dataclass
from typing import Protocol, Self


class Clock(Protocol):
    """Tells the time of the office."""

    def now(self) -> int:
        """Return the time in milliseconds since 1970, UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


class ManualClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def advance(self, milliseconds: int) -> None:
        """Move the clock on by *milliseconds*."""
        self._now += milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClock:
    """A clock that runs *speed* times as fast as the machine's, for simulations.

    The same three figures give the same time in every program of the office.
    """

    start: int
    """The office's time at the anchor."""

    anchor: int
    """The machine's time at which the office's time was *start*."""

    speed: float = 1.0

    def now(self) -> int:
        return self.start + int(
            (time.time_ns() // 1_000_000 - self.anchor) * self.speed
        )

    def __str__(self) -> str:
        return f"{self.start},{self.anchor},{self.speed:g}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the clock written as ``start,anchor,speed``.

        Raises:
            ValueError: *text* is not three numbers.
        """
        start, anchor, speed = text.split(",")
        return cls(start=int(start), anchor=int(anchor), speed=float(speed))


def uptime() -> int:
    """Return milliseconds since the machine was switched on, asleep or awake."""
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux; others count sleep by themselves
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return stopwatch()


def stopwatch() -> int:
    """Return ever-growing milliseconds, the same in all programs of a machine."""
    return time.monotonic_ns() // 1_000_000
