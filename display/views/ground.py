"""The night-blue ground of the panes, with the drum of Đông Sơn."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QLinearGradient, QPainter

from shared.qt.motif import drum
from shared.qt.theme import NAVY_800, NAVY_950

DRUM_OPACITY = 0.10


def paint_night(painter: QPainter, box: QRectF) -> None:
    """Paint the ground of the calling pane."""
    shade = QLinearGradient(box.topLeft(), box.bottomRight())
    shade.setColorAt(0, NAVY_800)
    shade.setColorAt(1, NAVY_950)
    painter.fillRect(box, shade)
    size = int(min(box.width(), box.height() * 1.15))
    if size > 0:
        picture = drum(size, "#C9D8EC", DRUM_OPACITY)
        painter.drawPixmap(
            int(box.center().x() - size / 2), int(box.center().y() - size / 2), picture
        )


def forget_night() -> None:
    """Give back the memory of the drums that were drawn so far."""
    drum.cache_clear()
