"""The ornaments: the drum of Đông Sơn, and a gold star on red."""

from functools import cache, lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from shared.qt.theme import GOLD, RED

RAYS = 14
RINGS = (0.34, 0.37, 0.50, 0.53, 0.66, 0.69, 0.84, 0.96, 1.0)
"""The rings of the drum, in shares of its radius."""


# On a 4K panel one takes 13 MB, and each layout of a screen needs another size; a kiosk
# has about six, and to draw one anew would hold up a touch by 10 ms.
@lru_cache(maxsize=8)
def drum(pixels: int, colour: str, opacity: float) -> QPixmap:
    """Return the drum, *pixels* high and wide, as a faint line drawing."""
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(opacity)
    painter.translate(pixels / 2, pixels / 2)
    _draw_drum(painter, pixels / 2 - 1, QColor(colour))
    painter.end()
    return result


@cache
def emblem(pixels: int) -> QPixmap:
    """Return a gold star on a red disc, for an office with no picture of its own."""
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = pixels * 0.04
    painter.setPen(QPen(GOLD, edge))
    painter.setBrush(RED)
    painter.drawEllipse(QRectF(edge, edge, pixels - 2 * edge, pixels - 2 * edge))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GOLD)
    painter.drawPath(star(QPointF(pixels / 2, pixels * 0.52), pixels * 0.3))
    painter.end()
    return result


def star(
    centre: QPointF, radius: float, points: int = 5, waist: float = 0.382
) -> QPainterPath:
    """Return a star that stands on two of its points."""
    path = QPainterPath()
    for corner in range(2 * points):
        reach = radius if corner % 2 == 0 else radius * waist
        angle = pi * corner / points - pi / 2
        at = QPointF(centre.x() + reach * cos(angle), centre.y() + reach * sin(angle))
        if corner:
            path.lineTo(at)
        else:
            path.moveTo(at)
    path.closeSubpath()
    return path


def _draw_drum(painter: QPainter, radius: float, colour: QColor) -> None:
    thin = QPen(colour, max(1.0, radius / 160))
    painter.setPen(thin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share in RINGS:
        painter.drawEllipse(QPointF(0, 0), share * radius, share * radius)
    _draw_beads(painter, 0.435 * radius, 0.028 * radius, 36)
    _draw_strokes(painter, 0.54 * radius, 0.65 * radius, 72)
    _draw_birds(painter, 0.765 * radius, 0.05 * radius, 10)
    _draw_strokes(painter, 0.85 * radius, 0.95 * radius, 120)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(star(QPointF(0, 0), 0.33 * radius, RAYS, 0.34))


def _draw_beads(painter: QPainter, ring: float, size: float, count: int) -> None:
    for place in range(count):
        angle = 2 * pi * place / count
        painter.drawEllipse(QPointF(ring * cos(angle), ring * sin(angle)), size, size)


def _draw_strokes(painter: QPainter, inner: float, outer: float, count: int) -> None:
    for place in range(count):
        angle = 2 * pi * place / count
        x, y = cos(angle), sin(angle)
        start, end = QPointF(inner * x, inner * y), QPointF(outer * x, outer * y)
        painter.drawLine(start, end)


def _draw_birds(painter: QPainter, ring: float, size: float, count: int) -> None:
    """Draw birds with long beaks that fly round the drum against the clock."""
    bird = QPainterPath(QPointF(-3.4 * size, 0))
    bird.quadTo(-1.2 * size, -0.7 * size, 0, -0.5 * size)
    bird.quadTo(0.4 * size, -1.6 * size, 2.2 * size, -1.5 * size)
    bird.quadTo(1.2 * size, -0.4 * size, 2.8 * size, 0.9 * size)
    bird.quadTo(0, 0.9 * size, -1.2 * size, 0.4 * size)
    bird.closeSubpath()
    for place in range(count):
        painter.save()
        painter.rotate(360 * place / count)
        painter.translate(0, -ring)
        painter.drawPath(bird)
        painter.restore()
