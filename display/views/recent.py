"""The list of the last calls, and below it the numbers that nobody came for."""

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.boards import Board, Called
from display.picture import Picture
from display.texts import Wording
from display.views.pane import BoardPane, Places
from display.views.row import (
    CAP_HEIGHT,
    LEFT,
    ROW_IN_SIZES,
    draw_row,
    places_in,
    row_size,
)
from display.views.tones import LIVE, OLD
from shared.qt.ink import Ink, columns_of, rows_of, width_of
from shared.qt.theme import NAVY_800, NAVY_900, NAVY_950, Weight

LOW = 430
"""A list lower than so many units does without what is not a number."""

GAP, HEAD = 8, 28
"""What lies between two rows, and how tall a heading is, in units."""


class RecentPane(BoardPane):
    """Paints as many of the last calls as find room, but all that stand out."""

    def __init__(self, parent: QWidget, wording: Wording, place: int = 0) -> None:
        super().__init__(parent, place)
        self._wording = wording
        self._tones = LIVE
        self.digit_height = 0.0
        """How tall a digit should be to be read from the last row of chairs."""

        self.whole = False
        """Whether its list has the calls of the calling pane, which is not there."""

    def part(self, picture: Picture) -> object:
        board = self.board(picture)
        return (self._rows(board), board.missed, picture.live)

    def spoken(self, picture: Picture) -> str:
        texts, board = self._wording.texts, self.board(picture)
        rows = ", ".join(f"{row.number} {row.counter}" for row in self._rows(board))
        return f"{texts.recent}: {rows}; {texts.missed}: {', '.join(board.missed)}"

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), NAVY_950)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        board, u = self.board(picture), ink.u
        box = QRectF(self.rect()).adjusted(24 * u, 12 * u, -24 * u, -16 * u)
        low = box.height() < LOW * u
        if board.missed:
            box, missed = rows_of(box, (0, (72 if low else 140) * u), 10 * u)
            self._draw_missed(ink, missed, board.missed, low=low)
        heads, rows = rows_of(box, ((58 if low else 92) * u, 0))
        self._draw_heads(ink, heads, zone=not board.zone)
        return self._draw_rows(ink, rows, self._rows(board), zone=not board.zone)

    def _draw_heads(self, ink: Ink, box: QRectF, *, zone: bool) -> None:
        u = ink.u
        title, heads = rows_of(box, (58 * u, 0))
        key = "now_calling" if self.whole else "recent"
        self._draw_title(ink, title.adjusted(12 * u, 0, 0, 0), key, 46 * u)
        if heads.height() < HEAD * u:
            return
        places = places_in(heads, u, zone=zone)
        for key, place in zip(("number", "counter", "zone"), places, strict=False):
            text = self._both(key, place.width())
            align = LEFT if key == "number" else Qt.AlignmentFlag.AlignHCenter
            ink.line(place, text, HEAD * u, self._tones.second, align=align)

    def _draw_title(self, ink: Ink, box: QRectF, key: str, size: float) -> None:
        """Write a golden title, and small beside it what the second language says."""
        text, beside = getattr(self._wording.texts, key), self._wording.beside(key)
        title, second = self._tones.title, self._tones.second
        wide = ink.line(box, text, size, title, weight=Weight.Bold, align=LEFT)
        rest = box.adjusted(wide + 16 * ink.u, 0, 0, 0)
        if width_of(beside, int(HEAD * ink.u), Weight.DemiBold) <= rest.width():
            ink.line(rest, beside, HEAD * ink.u, second, align=LEFT)

    def _rows(self, board: Board) -> tuple[Called, ...]:
        return (*board.pane, *board.rows) if self.whole else board.rows

    def _both(self, key: str, room: float) -> str:
        """Return a heading in both languages, or in one where two find no room."""
        text, beside = getattr(self._wording.texts, key), self._wording.beside(key)
        both = f"{text} · {beside}"
        wide = width_of(both, int(HEAD * self.unit), Weight.DemiBold)
        return both if beside and wide <= room else text

    def _draw_rows(
        self, ink: Ink, box: QRectF, rows: tuple[Called, ...], *, zone: bool
    ) -> Places:
        gap, tall = GAP * ink.u, self._size(box, zone=zone) * ROW_IN_SIZES
        room = max(1, int((box.height() + gap) / (tall + gap)))
        shown = rows[: max(room, sum(row.stands_out for row in rows))]
        cells = self._cells(box, max(room, len(shown)), room, zone=zone)
        for place, (row, cell) in enumerate(zip(shown, cells, strict=False)):
            ground = NAVY_800 if place % 2 == 0 else NAVY_900
            draw_row(ink, cell, row, self._tones, ground, zone=zone)
        return frozenset((row.number, row.counter) for row in shown)

    def _size(self, box: QRectF, *, zone: bool) -> float:
        """Return the size of the digits in a list that is not crowded.

        Where the room is small there are fewer rows, not smaller digits.
        """
        wanted = max(self.digit_height / CAP_HEIGHT, 70 * self.unit)
        widest = row_size(box.width(), self.unit, zone=zone)
        return min(widest, wanted, box.height() / ROW_IN_SIZES)

    def _cells(self, box: QRectF, count: int, room: int, *, zone: bool) -> list[QRectF]:
        """Return a cell for each row, so that the digits are as large as they can be.

        More than there is *room* for are calls that stand out: none may be missing.
        """
        gap = GAP * self.unit

        def shape(across: int) -> tuple[float, float]:
            down = ceil(count / across)
            wide = (box.width() - gap * (across - 1)) / across
            return wide, (box.height() - gap * (down - 1)) / down

        def digits(across: int) -> float:
            wide, tall = shape(across)
            size = row_size(wide, self.unit, zone=zone)
            return min(size, tall / ROW_IN_SIZES)

        across = 1 if count <= room else max((1, 2, 3, 4), key=digits)
        width, height = shape(across)
        down = ceil(count / across)
        columns = columns_of(box, [width] * across, gap)
        cells = (rows_of(column, [height] * down, gap) for column in columns)
        return [cell for column in cells for cell in column][:count]

    def _draw_missed(
        self, ink: Ink, box: QRectF, missed: tuple[str, ...], *, low: bool
    ) -> None:
        u, tones = ink.u, self._tones
        ink.plate(box, 22 * u, NAVY_900)
        inner = box.adjusted(20 * u, 8 * u, -20 * u, -8 * u)
        above, below = (inner, inner) if low else rows_of(inner, (50 * u, 0))
        text = self._wording.texts.missed
        title, bold = tones.title, Weight.Bold
        wide = ink.line(above, text, 38 * u, title, weight=bold, align=LEFT)
        rest = above.adjusted(wide + 16 * u, 0, 0, 0)
        if low:
            below = rest
        else:
            hint = self._wording.texts.missed_hint
            if width_of(hint, int(HEAD * u), Weight.DemiBold) <= rest.width():
                ink.line(rest, hint, HEAD * u, tones.second, align=LEFT)
        cells = _missed_cells(below, 172 * u, 16 * u)
        for cell, number in zip(cells, missed, strict=False):
            ink.line(cell, number, 62 * u, tones.listed, align=LEFT)


def _missed_cells(box: QRectF, width: float, gap: float) -> list[QRectF]:
    room = max(1, int((box.width() + gap) / (width + gap)))
    return columns_of(box, [width] * room, gap)
