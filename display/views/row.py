"""One line of the list: number, counter, zone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from display.picture import Called
from display.views.tones import DIM, LIVE, Tones
from shared.qt.ink import Ink, columns_of
from shared.qt.theme import DARK_RED, GOLD, NAVY_950, WHITE, Weight, readable_on

ROW_IN_SIZES = 1.22
"""How tall a row is, in sizes of its digits."""

LEFT = Qt.AlignmentFlag.AlignLeft


def places_in(row: QRectF, unit: float) -> tuple[QRectF, QRectF, QRectF]:
    """Return the places of number, counter and zone in a row."""
    inner = row.adjusted(16 * unit, 0, -12 * unit, 0)
    wide = min(row.width() * 0.23, 240 * unit)
    zone = min(wide * 0.72, 150 * unit)
    number, counter, last = columns_of(inner, (0, wide, zone), 12 * unit)
    return number, counter, last


def draw_row(ink: Ink, box: QRectF, row: Called, tones: Tones, ground: QColor) -> None:
    """Draw a row; it is golden as long as its call stands out."""
    gold = row.stands_out and tones is LIVE
    ink.plate(box, min(22 * ink.u, box.height() / 3), GOLD if gold else ground)
    number, counter, zone = places_in(box, ink.u)
    _draw_number(ink, number, row, tones, gold=gold)
    inset = box.height() * 0.1
    plate = counter.adjusted(0, inset, 0, -inset)
    pill = NAVY_950 if gold else tones.pill
    ink.plate(plate, min(18 * ink.u, plate.height() / 3), pill)
    ink.line(
        plate.adjusted(8 * ink.u, 0, -8 * ink.u, 0),
        row.counter,
        box.height() / ROW_IN_SIZES * 0.86,
        GOLD if gold else tones.on_pill,
        weight=Weight.Bold,
    )
    if row.zone:
        _draw_zone(ink, zone, row, tones)


def _draw_number(
    ink: Ink, box: QRectF, row: Called, tones: Tones, *, gold: bool
) -> None:
    size = box.height() / ROW_IN_SIZES
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
