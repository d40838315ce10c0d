"""The buttons for the steps of a ticket, and the keys that press them."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QColor, QKeySequence, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from counter.picture import Button
from counter.steps import Extra, Step
from counter.views.look import GREY, label, sharp_icon
from shared.domain.events import Desk
from shared.domain.ticket import Action
from shared.qt.theme import NAVY_700, WHITE

Key = Qt.Key
Keys = Qt.Key | QKeyCombination


def _with_control(key: Key) -> QKeyCombination:
    return QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)


MAIN_KEY = Key.Key_F2
KEYS: dict[Step, Keys] = {
    Action.RECALL: Key.Key_F3,
    Action.FINISH: Key.Key_F4,
    Action.HOLD: Key.Key_F5,
    Action.NO_SHOW: Key.Key_F6,
    Action.TRANSFER: Key.Key_F7,
    Extra.CALL_ANY: Key.Key_F8,
    Extra.OTHERS: Key.Key_F9,
    Desk.PAUSED: Key.Key_F10,
    Extra.HELP: Key.Key_F12,
    Action.UNDO: _with_control(Key.Key_Z),
    Extra.ISSUE: _with_control(Key.Key_N),
    Extra.WALK_IN: _with_control(Key.Key_D),
}
ICONS: dict[Step, str] = {
    Desk.OPEN: "user-check",
    Desk.PAUSED: "coffee",
    Action.CALL: "volume-2",
    Action.RECALL: "megaphone",
    Action.SERVE: "play",
    Action.FINISH: "file-check",
    Action.NO_SHOW: "user-x",
    Action.HOLD: "pause",
    Action.TRANSFER: "arrow-left-right",
    Action.UNDO: "undo-2",
    Extra.CALL_ANY: "search",
    Extra.OTHERS: "clipboard-list",
    Extra.HELP: "bell",
    Extra.ISSUE: "ticket",
    Extra.WALK_IN: "user",
}
ICON_PIXELS = 22


def key_name(key: Keys) -> str:
    """Return what stands on *key*."""
    return QKeySequence(key).toString()


class StepButton(QPushButton):
    """A button with an icon, a label, its key, and a line that says how things are."""

    def __init__(self, key: Keys, *, main: bool = False, small: bool = False) -> None:
        super().__init__()
        self.button: Button | None = None
        self._is_main = main
        self._ink = WHITE if main else NAVY_700
        self._icon = QLabel()
        self._label = label("label")
        self._key = label("key", key_name(key))
        self._reason = label("reason")
        self.setObjectName("main" if main else f"key_{key_name(key)}")
        self.setMinimumHeight(0 if small else 64 if main else 54)
        self.setAutoDefault(True)
        self._lay_out(small=small)

    def show_button(self, button: Button) -> None:
        if button == self.button:
            return
        self.button = button
        self._label.setText(button.label)
        self._reason.setText(button.note)
        if self._is_main:
            self._reason.setVisible(bool(button.note))
        self.setEnabled(button.enabled)
        self.setAccessibleName(f"{button.label} ({self._key.text()})")
        self.setAccessibleDescription(button.note)
        self._icon.setPixmap(self._icon_of(button))

    def _icon_of(self, button: Button) -> QPixmap:
        colour: QColor = self._ink if button.enabled else GREY
        return sharp_icon(ICONS[button.steps[0]], ICON_PIXELS, colour, self)

    def _lay_out(self, *, small: bool) -> None:
        if small:
            # The words alone, in two lines if need be; the key is known by then.
            self._label.setWordWrap(True)
            self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column = QHBoxLayout(self)
            column.setContentsMargins(8, 4, 8, 4)
            column.addWidget(self._label)
            for part in (self._icon, self._key, self._reason):
                part.setParent(self)
                part.hide()
            self._is_main = False
        elif self._is_main:
            self._lay_out_main()
        else:
            self._lay_out_beside()

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
        # What is to know stands below, so that a long word has the whole width.
        self._reason.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 3, 8, 3)
        grid.setHorizontalSpacing(7)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._label, 0, 1)
        below = QHBoxLayout()
        below.setSpacing(7)
        below.addWidget(self._key)
        below.addWidget(self._reason, 1)
        grid.addLayout(below, 1, 0, 1, 2)
