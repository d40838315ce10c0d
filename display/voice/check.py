"""Says whether recordings can be used: all there, one format, equally loud."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from display.speech import Voice
from display.voice.clips import CHIME, names, texts
from display.voice.errors import ClipUnusable, NoVoiceThere, VoiceError
from display.voice.finishing import LOUDNESS
from display.voice.sound import FULL, Samples, loudness, peak, read, samples_in

NAME = "motcua-display voice"

TOLERANCE = 3.0
"""A recording may be so many decibels louder or softer than ours."""

CLIPPED = -0.1
"""A sample as high as this, in dBFS, was most likely cut off."""

SHORTEST, LONGEST = 60, 8_000
"""How long a recording lasts, in milliseconds."""

_EDGE = FULL // 100


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


def voices_in(folder: Path) -> dict[Voice, Path]:
    """Return the voices of which there are recordings, and where.

    *folder* holds a folder for each voice, or is itself the folder of one.

    Raises:
        NoVoiceThere: It is neither.
    """
    places = {voice: folder / voice for voice in Voice}
    found = {voice: place for voice, place in places.items() if place.is_dir()}
    if not found and folder.is_dir() and folder.resolve().name in list(Voice):
        found = {Voice(folder.resolve().name): folder}
    if not found:
        raise NoVoiceThere(folder, ", ".join(Voice))
    return found


def report(voice: Voice, folder: Path) -> int:
    """Print what is wrong with one voice and return 1 if anything is."""
    count = len(names(voice))
    wrong = list(faults(voice, folder))
    for fault in wrong:
        print(f"{voice}: {fault}")
    if wrong:
        print(f"{voice}: not used, a voice needs all its {count} recordings")
        return 1
    print(f"{voice}: {count} recordings, all in order")
    return 0


def faults(voice: Voice, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the recordings of *voice*, a line for each."""
    said = {CHIME: "the sound before an announcement", **texts(voice)}
    for name, text in said.items():
        try:
            sound = read(folder / f"{name}.wav")
        except ClipUnusable as error:
            yield f"{name}.wav ({text}): {error.reason}"
            continue
        yield from (f"{name}.wav ({text}): {fault}" for fault in _faults_of(sound))


def _faults_of(sound: Samples) -> Iterator[str]:
    if not samples_in(SHORTEST) <= len(sound) <= samples_in(LONGEST):
        yield f"shorter than {SHORTEST} ms or longer than {LONGEST // 1_000} s"
        return
    level = loudness(sound)
    if abs(level - LOUDNESS) > TOLERANCE:
        how = "loud" if level > LOUDNESS else "quiet"
        yield f"too {how}: {level:.1f} dBFS, it should be {LOUDNESS:g} ± {TOLERANCE:g}"
    if peak(sound) > CLIPPED:
        yield "overdriven: its peaks are cut off"
    if max(abs(sound[0]), abs(sound[-1])) > _EDGE:
        yield "begins or ends abruptly and would click: fade it in and out"
