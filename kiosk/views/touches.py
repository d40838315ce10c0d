"""Notices every touch, whatever it meets, and the taps in the hidden corner."""

from collections import deque

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from shared.qt.theme import unit

CORNER = 120
"""The hidden corner is so many units wide and high, and at least so many pixels."""

TAPS, WITHIN_MILLISECONDS = 5, 3_000


class Corner:
    """Counts the taps in the corner."""

    def __init__(self) -> None:
        self._taps: deque[int] = deque(maxlen=TAPS)

    def tap(self, at: QPointF, size: float, when: int) -> bool:
        """Return whether this was the last of the taps that were needed.

        *at* is where, from the window's corner; *when* is in milliseconds.
        """
        if not (0 <= at.x() < size and 0 <= at.y() < size):
            self._taps.clear()
            return False
        self._taps.append(when)
        if len(self._taps) < TAPS or when - self._taps[0] > WITHIN_MILLISECONDS:
            return False
        self._taps.clear()
        return True


class Touches(QObject):
    """Watches a window without taking anything away from it.

    Signals:
        touched: Somebody touched the screen or pressed a key, anywhere.
        corner_opened: Somebody tapped the hidden corner often enough.
    """

    touched = Signal()
    corner_opened = Signal()

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._corner = Corner()
        self._last: tuple[int, QPointF] | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                # Quick taps come as double clicks.
                if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
                    self._on_press(event)
            case QEvent.Type.KeyPress if isinstance(watched, QWidget):
                self.touched.emit()
            case _:
                pass
        return False

    def _on_press(self, event: QMouseEvent) -> None:
        # A press that a widget does not want comes once more for its parent.
        press = (event.timestamp(), event.globalPosition())
        if press == self._last:
            return
        self._last = press
        self.touched.emit()
        window = self._window
        size = max(CORNER, CORNER * unit(window.width(), window.height()))
        at = window.mapFromGlobal(event.globalPosition())
        if self._corner.tap(at, size, event.timestamp()):
            self.corner_opened.emit()
