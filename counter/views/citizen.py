"""The citizen's screen: painted large, with five answers when something is asked."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from counter.citizen import CitizenPicture, Show
from shared.qt.theme import (
    DARK_RED,
    GOLD,
    INK,
    NAVY_700,
    NAVY_900,
    ON_DARK,
    SURFACE,
    WHITE,
    Weight,
    font,
)

SHORT_SIDE = 1080
BEST = 5
CALM = (Show.PAUSED, Show.CLOSED, Show.AWAY)
# From very good to very bad; each stands beside its words and its face.
GROUNDS = ("#DFF3E8", "#EEF7DF", "#EDF2F8", "#FFF1CC", "#FBE3DC")
SMILES = (1.0, 0.55, 0.0, -0.55, -1.0)

Strip = tuple[float, float]
"""Where a strip begins and how high it is, in shares of the height."""


class CitizenWindow(QWidget):
    """Paints what the citizen sees, and reports the answer.

    Signals:
        rated: A level from 1, very bad, to 5, very good.
    """

    rated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        # The clerk goes on typing in his own window.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.picture: CitizenPicture | None = None

    def show_citizen(self, picture: CitizenPicture) -> None:
        """Show *picture*."""
        if picture != self.picture:
            self.picture = picture
            self.setAccessibleName(f"{picture.headline} {picture.number}".strip())
            self.update()

    def answer_boxes(self) -> list[QRect]:
        """Return where each answer stands, the best first."""
        if self.picture is None or not self.picture.levels:
            return []
        count, gap = len(self.picture.levels), self._u(32)
        width = (self.width() - self._u(96) - gap * (count - 1)) // count
        height = min(self._u(460), round(self.height() * 0.45))
        top, left = round(self.height() * 0.42), self._u(48)
        return [
            QRect(left + place * (width + gap), top, width, height)
            for place in range(count)
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, box in enumerate(self.answer_boxes()):
            if box.contains(event.position().toPoint()):
                self.rated.emit(BEST - place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.picture
        calm = picture is None or picture.show in CALM
        dark = calm or (picture is not None and picture.show is Show.CALLED)
        painter.fillRect(self.rect(), NAVY_900 if dark else SURFACE)
        if picture is None:
            return
        ink, second = (WHITE, ON_DARK) if dark else (INK, NAVY_700)
        self._write(painter, (0.03, 0.10), picture.counter, 56, second)
        if picture.levels or picture.show is Show.THANKS:
            self._paint_question(painter, picture)
        elif picture.number:
            self._write(painter, (0.15, 0.14), picture.headline, 72, ink)
            number = GOLD if dark else NAVY_700
            self._write(painter, (0.30, 0.46), picture.number, 380, number)
            if picture.priority:
                self._write(painter, (0.80, 0.12), f"{picture.priority}", 72, number)
        else:
            self._write(painter, (0.26, 0.34), picture.headline, 96, ink)
            self._write(painter, (0.62, 0.20), picture.detail, 56, second)

    def _paint_question(self, painter: QPainter, picture: CitizenPicture) -> None:
        self._write(painter, (0.15, 0.16), picture.headline, 64, INK)
        self._write(painter, (0.31, 0.09), picture.detail, 44, NAVY_700)
        boxes = self.answer_boxes()
        for place, (box, words) in enumerate(zip(boxes, picture.levels, strict=False)):
            painter.setPen(QPen(NAVY_700, 3))
            painter.setBrush(QColor(GROUNDS[place]))
            painter.drawRoundedRect(box, self._u(24), self._u(24))
            _face(painter, box, SMILES[place])
            lower = QRect(box.left(), box.center().y(), box.width(), box.height() // 2)
            margin = self._u(12)
            self._fit(painter, lower.adjusted(margin, 0, -margin, 0), words, 44, INK)
        if picture.next_call:
            self._write(painter, (0.90, 0.09), picture.next_call, 48, DARK_RED)

    def _write(
        self, painter: QPainter, strip: Strip, text: str, size: int, ink: QColor
    ) -> None:
        """Write *text* in the middle of *strip*."""
        height, (top, share) = self.height(), strip
        box = QRect(
            self._u(48),
            round(height * top),
            self.width() - self._u(96),
            round(height * share),
        )
        self._fit(painter, box, text, size, ink)

    def _fit(
        self, painter: QPainter, box: QRect, text: str, size: int, ink: QColor
    ) -> None:
        """Write *text* into *box*, smaller where it would not fit."""
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        pixels = self._u(size)
        while pixels > 10:
            face = font(pixels, Weight.Bold)
            needed = QFontMetrics(face).boundingRect(box, flags, text)
            if needed.height() <= box.height() and needed.width() <= box.width():
                break
            pixels = round(pixels * 0.92)
        painter.setFont(font(pixels, Weight.Bold))
        painter.setPen(ink)
        painter.drawText(box, flags, text)

    def _u(self, units: int) -> int:
        return max(1, round(units * min(self.width(), self.height()) / SHORT_SIDE))


def _face(painter: QPainter, box: QRect, smile: float) -> None:
    """Draw a face in the upper half of *box*: *smile* from -1 to 1."""
    radius = min(box.width(), box.height()) * 0.2
    x, y = box.center().x(), box.top() + box.height() * 0.28
    painter.setPen(QPen(INK, max(2.0, radius * 0.09)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    painter.setBrush(INK)
    for side in (-1, 1):
        eye = QRectF(0, 0, radius * 0.2, radius * 0.2)
        eye.moveCenter(
            QRectF(x + side * radius * 0.38, y - radius * 0.3, 0, 0).center()
        )
        painter.drawEllipse(eye)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bend = radius * 0.45 * abs(smile)
    middle = y + radius * 0.35
    if bend < 1:
        painter.drawLine(
            round(x - radius * 0.45),
            round(middle),
            round(x + radius * 0.45),
            round(middle),
        )
        return
    mouth = QRectF(x - radius * 0.5, middle - bend, radius, 2 * bend)
    start = 200 if smile > 0 else 20
    painter.drawArc(mouth, start * 16, 140 * 16)
