"""The head of the window: which counter this is, the link, and what it is at."""

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from counter.picture import Header
from counter.texts import Texts
from counter.views.blink import Blink
from counter.views.look import OFFLINE, ONLINE, label, sharp_icon
from shared.qt.motif import emblem as star_on_red
from shared.qt.theme import WHITE

EMBLEM_PIXELS = 40
WIDEST_CLERK, CLERK_BESIDE_ALARM = 220, 92
CLERK_MARGIN, CLERK_ICON = 14, 18


class Dot(QWidget):
    """A full dot while the hub is there, a ring while it is not."""

    def __init__(self) -> None:
        super().__init__()
        self.online = False
        self.setFixedSize(14, 14)

    def show_online(self, *, online: bool) -> None:
        self.online = online
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = ONLINE if self.online else OFFLINE
        pen = painter.pen()
        pen.setColor(colour)
        pen.setWidthF(2.5)
        painter.setPen(pen)
        painter.setBrush(colour if self.online else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(7, 7), 5, 5)


class HeaderView(QFrame):
    """Paints the head of the window."""

    def __init__(self, texts: Texts, emblem: Path | None) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(56)
        self._title = label("title")
        self._dot = Dot()
        self._link = label("link")
        self._state = label("state")
        self._alarm = label("alarm")
        self._alarm.hide()
        self.blink = Blink(self._alarm)
        self.compact = QPushButton("F11")
        self.compact.setObjectName("compact")
        self.compact.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.compact.setAccessibleName(texts.compact_window)
        self.compact.setToolTip(texts.compact_window)
        self.clerk = QPushButton()
        self.clerk.setObjectName("compact")
        self.clerk.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clerk.setToolTip(texts.log_in.hand_over_help)
        self.clerk.setIcon(sharp_icon("log-out", CLERK_ICON, WHITE, self))
        self.clerk.hide()
        self._hand_over = texts.log_in.hand_over
        self._clerk = ""
        # A long name of a service gives way to the state of the link.
        self._title.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        row.addWidget(self._emblem(emblem))
        row.addWidget(self._title, 1)
        row.addWidget(self._alarm, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._dot)
        row.addSpacing(-6)
        row.addWidget(self._link)
        row.addSpacing(14)
        row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.clerk, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.compact, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_header(self, header: Header) -> None:
        self._title.setText(header.title)
        self._title.setToolTip(header.title)
        self._link.setText(header.link)
        self._dot.show_online(online=header.online)
        self._state.setText(header.state)
        self._state.setVisible(bool(header.state))
        self._clerk = header.clerk
        self._show_clerk()
        if self._link.property("online") != header.online:
            self._link.setProperty("online", header.online)
            self._link.style().polish(self._link)

    def _show_clerk(self) -> None:
        """Show who works here; of a long name its end, which is what one is called."""
        width = WIDEST_CLERK if self._alarm.isHidden() else CLERK_BESIDE_ALARM
        room = width - 2 * CLERK_MARGIN - CLERK_ICON
        start = Qt.TextElideMode.ElideLeft
        self.clerk.setMaximumWidth(width)
        self.clerk.setText(
            self.clerk.fontMetrics().elidedText(self._clerk, start, room)
        )
        self.clerk.setAccessibleName(self._hand_over.format(name=self._clerk))
        self.clerk.setVisible(bool(self._clerk))

    def show_alarm(self, text: str) -> None:
        """Show what must not be overlooked; it blinks when it is new."""
        self._alarm.setText(text)
        self._alarm.setVisible(bool(text))
        self._show_clerk()
        self.blink.show_alarm(text)

    def _emblem(self, path: Path | None) -> QLabel:
        ratio = self.devicePixelRatioF()
        pixels = round(EMBLEM_PIXELS * ratio)
        picture = QPixmap(str(path)) if path else QPixmap()
        if picture.isNull():
            picture = QPixmap(star_on_red(pixels))
        else:
            picture = picture.scaled(
                pixels,
                pixels,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        picture.setDevicePixelRatio(ratio)
        label = QLabel()
        label.setPixmap(picture)
        return label
