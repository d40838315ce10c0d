"""The page that asks who works here: two fields, and large keys for a PIN."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from counter.login import LogInPicture
from counter.texts import LogInTexts
from counter.views.look import label

LONGEST = 64
KEY_SIZE = (96, 72)
DIGITS = "123456789"
COLUMNS = 3


class LogInView(QWidget):
    """Paints the page, and tells what was typed.

    Signals:
        entered: A name and a password were typed.
    """

    entered = Signal(str, str)

    def __init__(self, texts: LogInTexts) -> None:
        super().__init__()
        self._title = label("log_in_title")
        self._warning = label("panel_warning", wraps=True)
        self.name = _field(texts.name)
        self.password = _field(texts.password)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.enter = QPushButton(texts.enter)
        self.enter.setObjectName("log_in_enter")
        self.keys = [self._key(digit) for digit in DIGITS]
        self._erase = self._key("⌫")
        self._erase.setAccessibleName(texts.erase)
        self._zero = self._key("0")
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._enter)
        self.enter.clicked.connect(self._enter)
        self._lay_out(texts)

    def show_page(self, page: LogInPicture) -> None:
        """Show *page*; the fields are wiped when it comes anew."""
        self._title.setText(page.title)
        self._warning.setText(page.warning)
        self._warning.setVisible(bool(page.warning))
        self.enter.setEnabled(page.ready)

    def begin(self) -> None:
        """Wipe the fields, and let the name be typed."""
        self.name.clear()
        self.password.clear()
        self.name.setFocus()

    @Slot()
    def _enter(self) -> None:
        if not self.enter.isEnabled():
            return
        name, password = self.name.text(), self.password.text()
        if not name.strip():
            self.name.setFocus()
        elif not password:
            self.password.setFocus()
        else:
            self.password.clear()
            self.password.setFocus()
            self.entered.emit(name, password)

    def _key(self, text: str) -> QPushButton:
        key = QPushButton(text)
        key.setObjectName("log_in_key")
        key.setFixedSize(*KEY_SIZE)
        # The field keeps the focus: whoever types has keys of his own.
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self._touch(text))
        return key

    def _touch(self, text: str) -> None:
        self.password.setFocus()
        if text.isdigit():
            self.password.insert(text)
        else:
            self.password.backspace()

    def _lay_out(self, texts: LogInTexts) -> None:
        card = QFrame()
        card.setObjectName("log_in_card")
        card.setMaximumWidth(860)
        row = QHBoxLayout(card)
        row.setContentsMargins(32, 28, 32, 28)
        row.setSpacing(36)
        row.addLayout(self._fields(texts), 1)
        row.addLayout(self._pad())
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 10)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)

    def _fields(self, texts: LogInTexts) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._title)
        for words, field in ((texts.name, self.name), (texts.password, self.password)):
            column.addSpacing(8)
            name = label("log_in_label", words)
            name.setBuddy(field)
            column.addWidget(name)
            column.addWidget(field)
        column.addSpacing(10)
        column.addWidget(self._warning)
        column.addStretch(1)
        column.addWidget(self.enter)
        return column

    def _pad(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for place, key in enumerate(self.keys):
            grid.addWidget(key, *divmod(place, COLUMNS))
        grid.addWidget(self._zero, 3, 1)
        grid.addWidget(self._erase, 3, 2)
        return grid


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName("panel_field")
    field.setMaxLength(LONGEST)
    field.setAccessibleName(name)
    return field
