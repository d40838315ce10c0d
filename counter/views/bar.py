"""The compact bar: small, always on top, with the number and the next step."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QMoveEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter.picture import Picture
from counter.texts import Texts
from counter.views.blink import Blink
from counter.views.buttons import MAIN_KEY, Key, StepButton
from counter.views.header import Dot
from counter.views.look import label, style_sheet

WIDTH, HEIGHT = 420, 96


class CompactBar(QWidget):
    """A strip for a clerk who works in another program.

    Signals:
        pressed: The main button, for these steps.
        full_wanted: Back to the whole window.
        moved: It stands somewhere else now.
        closed: The clerk closed it.
    """

    pressed = Signal(object)
    full_wanted = Signal()
    moved = Signal(QPoint)
    closed = Signal()

    def __init__(self, texts: Texts, *, practice: bool = False) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setStyleSheet(style_sheet())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlags(
            Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setFixedSize(WIDTH, HEIGHT)
        self._picture: Picture | None = None
        self._grip: QPoint | None = None
        self._mark = f"{texts.practice_short}  ·  " if practice else ""
        self.number = label("bar_number")
        self.state = label("bar_state", wraps=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.state.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self._dot = Dot()
        self.main = StepButton(MAIN_KEY, main=True, small=True)
        self.main.clicked.connect(self._press)
        self.full = QPushButton("F11")
        self.full.setObjectName("bar_full")
        self.full.setAccessibleName(texts.full_window)
        self.full.setToolTip(texts.full_window)
        self.full.clicked.connect(self.full_wanted)
        self._body = QFrame()
        self._body.setObjectName("bar_body")
        self.blink = Blink(self._body)
        self._lay_out()

    def show_picture(self, picture: Picture) -> None:
        """Show what the full window shows, as far as there is room."""
        self._picture = picture
        present, live = picture.present, picture.header.online
        self.number.setText(present.number or "–")
        self.number.setEnabled(live)
        self._dot.show_online(online=live)
        words = f"{self._mark}{_words(picture)}"
        self.state.setText(words)
        self.state.setToolTip(words)
        self.main.show_button(picture.main)
        self.setWindowTitle(picture.header.title)
        self.blink.show_alarm(picture.alarm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if event.isAutoRepeat():
            return
        if key in (MAIN_KEY, Key.Key_Space, Key.Key_Return, Key.Key_Enter):
            self._press()
        elif key in (Key.Key_F11, Key.Key_Escape):
            self.full_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.isVisible():
            self.moved.emit(self.pos())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _press(self) -> None:
        if self._picture is not None:
            self.pressed.emit(self._picture.main.steps)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.number)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.state, 1)
        words.addLayout(line)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addLayout(words, 6)
        row.addWidget(self.main, 5)
        row.addWidget(self.full)
        self.main.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding
        )
        self.full.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)


def _words(picture: Picture) -> str:
    """Return the most urgent thing to know, in one line."""
    if picture.alarm:
        return picture.alarm
    if not picture.header.online:
        return picture.header.link
    if picture.note.warning:
        return picture.note.text
    timer = picture.present.timer
    parts = (picture.header.state, timer or picture.waiting.totals)
    return "  ·  ".join(part for part in parts if part)
