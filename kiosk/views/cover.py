"""What lies over the whole window for a while, and lets no touch through."""

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.views.button import TouchButton
from kiosk.views.scale import Scale, scale_of
from shared.qt.ink import Ink, Written
from shared.qt.theme import BACKGROUND


class Cover(QWidget):
    """Covers *window* from edge to edge while it is shown."""

    def __init__(self, name: str, window: QWidget, panel_inches: float) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self._panel_inches = panel_inches
        self.scale = Scale(1.0, 81, 32)
        self.written: list[Written] = []
        self._came_from: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def uncover(self) -> None:
        """Show what is below again, and let the keyboard go on there."""
        if self.isHidden():
            return
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def cover(self) -> None:
        """Lie above everything else."""
        if not self.isHidden():
            return
        window = self.window()
        self._came_from = window.focusWidget()
        self._fit()
        self.raise_()
        self.show()
        self.setFocus()

    def arrange(self) -> None:
        """Put the buttons in their places."""

    def draw(self, ink: Ink, box: QRectF) -> None:
        """Paint what lies below the buttons."""
        raise NotImplementedError

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        """Paint the ground."""
        painter.fillRect(box, BACKGROUND)

    def buttons(self) -> list[TouchButton]:
        """Return the buttons that are there now, in the order of the Tab key."""
        found = self.findChildren(TouchButton)
        return [button for button in found if button.isVisibleTo(self)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return False

    def focusNextPrevChild(self, forwards: bool) -> bool:
        # The keyboard stays on top too.
        buttons = self.buttons()
        if not buttons:
            return True
        focused = self.window().focusWidget()
        at = next((n for n, one in enumerate(buttons) if one is focused), -1)
        step = 1 if forwards else -1
        start = at if at >= 0 or not forwards else -1
        buttons[(start + step) % len(buttons)].setFocus()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.written.clear()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            self.draw_ground(painter, box)
            self.draw(Ink(painter, self.scale.u, self.written), box)

    def _fit(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        self.scale = scale_of(window.width(), window.height(), self._panel_inches)
        self.arrange()
        self.update()
