"""The gold frame around a call that stands out: how strong, and how fast.

Only the frame comes and goes; the ground behind the number never does, so the
number is as easy to read at every moment.
"""

from math import cos, pi

HERTZ = 1.0
"""Well below the 3 Hz above which flashing may harm."""

WEAKEST = 0.35


def strength(milliseconds: float) -> float:
    """Return how strong the frame is at this moment, from `WEAKEST` to 1."""
    wave = (1 + cos(2 * pi * HERTZ * milliseconds / 1_000)) / 2
    return WEAKEST + (1 - WEAKEST) * wave
