"""A service on the home screen, as a card to be touched."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from kiosk.picture import Card
from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST
from kiosk.views.tightcard import NARROW, draw_tight
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import (
    AMBER,
    AMBER_GROUND,
    BACKGROUND,
    BORDER,
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
NAME_ROW, WORDS_ROW, CHIP_ROW, NOTE_ROW = 46, 40, 50, 38
PAD, TILE, FLAT_TILE = 22, 84, 104
FLAT = 2.6
"""A card so many times as wide as high has its icon beside everything."""

APART = 8
"""So many units lie between a chip and the note beside it."""

WIDE = 540
"""A narrower card has no room for its chip beside the icon, in units."""

PRESSED = QColor("#DCE7F5")
SHUT_GROUND = QColor("#CFDAE8")


class ServiceCard(TouchButton):
    """Paints a `Card`: icon, name, what people call it, and how long it takes.

    A service that gives no number now stays readable, and can be touched: the
    next screen explains why.
    """

    card: Card | None = None

    def show_card(self, card: Card) -> None:
        """Show *card* from now on."""
        if card != self.card:
            self.card = card
            self.setObjectName(f"service-{card.service}")
            said = (card.name, card.shut or card.wait, card.note)
            self.setAccessibleName(". ".join(filter(None, said)))
            self.setAccessibleDescription(card.words)
            self.update()

    def draw(self, ink: Ink, box: QRectF) -> None:
        card, u = self.card, ink.u
        if card is None:
            return
        fill = PRESSED if self.isDown() else BACKGROUND if card.shut else SURFACE
        edge = BORDER if card.shut else LINE
        ink.plate(box, self.radius, fill, edge=edge, width=2 * u)
        if self.scale.large or box.width() < NARROW * u:
            draw_tight(ink, box, card, _chip_look(card))
            return
        inner = box.adjusted(PAD * u, 10 * u, -PAD * u, -10 * u)
        flat = box.width() > max(FLAT * box.height(), WIDE * u)
        if flat and _foot(card, inner, u) <= CHIP_ROW * u:
            # Below the icon the note may have room beside the chip.
            flat = not card.note or _beside(card, u) > inner.width()
        side = min(FLAT_TILE * u, inner.height()) if flat else TILE * u
        left, right = columns_of(inner, (side, 0), 20 * u)
        if flat:
            head, foot = self._stacked(right, card, u)
        elif _crowded(card, right, inner, u):
            # What is left is worth more than the icon; the zone stands above.
            head, foot = rows_of(inner, (0, _foot(card, inner, u)))
            left = QRectF()
        else:
            head, foot = rows_of(right, (0, _foot(card, right, u)))
            foot.setLeft(inner.x())
            left.setBottom(head.bottom())
            left.setWidth(min(left.width(), left.height()))
            head.setLeft(left.right() + 20 * u)
        if not left.isNull():
            self._draw_tile(ink, left, card)
        self._draw_name(ink, head, card)
        self._draw_chip(ink, foot, card)

    def _stacked(self, box: QRectF, card: Card, u: float) -> tuple[QRectF, QRectF]:
        """Return where name and chip stand together in the middle of *box*."""
        under = _foot(card, box, u) / u
        lines = len(_name_lines(card, box.width(), u, box.height() - under * u))
        words = WORDS_ROW if lines == 1 and card.words and not card.note else 0
        name = min(lines * NAME_ROW + words, box.height() / u - under)
        gap = min(10.0, box.height() / u - under - name)
        top = box.center().y() - (name + gap + under) * u / 2
        head = QRectF(box.x(), top, box.width(), name * u)
        foot = QRectF(box.x(), head.bottom() + gap * u, box.width(), under * u)
        return head, foot

    def _draw_tile(self, ink: Ink, box: QRectF, card: Card) -> None:
        side = box.width()
        tile = QRectF(box.x(), box.center().y() - side / 2, side, side)
        ink.plate(tile, side * 0.23, SECOND_INK if card.shut else QColor(card.colour))
        inset = side * 0.2
        draw_icon(ink, tile.adjusted(inset, inset, -inset, -inset), card.icon, WHITE)

    def _draw_name(self, ink: Ink, box: QRectF, card: Card) -> None:
        u = ink.u
        lines = _name_lines(card, box.width(), u, box.height())
        room = box.height() - len(lines) * NAME_ROW * u
        spare = room >= (WORDS_ROW + 6) * u and not card.note
        words = card.words if spare else ""
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
        u, said = ink.u, card.shut or card.wait
        colour, ground, name = _chip_look(card)
        wide = width_of(said, int(CHIP * u), Weight.DemiBold) + 76 * u
        pill = QRectF(box.x(), box.y(), min(wide, box.width()), CHIP_ROW * u)
        ink.plate(pill, pill.height() / 2, ground)
        sign = QRectF(pill.x() + 16 * u, pill.center().y() - 16 * u, 32 * u, 32 * u)
        draw_icon(ink, sign, name, colour)
        text = pill.adjusted(56 * u, 0, -14 * u, 0)
        ink.line(text, said, CHIP * u, colour, align=LEFT, least=LEAST)
        note = QRectF(box.x() + 16 * u, pill.bottom(), 0, NOTE_ROW * u)
        if box.height() <= CHIP_ROW * u + 1:
            note = QRectF(pill.right() + APART * u, pill.y(), 0, pill.height())
        note.setRight(box.right())
        needed = width_of(card.note, int(WORDS * u), Weight.DemiBold)
        if needed <= note.width():
            ink.line(note, card.note, WORDS * u, SECOND_INK, align=LEFT, least=LEAST)


def _foot(card: Card, box: QRectF, u: float) -> float:
    """Return how high the chip and, where there is room, the note below it are."""
    both = (CHIP_ROW + NOTE_ROW) * u
    name = len(_name_lines(card, box.width(), u, box.height() - both)) * NAME_ROW * u
    return both if card.note and name + both <= box.height() else CHIP_ROW * u


def _beside(card: Card, u: float) -> float:
    """Return how wide the chip and the note are beside each other."""
    chip, note = card.shut or card.wait, card.note
    words = (width_of(text, int(CHIP * u), Weight.DemiBold) for text in (chip, note))
    return sum(words) + (76 + APART) * u


def _crowded(card: Card, beside_icon: QRectF, box: QRectF, u: float) -> bool:
    """Return whether the note of *card* has room only where its icon would be."""
    if not card.note or _foot(card, beside_icon, u) > CHIP_ROW * u:
        return False
    room = _foot(card, box, u) > CHIP_ROW * u
    return room and _beside(card, u) > box.width()


def _chip_look(card: Card) -> tuple[QColor, QColor, str]:
    """Return the colour, the ground and the icon of a chip."""
    if card.shut:
        return INK, SHUT_GROUND, "lock"
    if card.people == 0:
        return GREEN, GREEN_GROUND, "circle-check"
    return AMBER, AMBER_GROUND, "users"


def _name_lines(card: Card, width: float, u: float, height: float) -> list[str]:
    """Return the whole name if it fits, on two lines at most, else the short one."""
    names = [_lines(name, width, u) for name in (card.name, card.short)]
    fitting = [lines for lines in names if lines]
    low = [lines for lines in fitting if len(lines) * NAME_ROW * u <= height + 1]
    best = low or fitting
    return best[0] if best else in_two(card.short, width, int(NAME * u), Weight.Bold)


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
