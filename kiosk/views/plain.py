"""The plain buttons: to agree, to go back, and for the other language."""

from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, in_two, rows_of, width_of
from shared.qt.theme import (
    BORDER,
    GOLD,
    GREEN,
    INK,
    NAVY_700,
    NAVY_800,
    NAVY_900,
    NAVY_950,
    ON_DARK,
    SURFACE,
    WHITE,
    Weight,
)

NARROW_ROW = 1.2


class Look(Enum):
    """How a plain button looks: ground, pressed ground, ink, edge."""

    MAIN = (GREEN, QColor("#06341F"), WHITE, GREEN)
    OTHER = (SURFACE, QColor("#DCE7F5"), INK, BORDER)
    ON_NIGHT = (NAVY_800, NAVY_900, WHITE, ON_DARK)
    SIMPLE = (NAVY_700, NAVY_900, WHITE, NAVY_700)


class PlainButton(TouchButton):
    """An icon and words on a plate."""

    def __init__(
        self, name: str, parent: QWidget, *, icon: str, look: Look, size: float = 44
    ) -> None:
        super().__init__(name, parent)
        self._icon = icon
        self._look = look
        self._size = size

    def say(self, words: str) -> None:
        """Have *words* on it."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)

    def wish(self, u: float) -> float:
        """Return how wide it would like to be."""
        return width_of(self.text(), int(self._size * u), Weight.Bold) + (
            (self._size * 1.1 + 76) * u
        )

    def draw(self, ink: Ink, box: QRectF) -> None:
        u, size = ink.u, self._size * ink.u
        ground, pressed, colour, edge = self._look.value
        if self.scale.large and self._look is Look.MAIN:
            ground, pressed, colour, edge = GOLD, GOLD, NAVY_950, NAVY_950
        fill = pressed if self.isDown() else ground
        ink.plate(box, self.radius, fill, edge=edge, width=3 * u)
        sign, gap = size * 1.1, 16 * u
        room = box.width() - 48 * u - sign - gap
        if width_of(self.text(), int(LEAST * u), Weight.Bold) > room:
            self._draw_narrow(ink, box.adjusted(12 * u, 0, -12 * u, 0), colour)
            return
        words = min(width_of(self.text(), int(size), Weight.Bold), room)
        left = box.center().x() - (sign + gap + words) / 2
        mark = QRectF(left, box.center().y() - sign / 2, sign, sign)
        draw_icon(ink, mark, self._icon, colour)
        text = QRectF(left + sign + gap, box.y(), words + 1, box.height())
        ink.line(
            text,
            self.text(),
            size,
            colour,
            weight=Weight.Bold,
            align=LEFT,
            least=LEAST,
        )

    def _draw_narrow(self, ink: Ink, box: QRectF, colour: QColor) -> None:
        """Write the words on two lines, beside a small icon if there is room."""
        pixels, side, gap = int(LEAST * ink.u), 40 * ink.u, 10 * ink.u
        lines = in_two(self.text(), 1, pixels, Weight.Bold)
        wide = max(width_of(line, pixels, Weight.Bold) for line in lines)
        if wide + side + gap <= box.width():
            left = box.center().x() - (wide + side + gap) / 2
            mark = QRectF(left, box.center().y() - side / 2, side, side)
            draw_icon(ink, mark, self._icon, colour)
            box = QRectF(mark.right() + gap, box.y(), wide + 1, box.height())
        tall = pixels * NARROW_ROW
        rows = QRectF(box.x(), 0, box.width(), tall * len(lines))
        rows.moveCenter(box.center())
        for row, line in zip(rows_of(rows, [tall] * len(lines)), lines, strict=True):
            ink.line(row, line, pixels, colour, weight=Weight.Bold, least=LEAST)
