"""Writes what is longer than a line, and draws what several views share."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from kiosk.views.scale import LEAST
from shared.qt.icons import icon
from shared.qt.ink import Ink, rows_of, width_of
from shared.qt.motif import drum
from shared.qt.theme import GOLD, HIGHEST_ACCENT, NAVY_800, NAVY_950, WHITE, Weight

LINE_HEIGHT = 1.34
LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter


def lines_of(text: str, width: float, pixels: int, weight: Weight) -> list[str]:
    """Return *text* broken into lines that are no wider than *width*."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, pixels, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def evenly(lines: list[str], width: float, pixels: int, weight: Weight) -> list[str]:
    """Return as many lines, as equal as their words allow: none is left with one."""
    text, count = " ".join(lines), len(lines)
    low, high = width / max(1, count), width
    while high - low > pixels / 2:
        middle = (low + high) / 2
        if len(lines_of(text, middle, pixels, weight)) > count:
            low = middle
        else:
            high = middle
    return lines_of(text, high, pixels, weight)


def paragraph(
    ink: Ink,
    box: QRectF,
    text: str,
    size: float,
    colour: QColor,
    *,
    weight: Weight = Weight.Medium,
    align: Qt.AlignmentFlag = CENTRE,
) -> None:
    """Write *text* into *box* on as many lines as it needs."""
    pixels, least = int(size * ink.growth), int(LEAST * ink.u)
    lines = lines_of(text, box.width(), pixels, weight)
    while pixels > least and len(lines) * pixels * LINE_HEIGHT > box.height():
        pixels -= 1
        lines = lines_of(text, box.width(), pixels, weight)
    lines = evenly(lines, box.width(), pixels, weight)
    tall = pixels * LINE_HEIGHT
    middle = QRectF(box)
    middle.setHeight(tall * len(lines))
    middle.moveCenter(box.center())
    spare = (tall - pixels * HIGHEST_ACCENT) / 2
    for row, line in zip(rows_of(middle, [tall] * len(lines)), lines, strict=True):
        row.adjust(0, spare, 0, -spare)  # no line of them becomes larger alone
        ink.line(row, line, pixels, colour, weight=weight, align=align, least=LEAST)


def draw_icon(ink: Ink, box: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon as large as *box* allows."""
    pixels = int(min(box.width(), box.height()))
    at = QPointF(box.center().x() - pixels / 2, box.center().y() - pixels / 2)
    ink.painter.drawPixmap(at, icon(name, pixels, ink.tone(colour)))


def badge(ink: Ink, box: QRectF, text: str) -> None:
    """Write the mark of a priority number: a gold pill with a star, in *box*."""
    u = ink.u
    pixels = int(min(box.height() * 0.56, 44 * u))
    wide = width_of(text, pixels, Weight.Bold) + 112 * u
    pill = QRectF(0, 0, min(wide, box.width()), box.height())
    pill.moveCenter(box.center())
    ink.plate(pill, pill.height() / 2, GOLD, edge=NAVY_950, width=2 * u)
    ink.star(QPointF(pill.x() + 46 * u, pill.center().y()), 20 * u, NAVY_950)
    inner = pill.adjusted(76 * u, 0, -32 * u, 0)
    ink.line(inner, text, pixels, NAVY_950, weight=Weight.Bold, align=LEFT, least=LEAST)


def zone_badge(ink: Ink, box: QRectF, zone: str, colour: QColor) -> None:
    """Draw the number of a zone on its colour."""
    ink.plate(box, box.height() * 0.26, colour)
    ink.line(box, zone, box.height() * 0.68, WHITE, weight=Weight.Bold)


def dark_plate(ink: Ink, box: QRectF, radius: float) -> None:
    """Draw a plate for what is to be seen from afar."""
    if ink.growth > 1:
        ink.plate(box, radius, NAVY_950)
    else:
        night(ink.painter, box, radius)


def night(painter: QPainter, box: QRectF, radius: float = 0.0) -> None:
    """Paint the dark ground with the drum, its corners rounded."""
    shade = QLinearGradient(box.topLeft(), box.bottomRight())
    shade.setColorAt(0, NAVY_800)
    shade.setColorAt(1, NAVY_950)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(box, radius, radius)
    size = int(min(box.width(), box.height()))
    if size > 0:
        at = box.center() - QPointF(size / 2, size / 2)
        painter.drawPixmap(at, drum(size, "#C9D8EC", 0.08))
