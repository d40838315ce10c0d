"""A small mark for the staff: the hall hears nothing."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from display.picture import Picture
from shared.qt.icons import icon
from shared.qt.ink import Ink, width_of
from shared.qt.theme import AMBER, AMBER_GROUND, Weight

HEIGHT, TEXT, ICON = 34, 22, 24
ROOM = 56
"""What the icon and the edges take of its width."""


class SoundMark(QWidget):
    """Hangs from the foot of the head, at the right, while there is no sound.

    It is smaller than what citizens read, and always in the same corner: who works
    here knows it, and nobody else is disturbed.
    """

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self._words = words
        self._unit = 1.0
        self.setAccessibleName(words)
        self.hide()

    def show_picture(self, picture: Picture) -> None:
        self.setVisible(picture.soundless)
        if picture.soundless:
            self.raise_()

    def place(self, width: int, foot: int, unit: float) -> None:
        """Stand at the right of a window so *width*, over the head's *foot*."""
        self._unit = unit
        size = int(TEXT * unit)
        wide = round(width_of(self._words, size, Weight.Bold) + ROOM * unit)
        tall = round(HEIGHT * unit)
        right, top = round(width - 14 * unit), round(foot - 19 * unit)
        self.setGeometry(QRect(right - wide, top, wide, tall))

    def paintEvent(self, event: QPaintEvent) -> None:
        u = self._unit
        with QPainter(self) as painter:
            ink = Ink(painter, u, [])
            box = QRectF(self.rect())
            ink.plate(box, box.height() / 2, AMBER_GROUND)
            size = int(ICON * u)
            top = int((box.height() - size) / 2)
            painter.drawPixmap(int(12 * u), top, icon("volume-x", size, AMBER))
            words = box.adjusted((ROOM - 16) * u, 0, -8 * u, 0)
            ink.line(words, self._words, TEXT * u, AMBER, weight=Weight.Bold)
