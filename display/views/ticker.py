"""The office's own words, running along the foot of the screen."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from shared.clock import stopwatch
from shared.qt.theme import GOLD, NAVY_950, Weight, font, metrics

TICK = 33
UNITS_A_SECOND = 110
SIZE = 32
BETWEEN = "     •     "


class TickerPane(QWidget):
    """Draws its words once, then only moves them; it stands still if they fit."""

    def __init__(self, parent: QWidget, words: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(" • ".join(words))
        self.words = tuple(words)
        self.unit = 1.0
        self._strips: list[QPixmap] = []
        self._live = True
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.update)

    @property
    def moving(self) -> bool:
        """Whether the words run."""
        return self._timer.isActive()

    def run(self, *, live: bool) -> None:
        """Let the words run, or stand still while the hub is away."""
        if live != self._live:
            self._live = live
            self._start_or_stop()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._strips = []
        self._start_or_stop()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._start_or_stop()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        strips = self._drawn()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), GOLD)
            for start, strip in self._places(strips):
                painter.drawPixmap(start, 0, strip)

    def _places(self, strips: Sequence[QPixmap]) -> Iterator[tuple[int, QPixmap]]:
        """Return the strips that are to be seen now, and where each starts."""
        total = sum(strip.width() for strip in strips)
        if self.moving:
            start = -int(stopwatch() * UNITS_A_SECOND * self.unit / 1_000) % total
            start -= total
        else:
            start = max(0, (self.width() - total) // 2)
        for strip in cycle(strips) if self.moving and total else strips:
            if start >= self.width():
                return
            if start + strip.width() > 0:
                yield start, strip
            start += strip.width()

    def _start_or_stop(self) -> None:
        total = sum(strip.width() for strip in self._drawn())
        if self._live and self.isVisible() and total > self.width():
            self._timer.start()
        else:
            self._timer.stop()

    def _drawn(self) -> list[QPixmap]:
        """Return a pixmap for each text: one for all could be too wide for Qt."""
        if not self._strips:
            single = len(self.words) == 1
            self._strips = [
                self._strip(text if single else text + BETWEEN) for text in self.words
            ]
        return self._strips

    def _strip(self, text: str) -> QPixmap:
        pixels = int(SIZE * self.unit)
        measures = metrics(pixels, Weight.DemiBold)
        wide = int(measures.horizontalAdvance(text)) + 1
        strip = QPixmap(wide, max(1, self.height()))
        strip.fill(GOLD)
        base = QRectF(strip.rect()).center().y() + measures.capHeight() / 2
        with QPainter(strip) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.setFont(font(pixels, Weight.DemiBold))
            painter.setPen(NAVY_950)
            painter.drawText(QPointF(0, base), text)
        return strip
