"""Makes the recordings that come with the display, with espeak-ng.

A tool for whoever changes the wording; the programs never import it. It needs the
wheel `espeakng-loader`, which is GPL-3: what it speaks is not.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from display.speech import Voice
from display.voice.clips import CHIME, SHIPPED, texts
from display.voice.espeak import Espeak
from display.voice.finishing import chime, finished
from display.voice.sound import write

SPEAKERS = {
    Voice.NORTH: ("vi", 130),
    Voice.SOUTH: ("vi-vn-x-south", 130),
    Voice.ENGLISH: ("en", 140),
}
"""The voice of espeak-ng for each of ours, and its words a minute."""

# By itself, espeak-ng says this name of the letter J without its vowel.
_SOUNDS = {"gi": "di"}


def main(argv: Sequence[str] | None = None) -> int:
    """Make the recordings of every voice anew."""
    parser = argparse.ArgumentParser(
        prog="python -m display.voice.make", description=__doc__
    )
    parser.add_argument(
        "--out", type=Path, default=SHIPPED, metavar="DIR", help="usually beside this"
    )
    folder: Path = parser.parse_args(argv).out
    for voice in Voice:
        count = make(voice, folder / voice)
        print(f"{voice}: {count} recordings")
    return 0


def make(voice: Voice, folder: Path) -> int:
    """Write the recordings of *voice* and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    espeak = Espeak(*SPEAKERS[voice])
    write(folder / f"{CHIME}.wav", finished(chime()))
    for name, text in texts(voice).items():
        sound = espeak.say(_SOUNDS.get(text, text))
        write(folder / f"{name}.wav", finished(sound))
    return len(texts(voice)) + 1


if __name__ == "__main__":
    sys.exit(main())
