"""Says whether recordings can be used: all there, one format, equally loud."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.sound.errors import ClipUnusable, NoVoiceThere
from shared.sound.finishing import LOUDNESS
from shared.sound.samples import FULL, Samples, loudness, peak, read, samples_in
from shared.sound.voices import Voice

TOLERANCE = 3.0
"""A recording may be so many decibels louder or softer than ours."""

CLIPPED = -0.1
"""A sample as high as this, in dBFS, was most likely cut off."""

SHORTEST, LONGEST = 60, 8_000
"""How long a recording lasts, in milliseconds."""

_EDGE = FULL // 100


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


def faults(texts: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Yield what is wrong with the recordings in *folder*, a line for each.

    *texts* tells what each of them says, by its name.
    """
    for name, text in texts.items():
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
