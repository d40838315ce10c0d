"""How tall the digits on a wall must be to be read from the last row of chairs."""

from shared.qt.theme import pixels_of

DISTANCE_TO_HEIGHT = 100
"""A digit is read from a hundred times its height away."""


def digit_pixels(
    *, viewing_metres: float, panel_inches: float, size: tuple[int, int]
) -> int:
    """Return the least height of a digit, in pixels of a panel of this *size*."""
    millimetres = viewing_metres * 1_000 / DISTANCE_TO_HEIGHT
    return pixels_of(millimetres, panel_inches, size)
