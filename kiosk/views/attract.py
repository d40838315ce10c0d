"""The office's pictures on an idle kiosk, one slowly turning into the next."""

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.views.cover import Cover
from kiosk.views.scale import LEAST
from shared.clock import stopwatch
from shared.qt.album import Album, draw_fitted
from shared.qt.ink import Ink, rows_of, width_of
from shared.qt.theme import GOLD, NAVY_950, Weight

FADE_MILLISECONDS, FRAME_MILLISECONDS = 2_000, 66
"""Slow: nothing on a kiosk may flash."""

HINT, SECOND_HINT, FOOT = 48, 32, 64


class Attract(Cover):
    """Paints the present picture, and over it the next one more and more.

    Signals:
        wanted: The next picture is to be read.
    """

    wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        panel_inches: float,
        hints: tuple[str, ...],
        *,
        each_seconds: float = 12.0,
    ) -> None:
        """Show each picture so long, and *hints* below: that one may touch."""
        super().__init__("attract", window, panel_inches)
        self._hints = hints
        self.setAccessibleName(". ".join(hints))
        self._present = QPixmap()
        self._next = QPixmap()
        self._fading_since = 0
        self._fade = min(FADE_MILLISECONDS, 500 * each_seconds)
        self._begun = False
        self._turning = QTimer(self, singleShot=True)
        self._turning.setInterval(round(1_000 * each_seconds))
        self._turning.timeout.connect(self.wanted)
        self._fading = QTimer(self, interval=FRAME_MILLISECONDS)
        self._fading.timeout.connect(self._on_frame)

    def follow(self, album: Album) -> None:
        """Show the pictures of *album*."""
        self.wanted.connect(lambda: album.turn(self.window().size()))
        album.turned.connect(self.show_next)

    def begin(self) -> None:
        """Cover the screen as soon as there is a picture."""
        self._begun = True
        self.wanted.emit()

    def end(self) -> None:
        """Show what is below, at once."""
        self._begun = False
        self.uncover()

    @Slot(QImage)
    def show_next(self, image: QImage) -> None:
        """Turn into *image*; a null image means that the office has no picture."""
        if not self._begun:
            return
        if image.isNull():
            self.uncover()
            self._turning.start()
            return
        if self._present.isNull():
            self._present = QPixmap.fromImage(image)
            self.cover()
            self.update()
        else:
            self._next = QPixmap.fromImage(image)
            self._fading_since = stopwatch()
            self._fading.start()
        self._turning.start()

    def uncover(self) -> None:
        super().uncover()
        self._fading.stop()
        self._turning.stop()
        self._present, self._next = QPixmap(), QPixmap()

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, NAVY_950)

    def draw(self, ink: Ink, box: QRectF) -> None:
        _draw_picture(ink.painter, box, self._present, 1.0)
        if not self._next.isNull():
            part = self._part()
            # What the next picture leaves free must not show the old one for ever.
            ink.painter.setOpacity(part)
            ink.painter.fillRect(box, NAVY_950)
            _draw_picture(ink.painter, box, self._next, part)
        ink.painter.setOpacity(1.0)
        self._draw_hints(ink, box)

    def _draw_hints(self, ink: Ink, box: QRectF) -> None:
        u = ink.u
        sizes = [HINT * u, *[SECOND_HINT * u] * (len(self._hints) - 1)]
        widths = (
            width_of(hint, int(size), Weight.Bold)
            for hint, size in zip(self._hints, sizes, strict=True)
        )
        wide = min(max(widths, default=0) + 96 * u, box.width() - 48 * u)
        heights = [size * 1.35 for size in sizes]
        pill = QRectF(0, 0, wide, sum(heights) + 32 * u)
        pill.moveCenter(QPointF(box.center().x(), 0))
        pill.moveBottom(box.bottom() - FOOT * u)
        ink.plate(pill, 36 * u, GOLD, edge=NAVY_950, width=3 * u)
        inner = pill.adjusted(40 * u, 16 * u, -40 * u, -16 * u)
        for row, hint, size in zip(
            rows_of(inner, heights), self._hints, sizes, strict=True
        ):
            ink.line(row, hint, size, NAVY_950, weight=Weight.Bold, least=LEAST)

    @Slot()
    def _on_frame(self) -> None:
        if self._part() >= 1.0:
            self._fading.stop()
            self._present, self._next = self._next, QPixmap()
        self.update()

    def _part(self) -> float:
        """Return how far the next picture has come, from 0 to 1."""
        return min(1.0, (stopwatch() - self._fading_since) / self._fade)


def _draw_picture(
    painter: QPainter, box: QRectF, pixmap: QPixmap, opacity: float
) -> None:
    painter.setOpacity(opacity)
    draw_fitted(painter, box, pixmap)
