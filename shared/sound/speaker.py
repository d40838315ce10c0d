"""What plays sound: it asks for samples, again and again, at its own pace."""

from array import array
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from shared.sound.samples import Samples

Ask = Callable[[int], Samples]
"""Gives so many samples, mono, to be heard next; it never raises and never waits."""


class Speaker(Protocol):
    """A way out for sound that is open until it is closed."""

    def start(self, ask: Ask) -> None:
        """Begin to ask, from a thread of its own.

        Raises:
            NoSpeaker: It cannot.
        """

    def close(self) -> None:
        """Stop asking, for good."""


Opener = Callable[[], Speaker]
"""Opens a speaker, which may take long; raises `NoSpeaker` where there is none."""


class Side(StrEnum):
    """Which loudspeakers of a pair play: a hall may have one zone on each side."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


def on_side(samples: Samples, side: Side) -> Samples:
    """Return *samples* for the output: as they are, or as a pair with one silent."""
    if side is Side.BOTH:
        return samples
    pair = array("h", bytes(4 * len(samples)))
    pair[(0 if side is Side.LEFT else 1) :: 2] = samples
    return pair
