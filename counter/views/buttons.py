"""The buttons for the steps of a ticket, and the keys that press them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton

from counter.picture import Button
from counter.steps import Step
from counter.views.look import GREY, label, sharp_icon
from shared.domain.events import Desk
from shared.domain.ticket import Action
from shared.qt.theme import NAVY_700, WHITE

Key = Qt.Key

MAIN_KEY = Key.Key_F2
KEYS: dict[Action, Key] = {
    Action.RECALL: Key.Key_F3,
    Action.FINISH: Key.Key_F4,
    Action.NO_SHOW: Key.Key_F6,
}
ICONS: dict[Step, str] = {
    Desk.OPEN: "user-check",
    Action.CALL: "volume-2",
    Action.RECALL: "megaphone",
    Action.SERVE: "play",
    Action.FINISH: "file-check",
    Action.NO_SHOW: "user-x",
}
ICON_PIXELS = 24


def key_name(key: Key) -> str:
    """Return what stands on *key*."""
    return key.name.removeprefix("Key_")


class StepButton(QPushButton):
    """A button with an icon, a label, its key, and a line that says how things are."""

    def __init__(self, key: Key, *, main: bool = False) -> None:
        super().__init__()
        self.button: Button | None = None
        self._ink = WHITE if main else NAVY_700
        self._icon = QLabel()
        self._label = label("label")
        self._key = label("key", key_name(key))
        self._reason = label("reason")
        self.setObjectName("main" if main else f"key_{key_name(key)}")
        self.setMinimumHeight(76 if main else 62)
        self.setAutoDefault(True)
        self._lay_out_main() if main else self._lay_out_beside()

    def show_button(self, button: Button) -> None:
        if button == self.button:
            return
        self.button = button
        self._label.setText(button.label)
        self._reason.setText(button.note)
        self._reason.setVisible(bool(button.note))
        self.setEnabled(button.enabled)
        self.setAccessibleName(f"{button.label} ({self._key.text()})")
        self.setAccessibleDescription(button.note)
        self._icon.setPixmap(self._icon_of(button))

    def _icon_of(self, button: Button) -> QPixmap:
        colour: QColor = self._ink if button.enabled else GREY
        return sharp_icon(ICONS[button.steps[0]], ICON_PIXELS, colour, self)

    def _lay_out_main(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 8, 20, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(3, 1)
        for column, part in enumerate((self._icon, self._label, self._key), start=1):
            grid.addWidget(part, 1, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._reason, 2, 0, 1, 5, Qt.AlignmentFlag.AlignHCenter)

    def _lay_out_beside(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(10)
        words = QGridLayout()
        words.setVerticalSpacing(0)
        words.setColumnStretch(1, 1)
        words.addWidget(self._label, 0, 0)
        words.addWidget(self._key, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self._reason, 1, 0, 1, 3)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
