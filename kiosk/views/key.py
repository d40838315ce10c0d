"""A key of the PIN pad."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.views.button import TouchButton
from shared.qt.ink import Ink
from shared.qt.theme import BACKGROUND, BORDER, INK, SURFACE, Weight

DIGIT = 60
PRESSED = QColor("#DCE7F5")


class DigitKey(TouchButton):
    """One digit on a plate. It looks the same to a neighbour, touched or not."""

    def __init__(self, digit: str, parent: QWidget) -> None:
        super().__init__(f"pin-{digit}", parent)
        self.setText(digit)
        self.setAccessibleName(digit)

    def draw(self, ink: Ink, box: QRectF) -> None:
        u = ink.u
        fill = PRESSED if self.isDown() else SURFACE
        ink.plate(
            box,
            self.radius,
            fill if self.isEnabled() else BACKGROUND,
            edge=BORDER,
            width=3 * u,
        )
        ink.line(box, self.text(), DIGIT * u, INK, weight=Weight.Bold)
