"""What somebody who sets an office up has answered. What is left out stays as it is."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

Preset = Literal["present", "functional", "by-field"]
PRESETS: tuple[Preset, ...] = ("present", "functional", "by-field")
Session = Literal["morning", "afternoon", "saturday"]
SESSIONS: tuple[Session, ...] = ("morning", "afternoon", "saturday")

USUAL_HOURS: dict[Session, str] = {
    "morning": "08:00-12:00",
    "afternoon": "13:30-17:00",
}
LONGEST_ID = 40
SAMPLE_ID = "mau"
"""The office in the files as they are delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer:
    """What the office is called."""

    name: str = ""
    unit: str = ""
    name_en: str = ""
    unit_en: str = ""
    id: str = ""
    """Its key in the records; without one it is made of the name, once."""

    kiosks: Annotated[int, Meta(ge=0, le=4)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneAnswer:
    """A part of the hall: its digit and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """A service that is offered: its digit; a name and zone where they change."""

    id: str
    name: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterAnswer:
    """A desk: its number, and the digits of the services it is there for."""

    id: str
    serves: tuple[str, ...]
    helps: tuple[str, ...] = ()
    priority: bool = False
    zone: str = ""
    """Without one it stands where its first service is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskAnswer:
    """The touchscreen of this PC."""

    here: bool | None = None
    inches: Annotated[float, Meta(ge=7, le=100)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterAnswer:
    """Where the slip printer is, and how wide its paper."""

    place: str = ""
    """As `--printer` takes it: ``usb:/dev/usb/lp0``, ``virtual``."""

    paper_mm: Literal[58, 80] | None = None
    profile: str = ""
    """A file of ``config/printers``; without one it follows from the paper."""

    baud: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayAnswer:
    """The hall's screen, where it hangs on this PC."""

    here: bool | None = None
    screen: Annotated[int, Meta(ge=0, le=15)] | None = None
    """Which of the PC's screens, from 0."""

    inches: Annotated[float, Meta(ge=10, le=200)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All of it; ``motcua-office setup --answers FILE`` reads it from TOML."""

    preset: Preset = "present"
    """Whose zones, services and counters are changed by the rest."""

    office: OfficeAnswer = field(default_factory=OfficeAnswer)
    zones: tuple[ZoneAnswer, ...] = ()
    services: tuple[ServiceAnswer, ...] = ()
    counters: tuple[CounterAnswer, ...] = ()
    hours: Mapping[Session, str] | None = None
    """``08:00-12:00`` for each session; empty: numbers at any time."""

    kiosk: KioskAnswer = field(default_factory=KioskAnswer)
    printer: PrinterAnswer = field(default_factory=PrinterAnswer)
    display: DisplayAnswer = field(default_factory=DisplayAnswer)
    others: bool | None = None
    """Whether stations on other PCs may connect."""

    def __post_init__(self) -> None:
        for session, span in (self.hours or {}).items():
            if span_of(span) is None:
                raise ValueError(f"{session} is {span!r}, not like 08:00-12:00")


def span_of(text: str) -> tuple[str, str] | None:
    """Return when a session opens and closes, of ``8:00 - 12:00``; None if unclear."""
    clock = r"([01]?\d|2[0-3])[:hg]([0-5]\d)?"
    shape = re.fullmatch(rf"\s*{clock}\s*[-–—]\s*{clock}\s*", text)
    if shape is None:
        return None
    opens, closes = (
        f"{int(shape[place]):02}:{shape[place + 1] or '00'}" for place in (1, 3)
    )
    return (opens, closes) if opens < closes else None


def id_for(name: str) -> str:
    """Return a key for the office of that *name*: ``ubnd-phuong-mau``."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.findall(r"[a-z0-9]+", letters)
    return "-".join(words)[:LONGEST_ID].strip("-") or SAMPLE_ID
