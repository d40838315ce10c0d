"""What part of the office a display shows: the hall, zones of it, or one counter."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from shared.domain.plan import Plan

MOST_ZONES = 4
"""More side by side, and no digit could be read from the chairs."""


class Show(StrEnum):
    """The kinds of displays."""

    HALL = "hall"
    ZONE = "zone"
    ZONES = "zones"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one display shows, as ``[layout]`` in its settings says."""

    show: Show = Show.HALL
    zones: tuple[str, ...] = ()
    """The zone of a display for one; those side by side, or none for all with counters.
    """

    counter: str = ""
    """The counter that the display hangs over."""

    next_tickets: Annotated[int, Meta(ge=0, le=5)] = 0
    """So many numbers of each service are shown that will be called next."""

    def __post_init__(self) -> None:
        for zone in self.zones:
            if not re.fullmatch(r"[1-9]", zone):
                raise ValueError(f"zones has {zone!r}, not a digit 1-9")
        if self.show is Show.ZONE and len(self.zones) != 1:
            raise ValueError('show = "zone" needs zones = ["3"], with one zone')
        if self.show is Show.ZONES and len(self.zones) > MOST_ZONES:
            raise ValueError(f"zones has {len(self.zones)}, at most {MOST_ZONES} fit")
        if self.show is Show.COUNTER and not self.counter:
            raise ValueError('show = "counter" needs counter = "3", its number')

    def zones_of(self, plan: Plan) -> tuple[str, ...]:
        """Return the zones that are shown side by side in the office of *plan*."""
        with_counters = {counter.zone for counter in plan.counters}
        all_zones = (zone.id for zone in plan.zones if zone.id in with_counters)
        return self.zones or tuple(all_zones)[:MOST_ZONES]

    def unknown_to(self, plan: Plan) -> str:
        """Return the zone or counter that the office of *plan* has not; "" for none."""
        if self.show is Show.COUNTER:
            return "" if self.counter in plan.counter_by_id else self.counter
        if self.show is Show.HALL:
            return ""
        return next((z for z in self.zones_of(plan) if z not in plan.zone_by_id), "")
