"""A part of the screen that paints its part of a picture, and holds buttons."""

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.boldness import BLACK, ink_on
from kiosk.views.button import TouchButton
from kiosk.views.scale import Scale
from kiosk.views.shadow import shadow
from shared.qt.ink import Ink, Written
from shared.qt.theme import BACKGROUND


class Sheet(QWidget):
    """Shows a picture below its buttons.

    Signals:
        painted: The picture was painted.
    """

    painted = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.picture: Picture | None = None
        self.scale = Scale(1.0, 81, 32)
        self.written: list[Written] = []

    def show_picture(self, picture: Picture) -> None:
        """Show *picture* from now on."""
        self.picture = picture
        self.setAccessibleName(self.spoken(picture))
        self.say(picture)
        self.arrange()
        self.update()

    def place(self, box: QRect, scale: Scale) -> None:
        """Stand at *box* of the window."""
        self.scale = scale
        self.setGeometry(box)
        self.arrange()

    def say(self, picture: Picture) -> None:
        """Let the buttons say what *picture* says."""

    def spoken(self, picture: Picture) -> str:
        """Return in words what the sheet shows."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Put the buttons in their places."""

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        """Paint what lies below the buttons."""
        raise NotImplementedError

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        """Paint the ground."""
        painter.fillRect(box, BACKGROUND)

    def draw_plain_ground(self, painter: QPainter, box: QRectF) -> None:
        """Paint the ground of large type."""
        painter.fillRect(box, BLACK)

    def buttons(self) -> list[TouchButton]:
        """Return the buttons that are there now, in the order of the Tab key."""
        return [
            button
            for button in self.findChildren(TouchButton)
            if button.isVisibleTo(self)
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None:
            return
        self.written.clear()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            self._draw_under(painter, box)
            ink = ink_on(painter, self.scale, self.written)
            self.draw(ink, box, self.picture)
        self.painted.emit()

    def _draw_under(self, painter: QPainter, box: QRectF) -> None:
        if self.scale.large:
            self.draw_plain_ground(painter, box)
            return
        self.draw_ground(painter, box)
        for button in self.buttons():
            shadow(painter, QRectF(button.geometry()), button.radius, self.scale.u)
