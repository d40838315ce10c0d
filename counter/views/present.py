"""Who is at the counter now: the number, and how long it takes."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter.picture import Present
from counter.views.look import label
from shared.qt.motif import star
from shared.qt.theme import DARK_RED

Align = Qt.AlignmentFlag
TOP_PIXELS, ROW_PIXELS = 36, 100
ONE_LINE, TWO_LINES = 25, 44


class Star(QWidget):
    """A small star in dark red."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(star(QPointF(11, 11.5), 9.5), DARK_RED)


class PresentView(QWidget):
    """Paints who is at the counter."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label("head")
        self._number = label("number")
        self._message = label("message", wraps=True)
        self._badge, self._badge_text = _badge()
        self._timer_name = label("timer_name")
        self._timer = label("timer")
        self._detail = label("detail", wraps=True)
        self._detail.setMinimumHeight(ONE_LINE)
        self._why = label("why_here", wraps=True)
        self._why.setMinimumHeight(TWO_LINES)
        self._why.setAlignment(Align.AlignLeft | Align.AlignTop)
        self._detail.setAlignment(Align.AlignLeft | Align.AlignTop)
        self._lay_out()

    def show_present(self, present: Present, *, live: bool) -> None:
        self._head.setText(present.head)
        self._number.setText(present.number)
        self._number.setVisible(bool(present.number))
        self._number.setAccessibleName(f"{present.head} {present.number}")
        self._message.setText(present.message)
        self._message.setVisible(bool(present.message))
        self._badge_text.setText(present.priority)
        self._badge.setVisible(bool(present.priority))
        self._timer_name.setText(present.timer_name)
        self._timer.setText(present.timer)
        self._detail.setText(present.detail)
        self._why.setText(present.why)
        self.setEnabled(live)

    def _lay_out(self) -> None:
        timer = QVBoxLayout()
        timer.setSpacing(0)
        timer.addStretch(1)
        timer.addWidget(self._timer_name, 0, Align.AlignRight)
        timer.addWidget(self._timer, 0, Align.AlignRight)
        timer.addStretch(1)
        # As high without a number as with one, so that no button moves.
        row = QWidget()
        row.setFixedHeight(ROW_PIXELS)
        middle = QHBoxLayout(row)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(20)
        middle.addWidget(self._number)
        middle.addWidget(self._message, 1)
        middle.addStretch(0)
        middle.addLayout(timer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QWidget()
        top.setFixedHeight(TOP_PIXELS)
        line = QHBoxLayout(top)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self._head)
        line.addWidget(self._badge)
        line.addStretch(1)
        column.addWidget(top)
        column.addWidget(row)
        column.addWidget(self._detail)
        column.addWidget(self._why)


def _badge() -> tuple[QFrame, QLabel]:
    badge, text = QFrame(), label("priority_text")
    badge.setObjectName("priority")
    badge.setFixedHeight(TOP_PIXELS)
    row = QHBoxLayout(badge)
    row.setContentsMargins(14, 0, 16, 0)
    row.setSpacing(7)
    row.addWidget(Star())
    row.addWidget(text)
    return badge, text
