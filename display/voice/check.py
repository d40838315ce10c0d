"""Says whether recordings of the announcements can be used, and why not."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from display.voice.clips import names, texts
from shared.sound.checking import faults, voices_in
from shared.sound.clips import CHIME
from shared.sound.errors import VoiceError
from shared.sound.voices import Voice

NAME = "motcua-display voice"


def main(argv: Sequence[str]) -> int:
    """Check the recordings in a folder; 1 if a voice cannot be used, 2 on a mistake."""
    parser = argparse.ArgumentParser(prog=NAME, description=__doc__)
    what = parser.add_subparsers(required=True, metavar="what")
    check = what.add_parser("check", help="say what is wrong with recordings")
    check.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args(argv).folder
    try:
        voices = voices_in(folder)
    except VoiceError as error:
        parser.exit(2, f"{NAME}: {error}\n")
    return max(report(voice, place) for voice, place in voices.items())


def report(voice: Voice, folder: Path) -> int:
    """Print what is wrong with one voice and return 1 if anything is."""
    count = len(names(voice))
    said = {CHIME: "the sound before an announcement", **texts(voice)}
    wrong = list(faults(said, folder))
    for fault in wrong:
        print(f"{voice}: {fault}")
    if wrong:
        print(f"{voice}: not used, a voice needs all its {count} recordings")
        return 1
    print(f"{voice}: {count} recordings, all in order")
    return 0
