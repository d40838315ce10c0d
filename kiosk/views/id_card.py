"""Where a citizen is asked to show an ID card."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import CENTRE, LEFT, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import (
    AMBER,
    AMBER_GROUND,
    INK,
    LINE,
    NAVY_700,
    SECOND_INK,
    SURFACE,
    WHITE,
    Weight,
)

WIDEST, HIGHEST, SIDE = 1240, 1080, 48
BUTTON, RADIUS = 130, 32
TITLE, HOW, ADVICE, PRIVACY = 60, 42, 38, 34
CARD_WIDE, CARD_TALL = 420, 265
"""Units of the drawn card: the shape of a real one, 85.6 by 54 mm."""


class IdCardView(Sheet):
    """Paints a card, how to show it, and what is done with it.

    Signals:
        back_wanted: A citizen wants to choose anew.
        without_wanted: A citizen has no card.
    """

    back_wanted = Signal()
    without_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("id-card", parent)
        self.back = PlainButton("card-back", self, icon="arrow-left", look=Look.OTHER)
        self.back.clicked.connect(self.back_wanted)
        self.without = PlainButton(
            "without-card", self, icon="ticket", look=Look.OTHER, size=44
        )
        self.without.clicked.connect(self._on_without)

    def say(self, picture: Picture) -> None:
        self.back.say(picture.texts.card.back)
        self.without.say(picture.texts.card.without)
        self.without.setEnabled(True)

    def spoken(self, picture: Picture) -> str:
        words = picture.texts.card
        return " ".join(
            filter(None, (picture.advice, f"{words.title}.", words.how, words.privacy))
        )

    def arrange(self) -> None:
        scale, panel = self.scale, self._panel()
        u = scale.u
        tall = max(BUTTON * u, scale.target)
        inner = panel.adjusted(SIDE * u, 0, -SIDE * u, -44 * u)
        foot = QRectF(inner.x(), inner.bottom() - tall, inner.width(), tall)
        first, second = columns_of(foot, (foot.width() * 0.4, 0), scale.gap)
        self.back.place(first, scale)
        self.without.place(second, scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        panel, u = self._panel(), ink.u
        shadow(ink.painter, panel, RADIUS * u, u)
        ink.plate(panel, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        inner = panel.adjusted(SIDE * u, 32 * u, -SIDE * u, 0)
        inner.setBottom(self.back.y() - 28 * u)
        across = min(CARD_WIDE * u, 0.3 * inner.width())
        if box.width() > box.height():
            drawn, words = columns_of(inner, (across, 0), 40 * u)
        else:
            drawn, words = rows_of(
                inner, (min(0.4 * inner.height(), 380 * u), 0), 20 * u
            )
        _draw_card(ink, drawn)
        self._draw_words(ink, words, picture)

    def _draw_words(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, words = ink.u, picture.texts.card
        shares = (0.25, 0.38, 0.37)
        spare = box.height() - 40 * u
        title, middle, privacy = rows_of(box, [spare * part for part in shares], 20 * u)
        side = LEFT if self.width() > self.height() else CENTRE
        paragraph(
            ink, title, words.title, TITLE * u, INK, weight=Weight.Bold, align=side
        )
        if picture.advice:
            ink.plate(middle, 20 * u, AMBER_GROUND, edge=AMBER, width=3 * u)
            sign, said = columns_of(
                middle.adjusted(24 * u, 8 * u, -24 * u, -8 * u), (64 * u, 0), 20 * u
            )
            draw_icon(ink, sign, "rotate-ccw", AMBER)
            paragraph(
                ink,
                said,
                picture.advice,
                ADVICE * u,
                INK,
                weight=Weight.Bold,
                align=LEFT,
            )
        else:
            paragraph(
                ink, middle, words.how, HOW * u, INK, weight=Weight.DemiBold, align=side
            )
        sign, said = columns_of(privacy, (56 * u, 0), 20 * u)
        draw_icon(ink, sign, "shield", NAVY_700)
        paragraph(ink, said, words.privacy, PRIVACY * u, SECOND_INK, align=LEFT)

    def _on_without(self) -> None:
        # The next touch finds nothing to touch, however quick it is.
        self.without.setEnabled(False)
        self.without_wanted.emit()

    def _panel(self) -> QRectF:
        u = self.scale.u
        flat = self.width() > self.height()
        wide = min(self.width() - 96 * u, (1.4 if flat else 1) * WIDEST * u)
        tall = min(self.height() - 56 * u, HIGHEST * u)
        panel = QRectF(0, 0, wide, tall)
        panel.moveCenter(QRectF(self.rect()).center())
        return panel


def _draw_card(ink: Ink, box: QRectF) -> None:
    """Draw a card with its code at the upper right, and the light that reads it."""
    size = min(box.width() / CARD_WIDE, box.height() / (CARD_TALL + 60))
    card = QRectF(0, 0, CARD_WIDE * size, CARD_TALL * size)
    card.moveCenter(box.center())
    ink.plate(card, 22 * size, WHITE, edge=NAVY_700, width=5 * size)
    face = QRectF(card.x() + 30 * size, card.y() + 84 * size, 112 * size, 140 * size)
    ink.plate(face, 12 * size, QColor("#DCE7F5"), edge=NAVY_700, width=3 * size)
    draw_icon(
        ink,
        face.adjusted(12 * size, 18 * size, -12 * size, -18 * size),
        "user",
        NAVY_700,
    )
    pen = QPen(ink.tone(NAVY_700), 9 * size, c=Qt.PenCapStyle.RoundCap)
    ink.painter.setPen(pen)
    left = face.right() + 28 * size
    for place, wide in enumerate((70, 70, 210, 170)):
        y = card.y() + (70 + 46 * place) * size
        ink.painter.drawLine(QPointF(left, y), QPointF(left + wide * size, y))
    code = QRectF(
        card.right() - 122 * size, card.y() + 22 * size, 100 * size, 100 * size
    )
    ink.plate(code.adjusted(-6 * size, -6 * size, 6 * size, 6 * size), 10 * size, WHITE)
    draw_icon(ink, code, "qr-code", INK)
