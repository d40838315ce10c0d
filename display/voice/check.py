"""Says what the voice lacks: recordings that can be used, a way out for sound."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from display.voice.clips import names, texts
from shared.sound.checking import faults, voices_in
from shared.sound.clips import CHIME
from shared.sound.errors import NoSpeaker, VoiceError
from shared.sound.outputs import outputs
from shared.sound.voices import Voice

NAME = "motcua-display voice"


def main(argv: Sequence[str]) -> int:
    """Do what was asked; 1 if something is lacking, 2 on a mistake."""
    parser = argparse.ArgumentParser(prog=NAME, description=__doc__)
    what = parser.add_subparsers(required=True, metavar="what")
    check = what.add_parser("check", help="say what is wrong with recordings")
    check.add_argument("folder", type=Path, metavar="DIR")
    what.add_parser("outputs", help="name the ways out for sound that are there")
    arguments = parser.parse_args(argv)
    if "folder" not in arguments:
        return show_outputs(parser)
    try:
        voices = voices_in(arguments.folder)
    except VoiceError as error:
        parser.exit(2, f"{NAME}: {error}\n")
    return max(report(voice, place) for voice, place in voices.items())


def show_outputs(parser: argparse.ArgumentParser) -> int:
    """Print the names of the machine's outputs, a line each."""
    try:
        print("\n".join(outputs()))
    except NoSpeaker as error:
        parser.exit(1, f"{NAME}: {error}\n")
    return 0


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
