"""What a clerk's screen may be told by its settings file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from printer.settings import PrinterSettings
from shared.log import LogSettings
from shared.wire.hubs import Hubs, OfficeId


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettings:
    """The table ``[alarm]``: what the clerk is rung for."""

    minutes: Annotated[float, Meta(ge=0, le=600)] = 30
    """Somebody who waits so long is rung for; 0: nobody is."""

    sound: bool = True
    output: str = ""
    """A part of the name of the loudspeaker; empty: the usual one."""

    volume: Annotated[int, Meta(ge=0, le=100)] = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenSettings:
    """The table ``[citizen]``: the second screen, that the citizen sees."""

    screen: Annotated[int, Meta(ge=1, le=15)] = 1
    """Which of the PC's screens, the first being 0."""

    rating: bool = True
    """Ask how it was when the work is done."""

    rating_seconds: Annotated[float, Meta(ge=10, le=300)] = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSettings:
    """Which counter this is, where its hub is, and how it speaks."""

    hub: Hubs
    station: Annotated[str, Meta(min_length=1, max_length=40)]
    counter: Annotated[str, Meta(pattern=r"^[1-9]\d?$")]
    """The number above the desk."""

    texts: Mapping[str, Path]
    """The files with the wording, by language code."""

    token: str = ""
    office: OfficeId | None = None
    """Which office it is one of, for a hub with many; a token says it as well."""

    authority: Path | None = None
    """The PEM file of who vouches for a hub at ``wss://``."""

    language: Literal["vi", "en"] = "vi"
    emblem: Path | None = None
    """The office's own emblem, a picture; without it the star on red."""

    hotkey: str = ""
    """A key for the next step that works in every program: ``Ctrl+Alt+Space``."""

    records: Path | None = None
    """The folder where the place of the windows is remembered."""

    procedures: Path | None = None
    """The office's short list of what is done; with it each end of a work asks."""

    printer: PrinterSettings | None = None
    """The printer at the desk, for numbers that are given there."""

    alarm: AlarmSettings = field(default_factory=AlarmSettings)
    citizen: CitizenSettings | None = None
    """Without it there is no second screen."""

    log: LogSettings = field(default_factory=LogSettings)

    def __post_init__(self) -> None:
        if self.language not in self.texts:
            raise ValueError(f"there are no texts for the language {self.language!r}")
        if self.printer is not None and (
            self.records is None or "vi" not in self.texts
        ):
            raise ValueError("a printer needs `records` and the Vietnamese texts")
