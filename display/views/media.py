"""The office's own pictures beside the queue, each for a while."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from display.views.ground import paint_night
from shared.clock import stopwatch
from shared.qt.album import EDITION, Album, draw_fitted
from shared.qt.theme import NAVY_950

FADE_MILLISECONDS, FRAME_MILLISECONDS = 1_000, 66


class MediaPane(QWidget):
    """Shows the picture it was last given; without one, the night and the drum.

    Signals:
        wanted: The next picture is to be read.
    """

    wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        each_seconds: float = 15.0,
        fade: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._present, self._before = QPixmap(), QPixmap()
        self._edition = ""
        self._fades = fade
        self._fading_since = 0
        self._turning = QTimer(self, interval=round(1_000 * each_seconds))
        self._turning.timeout.connect(self.wanted)
        self._fading = QTimer(self, interval=FRAME_MILLISECONDS)
        self._fading.timeout.connect(self._on_frame)

    @property
    def shown(self) -> QPixmap:
        """The picture that is shown, null without one."""
        return self._present

    def follow(self, album: Album) -> None:
        """Show the pictures of *album*."""
        self.wanted.connect(lambda: album.turn(self.size()))
        album.turned.connect(self.show_next)
        if self.isVisible():
            self.wanted.emit()

    @Slot(QImage)
    def show_next(self, image: QImage) -> None:
        """Show *image*; a null image means that the office has no picture now."""
        edition = image.text(EDITION)
        if edition == self._edition and image.size() == self._present.size():
            return
        self._edition = edition
        before, self._present = self._present, QPixmap.fromImage(image)
        if self._fades and not before.isNull() and self.isVisible():
            self._before = before
            self._fading_since = stopwatch()
            self._fading.start()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._turning.start()
        if self._present.isNull():
            self.wanted.emit()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()
        self._end_fading()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            if self._present.isNull():
                paint_night(painter, box)
                return
            painter.fillRect(event.rect(), NAVY_950)
            part = self._part()
            if part < 1.0:
                painter.setOpacity(1.0 - part)
                draw_fitted(painter, box, self._before)
            painter.setOpacity(part)
            draw_fitted(painter, box, self._present)

    @Slot()
    def _on_frame(self) -> None:
        if self._part() >= 1.0:
            self._end_fading()
        self.update()

    def _end_fading(self) -> None:
        self._fading.stop()
        self._before = QPixmap()

    def _part(self) -> float:
        """Return how far the picture has come, from 0 to 1."""
        if self._before.isNull():
            return 1.0
        return min(1.0, (stopwatch() - self._fading_since) / FADE_MILLISECONDS)
