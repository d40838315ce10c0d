"""How much of an office's working hours its equipment was there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.domain.calendar import Hours, openings_of
from shared.domain.times import MINUTE
from shared.store.presences import HUB, Present

MEMORY = timedelta(days=14)
"""What was there within so many days before is expected to be there."""

LEAST_MINUTES = 30
"""What never was there for so long on one day was only tried out."""


@dataclass(frozen=True, slots=True)
class Alive:
    """How many minutes equipment was there, of how many it should have been."""

    minutes: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """The equipment of an office, on one day or on several."""

    by_role: Mapping[str, Alive]
    """By `hub`, `kiosk`, `counter` and `display`, those that the office has."""

    fault_minutes: int
    """In which a printer could not print, of all together."""

    @property
    def stations(self) -> Alive:
        """All of it but the hub."""
        return _alive(each for role, each in self.by_role.items() if role != HUB)


def equipment_of(
    presents: Iterable[Present], day: date, open_minutes: int | None
) -> Equipment | None:
    """Return how the equipment of one office was on *day*.

    *presents* are of that day and the `MEMORY` before it, others do not matter.
    Without *open_minutes* the office is always open: the hub's own minutes count.

    Return None if the office was closed, or nobody knows of any equipment.
    """
    most: dict[str, int] = {}
    last: dict[str, Present] = {}
    for one in presents:
        if day - MEMORY <= one.day <= day:
            most[one.station] = max(most.get(one.station, 0), one.minutes)
            if one.station not in last or one.day >= last[one.station].day:
                last[one.station] = one
    expected = [one for one in last.values() if most[one.station] >= LEAST_MINUTES]
    if open_minutes is None:
        open_minutes = sum(
            one.minutes for one in last.values() if one.role == HUB and one.day == day
        )
        expected = [one for one in expected if one.role != HUB]
    if not open_minutes or not expected:
        return None
    return _on(day, expected, open_minutes)


def _on(day: date, expected: Iterable[Present], minutes: int) -> Equipment:
    by_role: dict[str, list[Alive]] = defaultdict(list)
    faults = 0
    for one in expected:
        there = min(one.minutes, minutes) if one.day == day else 0
        by_role[one.role].append(Alive(there, minutes))
        faults += one.fault_minutes if one.day == day else 0
    return Equipment(
        by_role={role: _alive(each) for role, each in by_role.items()},
        fault_minutes=faults,
    )


def together(parts: Sequence[Equipment | None]) -> Equipment | None:
    """Return what *parts* come to together, None if nothing is known of any."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    roles = dict.fromkeys(role for part in known for role in part.by_role)
    return Equipment(
        by_role={
            role: _alive(part.by_role[role] for part in known if role in part.by_role)
            for role in roles
        },
        fault_minutes=sum(part.fault_minutes for part in known),
    )


def open_minutes_of(hours: Hours | None, day: date, until: int) -> int | None:
    """Return how many minutes of *day* are working hours, up to *until*.

    None without *hours*: the office is always open.
    """
    if hours is None:
        return None
    spans = (
        min(opening.closes_at, until) - opening.opens_at
        for opening in openings_of(hours, day)
    )
    return sum(max(span, 0) for span in spans) // MINUTE


def _alive(parts: Iterable[Alive]) -> Alive:
    known = list(parts)
    return Alive(
        sum(part.minutes for part in known), sum(part.expected for part in known)
    )
