"""The search: what was typed, the results as large buttons, and the keys."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.search import MOST
from kiosk.searching import ERASE, SPACE, SearchRow
from kiosk.views.button import TouchButton
from kiosk.views.keyboard import LETTERS, Keyboard
from kiosk.views.plain import Look, PlainButton
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, in_two, width_of
from shared.qt.theme import (
    BORDER,
    INK,
    LINE,
    NAVY_700,
    SECOND_INK,
    SURFACE,
    WHITE,
    Weight,
)

SIDE, TIGHT_SIDE, TOP, BELOW = 48, 16, 16, 24
MORE = 1.4
"""How wide the button to the next result is, in fingers."""

BAR_EDGE = 12
"""So much of the gap to the bar at the foot belongs to the bar."""

QUERY, NAME, PLACE, HINT = 48, 36, 28, 40
GOOD_ROW = 118
"""A result wants to be so high, in units."""

PRESSED = QColor("#DCE7F5")
TWO_COLUMNS = 1400
"""So many units wide, and results stand in two columns."""


class ResultButton(TouchButton):
    """What was found, and the service that deals with it."""

    row: SearchRow | None = None

    def show_row(self, row: SearchRow) -> None:
        """Show *row* from now on."""
        if row != self.row:
            self.row = row
            self.setAccessibleName(f"{row.name}. {row.place}")
            self.update()

    def draw(self, ink: Ink, box: QRectF) -> None:
        row, u = self.row, ink.u
        if row is None:
            return
        fill = PRESSED if self.isDown() else SURFACE
        edge = BORDER if row.shut else LINE
        ink.plate(box, self.radius, fill, edge=edge, width=2 * u)
        inner = box.adjusted(18 * u, 0, -18 * u, 0)
        side = min(76 * u, box.height() - 20 * u)
        left, words = columns_of(inner, (side, 0), 20 * u)
        tile = QRectF(left.x(), left.center().y() - side / 2, side, side)
        colour = SECOND_INK if row.shut else QColor(row.colour)
        ink.plate(tile, side * 0.23, colour)
        inset = side * 0.2
        draw_icon(ink, tile.adjusted(inset, inset, -inset, -inset), row.icon, WHITE)
        names = in_two(row.name, words.width(), int(LEAST * u), Weight.Bold)
        each = 44 * u if len(names) == 1 else 38 * u
        top = max(8 * u, words.center().y() - 43 * u - (len(names) - 1) * 19 * u)
        size = NAME if len(names) == 1 else LEAST
        for line in names:
            name = QRectF(words.x(), top, words.width(), each)
            ink.line(
                name, line, size * u, INK, weight=Weight.Bold, align=LEFT, least=LEAST
            )
            top += each
        place = QRectF(words.x(), top - 2 * u, words.width(), 30 * u)
        ink.line(place, row.place, PLACE * u, SECOND_INK, align=LEFT, least=LEAST)


class SearchView(Sheet):
    """Paints what was typed; results and keys are to be touched.

    Signals:
        key_touched: A key was touched: a letter, `space`, `erase` or `clear`.
        result_touched: A citizen touched a result: its service, its procedure or None.
        back_wanted: A citizen wants to go back to the services.
    """

    key_touched = Signal(str)
    result_touched = Signal(str, object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("search-sheet", parent)
        self.results = [self._new_result(place) for place in range(MOST)]
        self.keyboard = Keyboard(self, self.key_touched)
        self.back = PlainButton("search-back", self, icon="arrow-left", look=Look.OTHER)
        self.back.clicked.connect(self.back_wanted)
        self.more = PlainButton("more", self, icon="arrow-right", look=Look.OTHER)
        self.more.clicked.connect(self._show_next)
        self._shown: tuple[SearchRow, ...] = ()
        self._first = 0
        self._field = QRectF()
        self._space = QRectF()

    def say(self, picture: Picture) -> None:
        self.keyboard.say(picture)
        self.back.say(picture.texts.search.back)
        self.more.say(picture.texts.search.more)
        shown = picture.search.rows if picture.search else ()
        if shown != self._shown:
            self._shown, self._first = shown, 0

    def spoken(self, picture: Picture) -> str:
        board = picture.search
        if board is None:
            return picture.texts.search.title
        names = ", ".join(row.name for row in board.rows)
        said = (picture.texts.search.title, board.query, names or board.hint)
        return ". ".join(filter(None, said))

    def arrange(self) -> None:
        scale = self.scale
        u, gap = scale.u, scale.gap
        side = (TIGHT_SIDE if scale.tight else SIDE) * u
        inner = QRectF(side, TOP * u, self.width() - 2 * side, 0)
        inner.setBottom(self.height() - max(BELOW * u, gap - BAR_EDGE * u))
        keys = QRectF(inner)
        keys.setTop(inner.bottom() - self.keyboard.height(inner.width(), scale))
        self.keyboard.place(keys, scale)
        least = 2.0 * scale.target
        wide = least if scale.tight else max(self.back.wish(u), least)
        back = QRectF(inner.right() - wide, inner.y(), wide, scale.target)
        self.back.place(back, scale)
        self._field = QRectF(inner.x(), inner.y(), 0, scale.target)
        self._field.setRight(back.left() - gap)
        self._space = QRectF(inner.x(), back.bottom() + gap, inner.width(), 0)
        self._space.setBottom(keys.top() - gap)
        if scale.tight:
            room = QRectF(self._field)
            room.setBottom(keys.top() - gap)
            self._arrange_one(room)
        else:
            self.more.hide()
            self._arrange_results()

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, board, words = ink.u, picture.search, picture.texts.search
        if board is None or self.scale.tight:
            return
        ink.plate(self._field, 24 * u, SURFACE, edge=NAVY_700, width=4 * u)
        inner = self._field.adjusted(24 * u, 0, -24 * u, 0)
        sign, line = columns_of(inner, (52 * u, 0), 20 * u)
        draw_icon(ink, sign.adjusted(0, 12 * u, 0, -12 * u), "search", NAVY_700)
        if board.query:
            self._draw_query(ink, line, board.query)
        else:
            ink.line(line, words.title, QUERY * u, SECOND_INK, align=LEFT, least=LEAST)
        if board.hint:
            hint = board.hint if board.query else f"{board.hint}. {words.no_accents}."
            paragraph(ink, self._space, hint, HINT * u, INK)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        match event.key():
            case Qt.Key.Key_Backspace:
                self.key_touched.emit(ERASE)
            case Qt.Key.Key_Space:
                self.key_touched.emit(SPACE)
            case _ if typed and typed in LETTERS:
                self.key_touched.emit(typed)
            case _:
                super().keyPressEvent(event)

    def _draw_query(self, ink: Ink, box: QRectF, query: str) -> None:
        """Write the end of what was typed, and where the next letter comes."""
        u, pixels = ink.u, int(QUERY * ink.u)
        text = query
        while width_of(text, pixels, Weight.Bold) > box.width() - 16 * u:
            text = text[1:]
        wide = ink.line(box, text, QUERY * u, INK, weight=Weight.Bold, align=LEFT)
        left = box.x() + wide + 4 * u
        mark = QRectF(left, box.center().y() - 30 * u, 4 * u, 60 * u)
        ink.painter.fillRect(mark, ink.tone(NAVY_700))

    def _arrange_results(self) -> None:
        """Put as many results as there is room for into one column or two."""
        scale, space = self.scale, self._space
        gap = scale.gap
        columns = 2 if self.width() >= TWO_COLUMNS * scale.u else 1
        rows = max(1, int((space.height() + gap) / (scale.target + gap)))
        shown = min(len(self._shown), columns * rows)
        each = (space.height() + gap) / rows - gap
        tall = min(max(scale.target, GOOD_ROW * scale.u), each)
        wide = (space.width() - (columns - 1) * gap) / columns
        for place, button in enumerate(self.results):
            button.setVisible(place < shown)
            if place < shown:
                button.show_row(self._shown[place])
                left = space.x() + place % columns * (wide + gap)
                top = space.y() + place // columns * (tall + gap)
                button.place(QRectF(left, top, wide, tall), scale)

    def _arrange_one(self, room: QRectF) -> None:
        """Put one result into *room*, and a button to the next if there are more."""
        count, gap = len(self._shown), self.scale.gap
        for button in self.results[1:]:
            button.hide()
        self.more.setVisible(count > 1)
        self.results[0].setVisible(count > 0)
        if count > 1:
            room, more = columns_of(room, (0, MORE * self.scale.target), gap)
            self.more.place(more, self.scale)
        if count:
            self.results[0].show_row(self._shown[self._first % count])
            self.results[0].place(room, self.scale)

    def _show_next(self) -> None:
        self._first += 1
        self.arrange()

    def _new_result(self, place: int) -> ResultButton:
        button = ResultButton(f"result-{place}", self)
        button.clicked.connect(lambda: self._on_result(button))
        return button

    def _on_result(self, button: ResultButton) -> None:
        if button.row is not None:
            self.result_touched.emit(button.row.service, button.row.procedure)
