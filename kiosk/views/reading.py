"""In which order keys lead through a screen, and what is said of it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.button import TouchButton
from kiosk.views.sheet import Sheet

ARROWS = {
    Qt.Key.Key_Right: True,
    Qt.Key.Key_Down: True,
    Qt.Key.Key_Left: False,
    Qt.Key.Key_Up: False,
}
"""Which keys lead on, and which lead back."""


def in_order(sheets: Iterable[Sheet]) -> list[TouchButton]:
    """Return what can be touched on *sheets*: row by row, each from the left."""
    return [
        button
        for sheet in sheets
        for button in sorted(sheet.buttons(), key=lambda b: (b.y(), b.x()))
        if button.isEnabled()
    ]


def after(
    buttons: Sequence[TouchButton], focused: QWidget, *, forwards: bool
) -> TouchButton:
    """Return the button that comes after *focused*, or before; round and round."""
    step = 1 if forwards else -1
    here = [place for place, button in enumerate(buttons) if button is focused]
    return buttons[(here[0] + step if here else 0) % len(buttons)]


class Voice(QObject):
    """Lets a screen reader say what has come up.

    Signals:
        said: What was said.
    """

    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told: object = None

    def tell(self, picture: Picture, sheet: Sheet) -> None:
        """Say what *sheet* shows of *picture*, unless that was said already."""
        number = picture.choice.number if picture.choice else ""
        news = (picture.screen, picture.language, picture.comfort.asking, number)
        if news == self._told:
            return
        self._told = news
        words = sheet.spoken(picture)
        event = QAccessibleAnnouncementEvent(self._window, words)
        QAccessible.updateAccessibility(event)
        self.said.emit(words)
