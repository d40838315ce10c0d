"""Joins recordings to an announcement: in the right order, with small gaps."""

from array import array
from collections.abc import Iterable

from shared.sound.clips import CHIME, Clips
from shared.sound.pieces import MARKS, name_of
from shared.sound.samples import Samples, samples_in

GAP = 45
"""Milliseconds of silence between two words."""

PAUSES = {"-": 0, ",": 220, ";": 340, ":": 260, ".": 420}
"""Milliseconds of silence at a mark, instead of the gap."""

AFTER_THE_CHIME = 250


def joined(pieces: Iterable[str], clips: Clips, *, chime: bool = True) -> Samples:
    """Return the samples of *pieces*, after a chime unless told otherwise.

    Raises:
        KeyError: *clips* are those of another voice.
    """
    sound = array("h")
    pause = 0
    if chime:
        sound.extend(clips[CHIME])
        pause = AFTER_THE_CHIME
    for piece in pieces:
        if piece in MARKS:
            pause = PAUSES[piece]
            continue
        sound.extend(silence(pause))
        sound.extend(clips[name_of(piece)])
        pause = GAP
    return sound


def silence(milliseconds: float) -> Samples:
    """Return so much silence."""
    return array("h", bytes(2 * samples_in(milliseconds)))
