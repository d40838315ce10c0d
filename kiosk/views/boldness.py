"""Ink for people who see little: larger, and in black, white and yellow only.

Every view writes and draws with the same words as before; this ink understands
them differently, so no view needs a second set of colours.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.views.scale import Scale
from shared.qt.ink import LEAST, Ink, Written, fitting
from shared.qt.theme import (
    AMBER,
    GOLD,
    HIGHEST_ACCENT,
    LIGHT_GOLD,
    NAVY_950,
    RED,
    Weight,
)

BLACK = QColor("#000000")
YELLOW = QColor("#FFE500")  # on black 16.5
PURE_WHITE = QColor("#FFFFFF")  # on black 21

GROWTH = 1.3
"""So many times its size a line becomes, where its place has the room."""

MARGIN = 0.94
"""What grows stays so far from the edges of its place."""

ABOVE_MIDDLE = 0.85
"""So many sizes the highest accent lies above the middle of a line."""

BRIGHT = frozenset(colour.rgb() for colour in (GOLD, LIGHT_GOLD, YELLOW))
"""These stay a bright ground; whatever is written there is black."""

ON_BRIGHT = frozenset(colour.rgb() for colour in (NAVY_950, BLACK))
LOUD = BRIGHT | {colour.rgb() for colour in (RED, AMBER)}
"""Writing in these wants to be noticed."""


def ink_on(painter: QPainter, scale: Scale, written: list[Written]) -> Ink:
    """Return the ink that writes at *scale*."""
    return (BoldInk if scale.large else Ink)(painter, scale.u, written)


class BoldInk(Ink):
    """Writes as large as there is room for, in three colours."""

    growth = GROWTH

    def tone(self, colour: QColor) -> QColor:
        if colour.rgb() in ON_BRIGHT:
            return BLACK
        return YELLOW if colour.rgb() in LOUD else PURE_WHITE

    def ground(self, colour: QColor) -> QColor:
        return YELLOW if colour.rgb() in BRIGHT else BLACK

    def line(
        self,
        box: QRectF,
        text: str,
        size: float,
        colour: QColor,
        *,
        weight: Weight = Weight.DemiBold,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        least: float = LEAST,
    ) -> float:
        room = box.width() * MARGIN
        pixels = fitting(text, room, grown(box, size), weight, size)
        tone = self.tone(colour)
        return super().line(
            box, text, pixels, tone, weight=weight, align=align, least=least
        )

    def plate(
        self,
        box: QRectF,
        radius: float,
        fill: QColor,
        *,
        edge: QColor | None = None,
        width: float = 0.0,
    ) -> None:
        rim = YELLOW if edge is not None and edge.rgb() in BRIGHT else PURE_WHITE
        rim_width = max(width, 3 * self.u)
        super().plate(box, radius, self.ground(fill), edge=rim, width=rim_width)

    def star(self, centre: QPointF, radius: float, colour: QColor) -> None:
        super().star(centre, radius, self.tone(colour))


def grown(box: QRectF, size: float) -> float:
    """Return how large a line may be that is *size* pixels usually, in *box*."""
    # The accents of what stands at the upper edge must not be cut off.
    room = min(box.height() / HIGHEST_ACCENT, box.center().y() / ABOVE_MIDDLE)
    return max(size, min(size * GROWTH, room))
