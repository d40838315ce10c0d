"""One line of the list: number, counter, zone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from display.boards import Called
from display.views.tones import DIM, LIVE, Tones
from shared.qt.ink import Ink, columns_of
from shared.qt.theme import DARK_RED, GOLD, NAVY_950, WHITE, Weight, readable_on

CAP_HEIGHT = 0.74
"""How tall a digit is, in sizes of the font."""

ROW_IN_SIZES = 1.14
"""How tall a row is, in sizes of its digits."""

FOUR_DIGITS, TWO_DIGITS, ONE_DIGIT = 2.7, 1.42, 0.78
"""How wide these are in a row, in sizes of its digits."""

EDGES, STAR = 52, 53
"""The gaps and edges of a row, and the room for a star, in units."""

LEFT = Qt.AlignmentFlag.AlignLeft


def row_width(digits: float, unit: float, *, zone: bool) -> float:
    """Return how wide a list is whose digits are so many pixels tall."""
    size = digits / CAP_HEIGHT
    parts = FOUR_DIGITS + TWO_DIGITS + (ONE_DIGIT if zone else 0)
    return parts * size + (48 + EDGES + STAR) * unit


def row_size(width: float, unit: float, *, zone: bool) -> float:
    """Return the size of digits with which a row is *width* pixels wide."""
    parts = FOUR_DIGITS + TWO_DIGITS + (ONE_DIGIT if zone else 0)
    return max(1.0, (width - (EDGES + STAR) * unit) / parts)


def places_in(row: QRectF, unit: float, *, zone: bool) -> tuple[QRectF, ...]:
    """Return the places of number, counter and, if it has one, zone in a row."""
    inner = row.adjusted(16 * unit, 0, -12 * unit, 0)
    size = row_size(row.width(), unit, zone=zone)
    wide = max(TWO_DIGITS * size, 96 * unit)
    last = [max(ONE_DIGIT * size, 60 * unit)] if zone else []
    return tuple(columns_of(inner, (0, wide, *last), 12 * unit))


def draw_row(
    ink: Ink, box: QRectF, row: Called, tones: Tones, ground: QColor, *, zone: bool
) -> None:
    """Draw a row; it is golden as long as its call stands out."""
    gold = row.stands_out and tones is LIVE
    ink.plate(box, min(22 * ink.u, box.height() / 3), GOLD if gold else ground)
    number, counter, *zones = places_in(box, ink.u, zone=zone)
    tallest = box.height() / ROW_IN_SIZES
    size = min(tallest, row_size(box.width(), ink.u, zone=zone))
    _draw_number(ink, number, row, tones, size, gold=gold)
    plate = _middle(counter, min(box.height() * 0.8, size * 1.08))
    pill = NAVY_950 if gold else tones.pill
    ink.plate(plate, min(18 * ink.u, plate.height() / 3), pill)
    ink.line(
        plate.adjusted(6 * ink.u, 0, -6 * ink.u, 0),
        row.counter,
        size,
        GOLD if gold else tones.on_pill,
        weight=Weight.Bold,
    )
    for place in zones if row.zone else ():
        _draw_zone(ink, place, row, tones)


def _middle(box: QRectF, tall: float) -> QRectF:
    """Return the middle of *box*, so tall."""
    return QRectF(box.x(), box.center().y() - tall / 2, box.width(), tall)


def _draw_number(
    ink: Ink, box: QRectF, row: Called, tones: Tones, size: float, *, gold: bool
) -> None:
    reach = min(size * 0.24, 22 * ink.u) if row.priority else 0.0
    wide = ink.line(
        box.adjusted(0, 0, -2.4 * reach, 0),
        row.number,
        size,
        NAVY_950 if gold else tones.listed,
        weight=Weight.Bold,
        align=LEFT,
    )
    if row.priority:
        at = QPointF(box.x() + wide + 1.4 * reach, box.center().y())
        ink.star(at, reach, DARK_RED if gold else tones.number)


def _draw_zone(ink: Ink, box: QRectF, row: Called, tones: Tones) -> None:
    side = min(box.width(), box.height() * 0.66)
    centre = box.center()
    plate = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    ground = QColor(row.zone_colour) if tones is LIVE else DIM
    ink.plate(plate, side * 0.24, ground, edge=WHITE, width=3 * ink.u)
    ink.line(plate, row.zone, side * 0.66, readable_on(ground), weight=Weight.Bold)
