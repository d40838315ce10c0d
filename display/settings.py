"""What is set for one display: its hub, its panel on the wall, its languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from display.scope import Scope, Show
from display.sound_settings import SoundSettings
from shared.log import LogSettings
from shared.wire.hubs import Hubs, OfficeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The office's own pictures beside the queue."""

    folder: Path | None = None
    """PNG and JPEG files, in the order of their names; none: no such pane."""

    each_seconds: Annotated[float, Meta(ge=3, le=3600)] = 15.0
    fade: bool = True
    """Let one picture slowly become the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """One display, as `config/display.toml` describes it."""

    hub: Hubs = "ws://127.0.0.1:8765"
    station: str = "display-1"
    token: str = ""
    office: OfficeId | None = None
    """Which office it is one of, for a hub with many; a token says it as well."""

    authority: Path | None = None
    """The PEM file of who vouches for a hub at ``wss://``."""

    fullscreen: bool = True
    screen: Annotated[int, Meta(ge=0, le=15)] = 0
    """Which of the PC's screens, from 0."""

    viewing_metres: Annotated[float, Meta(ge=1, le=50)] = 5.0
    """How far the last row of chairs is from the panel."""

    panel_inches: Annotated[float, Meta(ge=10, le=200)] = 43.0
    """The diagonal of the panel."""

    ticker: tuple[str, ...] = ()
    """The office's own words at the foot of the screen."""

    layout: Scope = field(default_factory=Scope)
    media: Media = field(default_factory=Media)
    languages: Annotated[tuple[str, ...], Meta(min_length=1, max_length=2)] = ("vi",)
    """The language of the screen, and one in small letters beside it."""

    sound: SoundSettings = field(default_factory=SoundSettings)
    texts: Mapping[str, Path] = field(default_factory=dict)
    """The file with the wording of each language."""

    log: LogSettings = field(default_factory=LogSettings)

    def __post_init__(self) -> None:
        beside = self.layout.show in {Show.HALL, Show.ZONE}
        if self.media.folder is not None and not beside:
            raise ValueError('media is shown with show = "hall" or "zone" only')
        for language in self.languages:
            if language not in self.texts:
                raise ValueError(f"texts has no file for the language {language!r}")
