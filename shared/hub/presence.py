"""Counts how long each station is there, minute by minute of the working hours.

Once a minute it is seen who is here: who is counts for that minute. The hub counts
itself too, so that it shows in the report when it was not there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from shared.domain.calendar import Hours, opening_at
from shared.domain.times import MINUTE, day_of
from shared.store.presences import HUB, Present

MOST = 50_000
"""So many sums wait at most for records that cannot be written."""

READY = (None, "ready")
"""What a station says of its printer when there is none, or nothing wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A station that is here, as far as it matters."""

    office: str
    station: str
    role: str
    printer: str | None = None
    """What it last said of its printer."""


def hub_of(office: str) -> Here:
    """Return the hub itself, which serves *office*."""
    return Here(office=office, station="", role=HUB)


class Presence:
    """The minutes of the stations of all offices, until they are kept."""

    def __init__(self, hours: Callable[[str, date], Hours | None]) -> None:
        """*hours* are those of an office on a day; without any each minute counts."""
        self._hours = hours
        self._minute = -1
        self._sums: dict[tuple[str, date, str], Present] = {}

    def look(self, now: int, here: Callable[[], Iterable[Here]]) -> bool:
        """Count who is *here*, if a minute has begun; return whether one has."""
        minute = now // MINUTE
        if minute == self._minute:
            return False
        self._minute = minute
        # A station that has connected twice is there once.
        for one in {(each.office, each.station): each for each in here()}.values():
            if self._is_open(one.office, now):
                self._count(one, day_of(now))
        return True

    def take(self) -> list[Present]:
        """Return what was counted since the last time."""
        sums, self._sums = self._sums, {}
        return list(sums.values())

    def give_back(self, sums: Iterable[Present]) -> None:
        """Take *sums* back that could not be kept: they go with the next."""
        for one in sums:
            self._add(one)

    def _count(self, one: Here, day: date) -> None:
        self._add(
            Present(
                office=one.office,
                day=day,
                station=one.station,
                role=one.role,
                minutes=1,
                fault_minutes=int(one.printer not in READY),
            )
        )

    def _add(self, more: Present) -> None:
        key = (more.office, more.day, more.station)
        before = self._sums.get(key)
        if before is None and len(self._sums) >= MOST:
            return
        self._sums[key] = (
            more
            if before is None
            else replace(
                more,
                minutes=before.minutes + more.minutes,
                fault_minutes=before.fault_minutes + more.fault_minutes,
            )
        )

    def _is_open(self, office: str, now: int) -> bool:
        hours = self._hours(office, day_of(now))
        return hours is None or opening_at(hours, now) is not None
