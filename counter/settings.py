"""What a clerk's screen may be told by its settings file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from shared.log import LogSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSettings:
    """Which counter this is, where its hub is, and how it speaks."""

    hub: Annotated[str, Meta(pattern=r"^wss?://")]
    station: Annotated[str, Meta(min_length=1, max_length=40)]
    counter: Annotated[str, Meta(pattern=r"^[1-9]\d?$")]
    """The number above the desk."""

    texts: Mapping[str, Path]
    """The files with the wording, by language code."""

    token: str = ""
    authority: Path | None = None
    """The PEM file of who vouches for a hub at ``wss://``."""

    language: Literal["vi", "en"] = "vi"
    emblem: Path | None = None
    """The office's own emblem, a picture; without it the star on red."""

    log: LogSettings = field(default_factory=LogSettings)

    def __post_init__(self) -> None:
        if self.language not in self.texts:
            raise ValueError(f"there are no texts for the language {self.language!r}")
