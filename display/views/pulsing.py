"""A pane with frames that come and go around the calls that stand out."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from display.picture import Picture
from display.pulse import strength
from display.views.pane import Pane
from display.views.tones import LIVE
from shared.clock import stopwatch

FRAME = 9.0
PULSE_TICK = 50


class PulsingPane(Pane):
    """Keeps its drawing, and paints nothing but its `frames` while they move."""

    keeps = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frames: list[tuple[QRectF, float]] = []
        """Where a call stands out, and how round the corners are."""

        self._pulse = QTimer(self, interval=PULSE_TICK)
        self._pulse.timeout.connect(self._beat)
        self._since = 0

    @property
    def pulsing(self) -> bool:
        """Whether a call stands out."""
        return self._pulse.isActive()

    def standing(self, picture: Picture) -> bool:
        """Return whether a call that this pane shows stands out."""
        raise NotImplementedError

    def show_picture(self, picture: Picture) -> None:
        standing = picture.live and self.standing(picture)
        if standing and not self.pulsing:
            self._since = stopwatch()
            self._pulse.start()
        elif not standing:
            self._pulse.stop()
        super().show_picture(picture)

    def draw_over(self, painter: QPainter) -> None:
        if not self.pulsing:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(LIVE.frame)
        colour.setAlphaF(strength(stopwatch() - self._since))
        width = FRAME * self.unit
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        for frame, radius in self.frames:
            painter.drawRoundedRect(
                frame.adjusted(half, half, -half, -half), radius - half, radius - half
            )

    def _beat(self) -> None:
        """Let the frames, and nothing but the frames, be painted anew."""
        region = QRegion()
        inside = int(FRAME * self.unit * 2.6)
        for frame, _ in self.frames:
            outer = frame.toAlignedRect()
            inner = outer.adjusted(inside, inside, -inside, -inside)
            region += QRegion(outer) - QRegion(inner)
        self.update(region)
