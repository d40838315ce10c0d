"""What is set for the kiosk's spoken help: who speaks, and how loud."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from shared.sound.voices import Voice

LANGUAGE_OF: Mapping[Voice, str] = {
    Voice.NORTH: "vi",
    Voice.SOUTH: "vi",
    Voice.ENGLISH: "en",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSettings:
    """The table [sound] of `config/kiosk.toml`."""

    on: bool = True
    """Whether the screen can be listened to at all."""

    voices: tuple[Voice, ...] = (Voice.NORTH, Voice.ENGLISH)
    """Who speaks; of two for the same language the last one."""

    recordings: Path | None = None
    """The office's own recordings: a folder with one for each voice."""

    volume: Annotated[int, Meta(ge=0, le=100)] = 100
    output: str = ""
    """A part of the loudspeaker's name; empty: the usual one; `silent`: nobody's."""

    @property
    def voice_of(self) -> Mapping[str, Voice]:
        """The voice of each language that has one."""
        return {LANGUAGE_OF[voice]: voice for voice in self.voices}
