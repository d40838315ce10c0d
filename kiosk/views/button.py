"""What a finger touches: painted, as large as it must be, also for keyboards."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.views.boldness import ink_on
from kiosk.views.scale import Scale
from shared.qt.ink import Ink, Written
from shared.qt.theme import GOLD, NAVY_950

RADIUS = 24
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class TouchButton(QAbstractButton):
    """Paints itself; a second tap that follows at once is not a second touch."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scale = Scale(1.0, 81, 32)
        self.written: list[Written] = []
        self._ring = False

    def place(self, box: QRectF, scale: Scale) -> None:
        """Stand at *box* of the parent."""
        self.scale = scale
        self.setGeometry(box.toRect())

    def draw(self, ink: Ink, box: QRectF) -> None:
        """Paint what the button is."""
        raise NotImplementedError

    @property
    def radius(self) -> float:
        """How round its corners are."""
        return RADIUS * self.scale.u

    @property
    def ringed(self) -> bool:
        """Whether a keyboard has led here."""
        return self._ring and self.hasFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.written.clear()
        with QPainter(self) as painter:
            self.draw(ink_on(painter, self.scale, self.written), QRectF(self.rect()))
            if self.isDown() and self.scale.large:
                self._draw_ring(painter)
            if self.ringed:
                self._draw_ring(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        self.update()
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Trembling fingers touch twice; what has come up below them was not meant.
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYS
        super().focusInEvent(event)

    def _draw_ring(self, painter: QPainter) -> None:
        """Draw a ring in two colours, to be seen on any ground."""
        u = self.scale.u
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width, inset in ((NAVY_950, 12 * u, 6 * u), (GOLD, 5 * u, 6 * u)):
            painter.setPen(QPen(colour, width))
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(
                box, self.radius - inset / 2, self.radius - inset / 2
            )
