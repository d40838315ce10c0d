"""A dark screen outside the hours; a touch lifts the curtain."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.views.cover import Cover
from shared.qt.ink import Ink


class Curtain(Cover):
    """Paints nothing but black."""

    def __init__(self, window: QWidget, panel_inches: float, name: str) -> None:
        """Cover *window*; *name* is what is read aloud."""
        super().__init__("curtain", window, panel_inches)
        self.setAccessibleName(name)

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, "black")

    def draw(self, ink: Ink, box: QRectF) -> None:
        """Leave it black."""
