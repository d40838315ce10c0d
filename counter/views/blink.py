"""Makes something stand out for a moment: one change a second, never faster."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

STEP_MILLISECONDS = 500
"""Half a second bright, half a second not: 1 Hz; above 3 Hz is dangerous."""

STEPS = 10


class Blink(QObject):
    """Gives a widget the property ``alarm``: ``on``, ``off`` or nothing.

    It changes for five seconds when a new alarm comes, then stays on.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._text = ""
        self._left = 0
        self._timer = QTimer(self, interval=STEP_MILLISECONDS)
        self._timer.timeout.connect(self.step)

    def show_alarm(self, text: str) -> None:
        """Begin to blink if *text* is a new alarm; without one, stop."""
        if text == self._text:
            return
        fresh = bool(text) and not self._text
        self._text = text
        if not text:
            self._timer.stop()
            self._set("")
        elif fresh:
            self._left = STEPS
            self._set("on")
            self._timer.start()

    def again(self) -> None:
        """Blink once more for what is shown already."""
        if self._text:
            self._left = STEPS
            self._timer.start()

    def step(self) -> None:
        """Change once; after five seconds stay on."""
        self._left = max(0, self._left - 1)
        if not self._left:
            self._timer.stop()
        self._set("on" if self._left % 2 == 0 else "off")

    def _set(self, value: str) -> None:
        if self._widget.property("alarm") == value:
            return
        self._widget.setProperty("alarm", value)
        for part in (self._widget, *self._widget.findChildren(QWidget)):
            part.style().polish(part)
