"""Writes and draws on a pane: one line into one box, never wider than the box."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from shared.qt import motif
from shared.qt.theme import HIGHEST_ACCENT, Weight, font, metrics

LEAST = 26
"""No writing is smaller than this many units, even where a name is long."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line that was written, for whoever checks that it fits."""

    text: str
    width: float
    box: QRectF
    top: float
    """How high its highest accent may reach."""

    cut: bool
    place: QRectF
    """Where its letters are, from the base line up to its capitals."""

    pixels: int
    colour: QColor


def width_of(text: str, pixels: int, weight: Weight) -> float:
    """Return how wide *text* is."""
    return metrics(pixels, weight).horizontalAdvance(text)


def fitting(
    text: str, width: float, pixels: float, weight: Weight, least: float
) -> int:
    """Return the size at which *text* fits into *width*: *pixels* or smaller."""
    size, smallest = int(pixels), max(1, int(least))
    while size > smallest and (natural := width_of(text, size, weight)) > width:
        size = max(smallest, min(size - 1, int(size * width / natural)))
    return size


def in_two(text: str, width: float, pixels: int, weight: Weight) -> list[str]:
    """Return *text* on one line, or on two as equal as its words allow."""
    words = text.split()
    if width_of(text, pixels, weight) <= width or len(words) < 2:
        return [text]
    splits = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    return list(
        min(splits, key=lambda two: max(width_of(t, pixels, weight) for t in two))
    )


class Ink:
    """A painter that knows the unit of the screen and remembers what it wrote."""

    growth = 1.0
    """How many times larger than asked for it writes, where there is room."""

    def __init__(self, painter: QPainter, unit: float, written: list[Written]) -> None:
        hint = QPainter.RenderHint
        painter.setRenderHints(hint.Antialiasing | hint.TextAntialiasing)
        self.painter = painter
        self.u = unit
        self._written = written

    def tone(self, colour: QColor) -> QColor:
        """Return what *colour* is written in here."""
        return colour

    def ground(self, colour: QColor) -> QColor:
        """Return what a ground of *colour* is here."""
        return colour

    def line(
        self,
        box: QRectF,
        text: str,
        size: float,
        colour: QColor,
        *,
        weight: Weight = Weight.DemiBold,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        least: float = LEAST,
    ) -> float:
        """Write *text* into *box*, *size* pixels tall or smaller; return its width.

        Capitals and digits stand in the middle of the box's height.
        """
        if not text:
            return 0.0
        pixels = fitting(text, box.width(), size, weight, min(size, least * self.u))
        measures = metrics(pixels, weight)
        cut = measures.horizontalAdvance(text) > box.width()
        if cut:
            mode = Qt.TextElideMode.ElideRight
            text = measures.elidedText(text, mode, box.width())
        width = measures.horizontalAdvance(text)
        base = box.center().y() + measures.capHeight() / 2
        self.painter.setFont(font(pixels, weight))
        self.painter.setPen(colour)
        self.painter.drawText(QPointF(_start(box, width, align), base), text)
        high = HIGHEST_ACCENT * pixels if any(map(str.isalpha, text)) else 0.8 * pixels
        start, tall = _start(box, width, align), measures.capHeight()
        place = QRectF(start, base - tall, width, tall)
        written = Written(text, width, box, base - high, cut, place, pixels, colour)
        self._written.append(written)
        return width

    def paragraph(
        self,
        box: QRectF,
        text: str,
        size: float,
        colour: QColor,
        *,
        weight: Weight = Weight.Medium,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        least: float = LEAST,
    ) -> int:
        """Write *text* on one line of *box*, or on two; return how many."""
        lines = in_two(text, box.width(), int(size), weight)
        height = box.height() / len(lines)
        for place, line in enumerate(lines):
            part = QRectF(box.x(), box.y() + place * height, box.width(), height)
            tall = min(size, height / HIGHEST_ACCENT)
            self.line(part, line, tall, colour, weight=weight, align=align, least=least)
        return len(lines)

    def plate(
        self,
        box: QRectF,
        radius: float,
        fill: QColor,
        *,
        edge: QColor | None = None,
        width: float = 0.0,
    ) -> None:
        """Draw a rounded plate; its edge lies inside the box."""
        half = width / 2
        self.painter.setPen(QPen(edge, width) if edge else Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(
            box.adjusted(half, half, -half, -half), radius, radius
        )

    def star(self, centre: QPointF, radius: float, colour: QColor) -> None:
        """Draw a five-pointed star."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawPath(motif.star(centre, radius))


def rows_of(box: QRectF, heights: Sequence[float], gap: float = 0.0) -> list[QRectF]:
    """Return rows of *box* from its top; a height of 0 takes what is left."""
    left = box.height() - sum(heights) - gap * (len(heights) - 1)
    result, top = [], box.y()
    for height in heights:
        tall = height or left
        result.append(QRectF(box.x(), top, box.width(), tall))
        top += tall + gap
    return result


def columns_of(box: QRectF, widths: Sequence[float], gap: float = 0.0) -> list[QRectF]:
    """Return columns of *box* from its left; a width of 0 takes what is left."""
    left = box.width() - sum(widths) - gap * (len(widths) - 1)
    result, start = [], box.x()
    for width in widths:
        wide = width or left
        result.append(QRectF(start, box.y(), wide, box.height()))
        start += wide + gap
    return result


def _start(box: QRectF, width: float, align: Qt.AlignmentFlag) -> float:
    match align:
        case Qt.AlignmentFlag.AlignLeft:
            return box.x()
        case Qt.AlignmentFlag.AlignRight:
            return box.right() - width
        case _:
            return box.center().x() - width / 2
