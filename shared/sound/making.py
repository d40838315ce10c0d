"""Makes the recordings that come with a station, with espeak-ng.

For the tools of whoever changes the wording; no program imports it. It needs the
wheel `espeakng-loader`, which is GPL-3: what it speaks is not.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from shared.sound.espeak import Espeak
from shared.sound.finishing import finished
from shared.sound.samples import Samples, write
from shared.sound.voices import Voice

SPEAKERS = {
    Voice.NORTH: ("vi", 130),
    Voice.SOUTH: ("vi-vn-x-south", 130),
    Voice.ENGLISH: ("en", 140),
}
"""The voice of espeak-ng for each of ours, and its words a minute."""

# By itself, espeak-ng says this name of the letter J without its vowel.
_SOUNDS = {"gi": "di"}


def record(
    voice: Voice,
    texts: Mapping[str, str],
    folder: Path,
    *,
    keep: Callable[[Path, Samples], None] = write,
) -> None:
    """Write a recording of each of *texts*, by its name, into *folder*.

    *keep* writes one of them: as plain WAV, or packed.

    Raises:
        OSError: A file cannot be written, or espeak-ng lacks the voice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    espeak = Espeak(*SPEAKERS[voice])
    for name, text in texts.items():
        keep(folder / f"{name}.wav", finished(espeak.say(_SOUNDS.get(text, text))))
