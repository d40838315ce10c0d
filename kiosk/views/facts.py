"""What a citizen should know of a service: where, how many ahead, how long."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from kiosk.picture import Choice
from kiosk.showing import people_words
from kiosk.texts import Texts
from kiosk.views.scale import LEAST
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, rows_of, width_of
from shared.qt.theme import INK, LINE, NAVY_700, SECOND_INK, Weight

RIGHT = Qt.AlignmentFlag.AlignRight
LABEL, VALUE = 34, 42
LARGER = (1.3, 1.2, 1.1)
LOW_ROW = 120
"""Higher rows are written larger, in units, if there is room."""

SIGN, STACKED_ROW = 62, 96

Line = tuple[str, str, QColor]
"""A label, its value, and the colour of its sign."""

ICONS = ("map-pin", "users", "clock")


def draw_facts(ink: Ink, box: QRectF, choice: Choice, texts: Texts) -> None:
    """Write the three facts into *box*, one below the other."""
    people = people_words(choice.people, texts)
    lines: tuple[Line, ...] = (
        (texts.where, choice.where, QColor(choice.colour)),
        (texts.ahead, people, NAVY_700),
        (texts.wait, choice.wait, NAVY_700),
    )
    rows = rows_of(box, [box.height() / len(lines)] * len(lines))
    if _narrow(lines, rows[0], ink.u):
        _draw_stacked(ink, rows, lines)
        return
    size = _size(lines, rows[0], ink.u)
    for row, (label, value, colour), sign in zip(rows, lines, ICONS, strict=True):
        _draw_sign(ink, row, sign, colour)
        _draw_fact(ink, row, label, value, size=size)
        if row is not rows[-1]:
            edge = QRectF(row.x(), row.bottom() - ink.u, row.width(), 2 * ink.u)
            ink.painter.fillRect(edge, LINE)


def _narrow(lines: Iterable[Line], row: QRectF, u: float) -> bool:
    """Return whether a label and its value need a line each."""
    widest = max(_width(label, value, u) for label, value, _ in lines)
    return widest > row.width() and row.height() >= STACKED_ROW * u


def _draw_stacked(ink: Ink, rows: list[QRectF], lines: tuple[Line, ...]) -> None:
    u = ink.u
    for row, (label, value, colour), sign in zip(rows, lines, ICONS, strict=True):
        _draw_sign(ink, row, sign, colour)
        words = row.adjusted(SIGN * u, 8 * u, 0, -8 * u)
        above, below = rows_of(words, (words.height() * 0.44, 0))
        ink.line(above, label, LEAST * u, SECOND_INK, align=LEFT, least=LEAST)
        ink.line(
            below, value, VALUE * u, INK, weight=Weight.Bold, align=LEFT, least=LEAST
        )


def _draw_sign(ink: Ink, row: QRectF, name: str, colour: QColor) -> None:
    size = 44 * ink.u
    box = QRectF(row.x(), row.center().y() - size / 2, size, size)
    draw_icon(ink, box, name, colour)


def _draw_fact(ink: Ink, row: QRectF, label: str, value: str, *, size: float) -> None:
    u = ink.u
    inner = row.adjusted(SIGN * u, 0, 0, 0)
    size = u * size
    needed = width_of(value, int(VALUE * size), Weight.Bold)
    right = QRectF(inner)
    right.setLeft(inner.right() - min(needed + 2, inner.width() * 0.62))
    left = QRectF(inner)
    left.setRight(right.left() - 20 * u)
    ink.line(
        left,
        label,
        LABEL * size,
        SECOND_INK,
        weight=Weight.Medium,
        align=LEFT,
        least=LEAST,
    )
    ink.line(
        right, value, VALUE * size, INK, weight=Weight.Bold, align=RIGHT, least=LEAST
    )


def _size(lines: Iterable[Line], row: QRectF, u: float) -> float:
    """Return how much larger than usual all of *lines* can be written."""
    if row.height() <= LOW_ROW * u:
        return 1.0
    widest = max(_width(label, value, u) for label, value, _ in lines)
    return next((size for size in LARGER if size * widest <= row.width()), 1.0)


def _width(label: str, value: str, u: float) -> float:
    words = width_of(label, int(LABEL * u), Weight.Medium)
    return words + width_of(value, int(VALUE * u), Weight.Bold) + (SIGN + 24) * u
