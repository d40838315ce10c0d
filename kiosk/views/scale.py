"""How large things are on this panel: in units of the screen, and for fingers."""

from dataclasses import dataclass

from shared.qt.theme import GAP_MILLIMETRES, TARGET_MILLIMETRES, pixels_of, unit

LEAST = 28
"""No writing on the kiosk is smaller than this many units."""

WIDE_FINGER = 100
"""Where a finger needs more units than these, room is scarce."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The lengths that follow from the size of a panel."""

    u: float
    target: int
    """What a finger must hit is at least so many pixels high and wide."""

    gap: int
    """So many pixels lie between two such things."""

    large: bool = False
    """Type is large, in black, white and yellow."""

    low: bool = False
    """All that is touched stands in the lower half of the screen."""

    @property
    def wide_fingers(self) -> bool:
        """Whether the panel is small: a finger takes much of it."""
        return self.target > WIDE_FINGER * self.u

    @property
    def tight(self) -> bool:
        """Whether what is touched fills the lower half: the rest stands above."""
        return self.low and self.wide_fingers


def scale_of(width: int, height: int, panel_inches: float) -> Scale:
    """Return the lengths for a panel of *width* x *height* pixels."""
    size = (width, height)
    return Scale(
        unit(width, height),
        pixels_of(TARGET_MILLIMETRES, panel_inches, size),
        pixels_of(GAP_MILLIMETRES, panel_inches, size),
    )
