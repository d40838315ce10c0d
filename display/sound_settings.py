"""What is set for the voice of one display: who speaks, how loud, and when."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from display.announcing import Manners
from shared.domain.calendar import WEEKDAYS, clock_of
from shared.domain.times import SECOND, local
from shared.sound.outputs import SILENT
from shared.sound.speaker import Side
from shared.sound.voices import Voice

Percent = Annotated[int, Meta(ge=0, le=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quieter:
    """A part of the day with a volume of its own; 0 is silence."""

    begins: str
    """A time on the wall, ``11:45``."""

    ends: str
    """The first minute after it; earlier than `begins` when it lasts over midnight."""

    volume: Percent = 0
    days: tuple[str, ...] = WEEKDAYS

    def __post_init__(self) -> None:
        for clock in (self.begins, self.ends):
            if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock):
                raise ValueError(f"{clock!r} is no time like 11:45")
        if self.begins == self.ends:
            raise ValueError(f"begins and ends are both {self.begins}")
        for day in self.days:
            if day not in WEEKDAYS:
                raise ValueError(f"{day!r} is none of {', '.join(WEEKDAYS)}")

    def covers(self, at: int) -> bool:
        """Return whether *at* in milliseconds is in it; a night is its evening's."""
        moment = local(at)
        time, today = moment.time(), WEEKDAYS[moment.weekday()]
        begins, ends = clock_of(self.begins), clock_of(self.ends)
        if begins < ends:
            return today in self.days and begins <= time < ends
        yesterday = WEEKDAYS[moment.weekday() - 1]
        late, early = time >= begins, time < ends
        return (late and today in self.days) or (early and yesterday in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSettings:
    """The voice of one display, as ``[sound]`` in its settings says."""

    on: bool = True
    voices: Annotated[tuple[Voice, ...], Meta(min_length=1, max_length=3)] = (
        Voice.NORTH,
    )
    """Who says every sentence, one after the other."""

    recordings: Path | None = None
    """The office's own recordings: a folder with one for each voice."""

    whole_numbers: bool = False
    chime: bool = True
    volume: Percent = 100
    quieter: tuple[Quieter, ...] = ()
    """When it is softer or silent; where two meet, the softer one counts."""

    repeats: Annotated[int, Meta(ge=0, le=3)] = 1
    repeat_after_seconds: Annotated[float, Meta(ge=5, le=600)] = 20.0
    missed: bool = False
    """Tell when a number is marked missed."""

    transfers: bool = False
    """Tell a citizen who is sent to another counter."""

    zones: tuple[str, ...] = ()
    """Only calls to counters of these zones are spoken; none: all that are shown."""

    output: str = ""
    """A part of the name of the machine's output; `silent`, or `file:heard.wav`."""

    side: Side = Side.BOTH

    def __post_init__(self) -> None:
        if len(set(self.voices)) != len(self.voices):
            raise ValueError("voices has the same voice twice")
        for zone in self.zones:
            if not re.fullmatch(r"[1-9]", zone):
                raise ValueError(f"zones has {zone!r}, not a digit 1-9")
        if self.on and self.recordings is not None and not self.recordings.is_dir():
            raise ValueError(f"recordings: there is no folder {self.recordings}")

    @property
    def manners(self) -> Manners:
        """How the office wants to be called."""
        return Manners(
            voices=self.voices,
            whole=self.whole_numbers,
            repeats=self.repeats,
            repeat_after=int(self.repeat_after_seconds * SECOND),
        )

    def volume_at(self, at: int) -> float:
        """Return the volume at the time *at* in milliseconds, from 0 to 1."""
        others = [part.volume for part in self.quieter if part.covers(at)]
        return min([self.volume, *others]) / 100


NO_SOUND = SoundSettings(on=False, output=SILENT)
