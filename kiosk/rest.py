"""When the screen rests: dark outside its hours, the office's pictures when idle."""

from dataclasses import dataclass, field
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from shared.domain.times import SECOND, local

CLOCK = r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$"
"""A time on the wall, `07:00`, or nothing."""

AWAKE_SECONDS = 60
"""So long after a touch a screen that should be dark goes dark again."""


class Rest(Enum):
    """What lies over the citizen's screen."""

    NONE = "none"
    PICTURES = "pictures"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenHours:
    """From when to when the screen is lit, every day."""

    on: str = ""
    off: str = ""
    """Both empty: always."""

    def __post_init__(self) -> None:
        if bool(self.on) != bool(self.off):
            raise ValueError("screen_on and screen_off go together")

    def lit(self, now: int) -> bool:
        """Return whether the screen is to be lit at *now*; it may be past midnight."""
        if self.on == self.off:
            return True
        on, off = time.fromisoformat(self.on), time.fromisoformat(self.off)
        clock = local(now).time()
        return on <= clock < off if on < off else clock >= on or clock < off


@dataclass(frozen=True, slots=True, kw_only=True)
class AttractSettings:
    """The table [attract]: the office's own pictures on an idle kiosk."""

    folder: Path | None = None
    """Of PNG and JPEG files, shown by name; without one there are none."""

    after_seconds: Annotated[float, Meta(ge=30, le=3600)] = 120.0
    each_seconds: Annotated[float, Meta(ge=5, le=600)] = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSettings:
    """When the screen of one kiosk rests."""

    hours: ScreenHours = field(default_factory=ScreenHours)
    pictures_after: float | None = None
    """Seconds without a touch; None if the office has no pictures."""


def rest_at(
    now: int, settings: RestSettings, *, touched_at: int, at_home: bool, busy: bool
) -> Rest:
    """Return how the screen rests at *now*, milliseconds since 1970.

    *at_home* says that the kiosk waits for a citizen and can give numbers, *busy*
    that one is there, or a technician.
    """
    untouched = now - touched_at
    if busy:
        return Rest.NONE
    if not settings.hours.lit(now) and untouched >= AWAKE_SECONDS * SECOND:
        return Rest.DARK
    after = settings.pictures_after
    if at_home and after is not None and untouched >= after * SECOND:
        return Rest.PICTURES
    return Rest.NONE
