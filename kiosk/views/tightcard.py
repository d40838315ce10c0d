"""A service's card where it is narrow, or its name as large as it goes."""

from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from kiosk.picture import Card
from kiosk.views.scale import LEAST
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import HIGHEST_ACCENT, INK, WHITE, Weight

NARROW, WITH_TILE = 400, 420
"""A card this narrow has no room for its icon; from there on there is."""

NAMES, LARGE_NAMES = (40, 36), (60, 56, 52, 48, 44, 40, 36)
SIGNS, LARGE_SIGNS = (28,), (36, 32, 28)
"""The sizes of the name and of the sign below it, in units, best first."""

GOOD_NAME = 44
"""So large a name is large enough to leave the minutes beside the people."""

ACCENT = 0.24
"""So many sizes an accent reaches above its line."""

EDGE, STRIPE, PAD, TILE = 6, 12, 10, 84
SIGN_EDGES, ICON = 22, 1.1


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in lines, and how large."""

    lines: list[str]
    size: float
    weight: Weight

    @property
    def tall(self) -> float:
        """Return how high they are."""
        return len(self.lines) * self.size * HIGHEST_ACCENT

    def fits(self, width: float) -> bool:
        """Return whether no line is wider than *width*."""
        widths = (width_of(line, int(self.size), self.weight) for line in self.lines)
        return max(widths) <= width


def draw_tight(
    ink: Ink, box: QRectF, card: Card, look: tuple[QColor, QColor, str]
) -> None:
    """Draw *card* on its plate; *look* is colour, ground and icon of its sign."""
    u, bold = ink.u, ink.growth > 1
    inner = box.adjusted((PAD + STRIPE) * u, EDGE * u, -PAD * u, -EDGE * u)
    if box.width() >= WITH_TILE * u:
        tile, inner = columns_of(inner, (TILE * u, 0), PAD * u)
        _draw_tile(ink, tile, card)
    elif not bold:
        stripe = QRectF(box.x() + EDGE * u, inner.y() + EDGE * u, STRIPE * u, 0)
        stripe.setBottom(inner.bottom() - EDGE * u)
        ink.plate(stripe, STRIPE * u / 2, QColor(card.colour))
    name, sign = _best(card, inner, u, bold=bold)
    high = name.tall + sign.tall + EDGE * u
    top = inner.center().y() - high / 2 + ACCENT / 2 * name.size
    _write(ink, QRectF(inner.x(), top, inner.width(), name.tall), name, INK)
    foot = QRectF(inner.x(), top + name.tall + EDGE * u, inner.width(), sign.tall)
    _draw_sign(ink, foot, sign, look)


def _best(card: Card, box: QRectF, u: float, *, bold: bool) -> tuple[Lines, Lines]:
    """Return the largest name, and the fullest sign, that fit together."""
    names = [
        _lines(text, size * u, box.width(), Weight.Bold)
        for size in (LARGE_NAMES if bold else NAMES)
        for text in (card.name, card.short)
    ]
    signs = [
        _lines(text, size * u, box.width() - (SIGN_EDGES + size * ICON) * u)
        for text in (card.shut or card.wait, _briefly(card.shut) or card.crowd)
        for size in (LARGE_SIGNS if bold else SIGNS)
    ]
    large = [name for name in names if name.size >= int(GOOD_NAME * u)]
    whole = signs[: len(signs) // 2]
    pairs = [*product(large, whole), *product(names, signs)]
    fitting = (
        (name, sign)
        for name, sign in pairs
        if name.tall + ACCENT * name.size + sign.tall <= box.height()
        and name.fits(box.width())
        and sign.fits(box.width() - _sign_edges(sign, u))
    )
    return next(fitting, pairs[-1])


def _briefly(shut: str) -> str:
    """Return only that it is shut; a touch tells until when."""
    return shut.split(" · ", maxsplit=1)[0]


def _lines(
    text: str, size: float, width: float, weight: Weight = Weight.DemiBold
) -> Lines:
    return Lines(in_two(text, width, int(size), weight), int(size), weight)


def _sign_edges(sign: Lines, u: float) -> float:
    return SIGN_EDGES * u + sign.size * ICON


def _draw_tile(ink: Ink, box: QRectF, card: Card) -> None:
    side = box.width()
    tile = QRectF(box.x(), box.center().y() - side / 2, side, side)
    ink.plate(tile, side * 0.23, QColor(card.colour))
    inset = side * 0.2
    draw_icon(ink, tile.adjusted(inset, inset, -inset, -inset), card.icon, WHITE)


def _draw_sign(
    ink: Ink, box: QRectF, sign: Lines, look: tuple[QColor, QColor, str]
) -> None:
    u, (colour, ground, icon) = ink.u, look
    widest = max(width_of(line, int(sign.size), sign.weight) for line in sign.lines)
    pill = QRectF(box)
    pill.setWidth(min(box.width(), widest + _sign_edges(sign, u) + 2))
    ink.plate(pill, min(pill.height() / 2, 22 * u), ground)
    size = sign.size * ICON
    mark = QRectF(pill.x() + 8 * u, pill.center().y() - size / 2, size, size)
    draw_icon(ink, mark, icon, colour)
    _write(ink, pill.adjusted(14 * u + size, 0, -6 * u, 0), sign, colour)


def _write(ink: Ink, box: QRectF, text: Lines, colour: QColor) -> None:
    rows = rows_of(box, [box.height() / len(text.lines)] * len(text.lines))
    for row, line in zip(rows, text.lines, strict=True):
        ink.line(
            row, line, text.size, colour, weight=text.weight, align=LEFT, least=LEAST
        )
