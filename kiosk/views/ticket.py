"""The number a citizen was given: while it is printed, after, and without paper."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.picture import Choice, Picture, Screen
from kiosk.views.code import draw_code
from kiosk.views.facts import draw_facts
from kiosk.views.plain import Look, PlainButton
from kiosk.views.scale import LEAST
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import badge, dark_plate, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, in_two, rows_of
from shared.qt.theme import (
    AMBER,
    GOLD,
    GREEN,
    INK,
    LINE,
    NAVY_700,
    ON_DARK,
    SECOND_INK,
    SURFACE,
    WHITE,
    Weight,
)

SIDE, RADIUS, BUTTON, GAP = 48, 32, 130, 40
TITLE, HINT, NUMBER, NAME_ROW = 60, 34, 330, 44
SIGNS = {
    Screen.PRINTING: ("printer", NAVY_700),
    Screen.TAKE: ("circle-check", GREEN),
    Screen.UNPRINTED: ("triangle-alert", AMBER),
}


class TicketView(Sheet):
    """Paints the number as large as it goes, and what is to be done with it.

    Signals:
        finished: The citizen has the number.
        again_wanted: The citizen says that the paper is not there.
        undo_wanted: The citizen would like to give the number back.
    """

    finished = Signal()
    again_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("ticket", parent)
        self.done = PlainButton("done", self, icon="check", look=Look.SIMPLE)
        self.done.clicked.connect(self.finished)
        self.again = PlainButton("again", self, icon="printer", look=Look.SIMPLE)
        self.again.clicked.connect(self.again_wanted)
        self.undo = PlainButton("undo", self, icon="undo-2", look=Look.OTHER, size=34)
        self.undo.clicked.connect(self.undo_wanted)

    def say(self, picture: Picture) -> None:
        texts = picture.texts
        self.done.say(_done_words(picture))
        self.again.say(texts.print_again)
        self.again.setVisible(picture.doubtful)
        self.undo.say(texts.undo.button.format(seconds=picture.undo))
        may_undo = picture.undo > 0 and picture.screen is not Screen.PRINTING
        self.undo.setVisible(may_undo)
        self.done.setVisible(picture.screen is not Screen.PRINTING)

    def spoken(self, picture: Picture) -> str:
        choice = picture.choice
        number = f" {choice.number}" if choice else ""
        return f"{_title(picture)}{number}. {_hint(picture)}"

    def arrange(self) -> None:
        u = self.scale.u
        tall = max(BUTTON * u, self.scale.target)
        room = QRectF(SIDE * u, self.height() - 44 * u - tall, 0, tall)
        room.setRight(self.width() - SIDE * u)
        if self.undo.isVisibleTo(self):
            room = self._place_undo(room)
        if self.again.isVisibleTo(self):
            gap = max(self.scale.gap, GAP * u)
            first, second = columns_of(room, ((room.width() - gap) / 2, 0), gap)
            self.again.place(first, self.scale)
            self.done.place(second, self.scale)
            return
        wide = min(room.width(), max(self.done.wish(u), 560 * u))
        box = QRectF(room)
        box.setWidth(wide)
        box.moveCenter(room.center())
        self.done.place(box, self.scale)

    def _place_undo(self, room: QRectF) -> QRectF:
        """Put the quiet button at the left of *room*; return what is left of it."""
        u, gap = self.scale.u, max(self.scale.gap, GAP * self.scale.u)
        if self.again.isVisibleTo(self) and self.width() < self.height():
            # Three do not fit beside each other: it stands below the two.
            tall = self.scale.target
            below = QRectF(room.x(), room.bottom() - tall, room.width(), tall)
            self.undo.place(below, self.scale)
            return room.translated(0, -tall - gap)
        wide = min(max(self.undo.wish(u), self.scale.target), 0.46 * room.width())
        self.undo.place(QRectF(room.x(), room.y(), wide, room.height()), self.scale)
        return room.adjusted(wide + gap, 0, 0, 0)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, choice = ink.u, picture.choice
        inner = box.adjusted(SIDE * u, 24 * u, -SIDE * u, 0)
        inner.setBottom(self.done.y() - 32 * u)
        title, hint, body = rows_of(inner, (96 * u, 50 * u, 0), 4 * u)
        self._draw_title(ink, title, picture)
        ink.line(
            hint,
            _hint(picture),
            HINT * u,
            SECOND_INK,
            weight=Weight.Medium,
            least=LEAST,
        )
        if choice is None:
            return
        body = body.adjusted(0, 16 * u, 0, 0)
        if box.width() > box.height():
            number, rest = columns_of(body, (body.width() * 0.5, 0), 32 * u)
        else:
            number, rest = rows_of(body, (body.height() * 0.42, 0), 32 * u)
        self._draw_number(ink, number, choice, picture)
        self._draw_rest(ink, rest, choice, picture)

    def _draw_title(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, text = ink.u, _title(picture)
        sign, colour = SIGNS[picture.screen]
        wide = ink.line(
            box.adjusted(100 * u, 0, -100 * u, 0),
            text,
            TITLE * u,
            INK,
            weight=Weight.Bold,
            least=LEAST,
        )
        left = box.center().x() - wide / 2 - 92 * u
        mark = QRectF(left, box.center().y() - 36 * u, 72 * u, 72 * u)
        draw_icon(ink, mark, sign, colour)

    def _draw_number(
        self, ink: Ink, box: QRectF, choice: Choice, picture: Picture
    ) -> None:
        u = ink.u
        shadow(ink.painter, box, RADIUS * u, u)
        dark_plate(ink, box, RADIUS * u)
        mark = 84 * u if choice.priority else 0.0
        inner = box.adjusted(32 * u, 28 * u, -32 * u, -28 * u)
        label = QRectF(inner.x(), inner.y(), inner.width(), 56 * u)
        words = picture.texts.your_number
        ink.line(label, words, 38 * u, ON_DARK, least=LEAST)
        name = QRectF(label)
        names = in_two(choice.service, inner.width(), int(LEAST * u), Weight.DemiBold)
        name.setHeight(NAME_ROW * u * len(names))
        name.moveBottom(inner.bottom())
        size = (38 if len(names) == 1 else LEAST) * u
        each = [name.height() / len(names)] * len(names)
        for row, line in zip(rows_of(name, each), names, strict=True):
            ink.line(row, line, size, WHITE, least=LEAST)
        rest = QRectF(inner.x(), label.bottom(), inner.width(), 0)
        rest.setBottom(name.top() - mark)
        size = min(NUMBER * u, rest.height() * 1.1)
        ink.line(rest, choice.number or "…", size, GOLD, weight=Weight.ExtraBold)
        if choice.priority:
            star = QRectF(inner.x(), rest.bottom(), inner.width(), 68 * u)
            badge(ink, star, picture.texts.badge)

    def _draw_rest(
        self, ink: Ink, box: QRectF, choice: Choice, picture: Picture
    ) -> None:
        u = ink.u
        shadow(ink.painter, box, RADIUS * u, u)
        ink.plate(box, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        inner = box.adjusted(40 * u, 28 * u, -40 * u, -28 * u)
        if picture.screen is Screen.UNPRINTED:
            words, code = rows_of(inner, (inner.height() * 0.34, 0), 16 * u)
            paragraph(ink, words, picture.sentence, 42 * u, INK, weight=Weight.DemiBold)
            if picture.code:
                draw_code(ink, code, picture.code)
        else:
            draw_facts(ink, inner, choice, picture.texts)


def _done_words(picture: Picture) -> str:
    texts = picture.texts
    if picture.screen is not Screen.UNPRINTED:
        return texts.done
    return texts.have_paper if picture.doubtful else texts.noted


def _title(picture: Picture) -> str:
    texts = picture.texts
    match picture.screen:
        case Screen.TAKE:
            return texts.take
        case Screen.UNPRINTED:
            return texts.print_doubtful if picture.doubtful else texts.not_printed
        case _:
            return texts.printing


def _hint(picture: Picture) -> str:
    texts = picture.texts
    match picture.screen:
        case Screen.TAKE:
            return texts.take_hint
        case Screen.UNPRINTED:
            return picture.choice.where if picture.choice else ""
        case _:
            return texts.printing_hint
