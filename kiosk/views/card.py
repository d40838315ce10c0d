"""A service on the home screen, as a card to be touched."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from kiosk.picture import Card
from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import (
    AMBER,
    AMBER_GROUND,
    GREEN,
    GREEN_GROUND,
    INK,
    LINE,
    SECOND_INK,
    SURFACE,
    WHITE,
    Weight,
)

NAME, LARGE_NAME, WORDS, CHIP = 36, 40, 28, 28
NAME_ROW, WORDS_ROW, CHIP_ROW = 46, 40, 50
PAD, TILE, FLAT_TILE = 22, 84, 104
FLAT = 2.6
"""A card so many times as wide as high has its icon beside everything."""

PRESSED = QColor("#DCE7F5")


class ServiceCard(TouchButton):
    """Paints a `Card`: icon, name, what people call it, and how long it takes."""

    card: Card | None = None

    def show_card(self, card: Card) -> None:
        """Show *card* from now on."""
        if card != self.card:
            self.card = card
            self.setObjectName(f"service-{card.service}")
            self.setAccessibleName(f"{card.name}. {card.wait}")
            self.setAccessibleDescription(card.words)
            self.update()

    def draw(self, ink: Ink, box: QRectF) -> None:
        card, u = self.card, ink.u
        if card is None:
            return
        fill = PRESSED if self.isDown() else SURFACE
        ink.plate(box, self.radius, fill, edge=LINE, width=2 * u)
        inner = box.adjusted(PAD * u, 10 * u, -PAD * u, -10 * u)
        flat = box.width() > FLAT * box.height()
        side = min(FLAT_TILE * u, inner.height()) if flat else TILE * u
        left, right = columns_of(inner, (side, 0), 20 * u)
        if flat:
            head, foot = self._stacked(right, card, u)
        else:
            head, foot = rows_of(right, (0, CHIP_ROW * u))
            foot.setLeft(inner.x())
            left.setBottom(head.bottom())
        self._draw_tile(ink, left, card)
        self._draw_name(ink, head, card)
        self._draw_chip(ink, foot, card)

    def _stacked(self, box: QRectF, card: Card, u: float) -> tuple[QRectF, QRectF]:
        """Return where name and chip stand together in the middle of *box*."""
        lines = len(_name_lines(card, box.width(), u))
        words = WORDS_ROW if lines == 1 and card.words else 0
        name = min(lines * NAME_ROW + words, box.height() / u - CHIP_ROW)
        gap = min(10.0, box.height() / u - CHIP_ROW - name)
        top = box.center().y() - (name + gap + CHIP_ROW) * u / 2
        head = QRectF(box.x(), top, box.width(), name * u)
        foot = QRectF(box.x(), head.bottom() + gap * u, box.width(), CHIP_ROW * u)
        return head, foot

    def _draw_tile(self, ink: Ink, box: QRectF, card: Card) -> None:
        side = box.width()
        tile = QRectF(box.x(), box.center().y() - side / 2, side, side)
        ink.plate(tile, side * 0.23, QColor(card.colour))
        inset = side * 0.2
        draw_icon(ink, tile.adjusted(inset, inset, -inset, -inset), card.icon, WHITE)

    def _draw_name(self, ink: Ink, box: QRectF, card: Card) -> None:
        u = ink.u
        lines = _name_lines(card, box.width(), u)
        room = box.height() - len(lines) * NAME_ROW * u
        words = card.words if room >= (WORDS_ROW + 6) * u else ""
        tall = (len(lines) * NAME_ROW + (WORDS_ROW if words else 0)) * u
        top = box.center().y() - tall / 2
        large = LARGE_NAME if len(lines) == 1 else NAME
        for line in lines:
            row = QRectF(box.x(), top, box.width(), NAME_ROW * u)
            ink.line(
                row, line, large * u, INK, weight=Weight.Bold, align=LEFT, least=NAME
            )
            top += NAME_ROW * u
        if words:
            row = QRectF(box.x(), top, box.width(), WORDS_ROW * u)
            fitted = _whole_words(words, box.width(), u)
            ink.line(row, fitted, WORDS * u, SECOND_INK, align=LEFT, least=LEAST)

    def _draw_chip(self, ink: Ink, box: QRectF, card: Card) -> None:
        u, free = ink.u, card.people == 0
        colour, ground = (GREEN, GREEN_GROUND) if free else (AMBER, AMBER_GROUND)
        wide = width_of(card.wait, int(CHIP * u), Weight.DemiBold) + 76 * u
        pill = QRectF(box.x(), box.y(), min(wide, box.width()), box.height())
        ink.plate(pill, pill.height() / 2, ground)
        sign = QRectF(pill.x() + 16 * u, pill.center().y() - 16 * u, 32 * u, 32 * u)
        draw_icon(ink, sign, "circle-check" if free else "users", colour)
        text = pill.adjusted(56 * u, 0, -14 * u, 0)
        ink.line(text, card.wait, CHIP * u, colour, align=LEFT, least=LEAST)


def _name_lines(card: Card, width: float, u: float) -> list[str]:
    """Return the whole name if it fits on two lines, else the short one."""
    return (
        _lines(card.name, width, u)
        or _lines(card.short, width, u)
        or in_two(card.short, width, int(NAME * u), Weight.Bold)
    )


def _lines(name: str, width: float, u: float) -> list[str]:
    """Return *name* on one line or two; nothing if it does not fit so."""
    lines = in_two(name, width, int(NAME * u), Weight.Bold)
    fits = all(width_of(line, int(NAME * u), Weight.Bold) <= width for line in lines)
    return lines if fits else []


def _whole_words(words: str, width: float, u: float) -> str:
    """Return as many of *words*, which commas part, as *width* has room for."""
    parts = words.split(", ")
    while len(parts) > 1:
        text = ", ".join(parts)
        if width_of(text, int(WORDS * u), Weight.DemiBold) <= width:
            return text
        parts.pop()
    return parts[0]
