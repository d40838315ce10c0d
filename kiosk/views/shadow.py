"""The soft shadow of what lies on the ground: painted once, then put together."""

from functools import cache
from itertools import pairwise, product

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

COLOUR = QColor(10, 36, 68, 9)
LAYERS = 5
REACH = 12
"""How far it goes beyond the plate, in units."""


def shadow(painter: QPainter, box: QRectF, radius: float, u: float) -> None:
    """Paint the shadow of a plate that stands at *box*."""
    plate, reach = box.toRect(), round(REACH * u)
    corner = round(radius) + reach
    outer = plate.adjusted(-reach, -reach, reach, reach)
    if min(outer.width(), outer.height()) <= 2 * corner:
        return
    piece = _piece(round(radius), reach, u)
    across = (outer.left(), outer.left() + corner, outer.right() + 1 - corner)
    down = (outer.top(), outer.top() + corner, outer.bottom() + 1 - corner)
    target = _strips((*across, outer.right() + 1)), _strips((*down, outer.bottom() + 1))
    size = piece.width()
    source = _strips((0, corner, corner + 1, size))
    for row, column in product(range(3), range(3)):
        if (row, column) == (1, 1):
            continue  # the plate will hide it
        (left, wide), (top, tall) = target[0][column], target[1][row]
        (x, width), (y, height) = source[column], source[row]
        painter.drawPixmap(
            QRect(left, top, wide, tall), piece, QRect(x, y, width, height)
        )


def _strips(edges: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(start, end - start) for start, end in pairwise(edges)]


@cache
def _piece(radius: int, reach: int, u: float) -> QPixmap:
    """Return the shadow of the smallest plate, one pixel between its corners."""
    side = 2 * (radius + reach) + 1
    piece = QPixmap(side, side)
    piece.fill(Qt.GlobalColor.transparent)
    box = QRectF(reach, reach, 2 * radius + 1, 2 * radius + 1)
    with QPainter(piece) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(COLOUR)
        for step in range(LAYERS):
            grown = box.adjusted(-step * u, (2 - step) * u, step * u, (4 + step) * u)
            painter.drawRoundedRect(grown, radius + step * u, radius + step * u)
    return piece
