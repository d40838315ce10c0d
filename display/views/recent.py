"""The list of the last calls, and below it the numbers that nobody came for."""

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.picture import Called, Picture
from display.texts import Wording
from display.views.pane import Pane, Places
from display.views.row import LEFT, ROW_IN_SIZES, draw_row, places_in
from display.views.tones import LIVE, OLD
from shared.qt.ink import Ink, columns_of, rows_of, width_of
from shared.qt.theme import NAVY_800, NAVY_900, NAVY_950, Weight

CAP_HEIGHT = 0.74
"""How tall a digit is, in sizes of the font."""

LEAST_ROWS = 4
HEAD = 28
"""The size of a column's heading, in units."""


class RecentPane(Pane):
    """Paints as many of the last calls as find room, but all that stand out."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording
        self._tones = LIVE
        self.digit_height = 0.0
        """How tall a digit should be to be read from the last row of chairs."""

    def part(self, picture: Picture) -> object:
        return (picture.rows, picture.missed, picture.live)

    def spoken(self, picture: Picture) -> str:
        texts = self._wording.texts
        rows = ", ".join(f"{row.number} {row.counter}" for row in picture.rows)
        return f"{texts.recent}: {rows}; {texts.missed}: {', '.join(picture.missed)}"

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), NAVY_950)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        u = ink.u
        box = QRectF(self.rect()).adjusted(24 * u, 12 * u, -24 * u, -16 * u)
        if picture.missed:
            box, missed = rows_of(box, (0, 132 * u), 10 * u)
            self._draw_missed(ink, missed, picture.missed)
        heads, rows = rows_of(box, (96 * u, 0))
        self._draw_heads(ink, heads)
        return self._draw_rows(ink, rows, picture.rows)

    def _draw_heads(self, ink: Ink, box: QRectF) -> None:
        u = ink.u
        title, heads = rows_of(box, (58 * u, 0))
        self._draw_title(ink, title.adjusted(12 * u, 0, 0, 0), "recent", 46 * u)
        places = zip(("number", "counter", "zone"), places_in(heads, u), strict=True)
        for key, place in places:
            text = self._both(key, place.width())
            align = LEFT if key == "number" else Qt.AlignmentFlag.AlignHCenter
            ink.line(place, text, HEAD * u, self._tones.second, align=align)

    def _draw_title(self, ink: Ink, box: QRectF, key: str, size: float) -> None:
        """Write a golden title, and small beside it what the second language says."""
        text, beside = getattr(self._wording.texts, key), self._wording.beside(key)
        title, second = self._tones.title, self._tones.second
        wide = ink.line(box, text, size, title, weight=Weight.Bold, align=LEFT)
        rest = box.adjusted(wide + 16 * ink.u, 0, 0, 0)
        ink.line(rest, beside, HEAD * ink.u, second, align=LEFT)

    def _both(self, key: str, room: float) -> str:
        """Return a heading in both languages, or in one where two find no room."""
        text, beside = getattr(self._wording.texts, key), self._wording.beside(key)
        both = f"{text} · {beside}"
        wide = width_of(both, int(HEAD * self.unit), Weight.DemiBold)
        return both if beside and wide <= room else text

    def _draw_rows(self, ink: Ink, box: QRectF, rows: tuple[Called, ...]) -> Places:
        room = int(box.height() / (self._size(box) * ROW_IN_SIZES))
        shown = rows[: max(room, sum(row.stands_out for row in rows))]
        cells = self._cells(box, len(shown), room)
        for place, (row, cell) in enumerate(zip(shown, cells, strict=True)):
            ground = NAVY_800 if place % 2 == 0 else NAVY_900
            draw_row(ink, cell, row, self._tones, ground)
        return frozenset((row.number, row.counter) for row in shown)

    def _size(self, box: QRectF) -> float:
        """Return the size of the digits in a list that is not crowded."""
        wide = box.width() / 6  # leaves four digits the first half
        wanted = max(self.digit_height / CAP_HEIGHT, 70 * self.unit)
        tallest = box.height() / LEAST_ROWS / ROW_IN_SIZES
        return min(wide, wanted, tallest)

    def _cells(self, box: QRectF, count: int, room: int) -> list[QRectF]:
        """Return a cell for each row, side by side where there are more than *room*."""
        gap = 10 * self.unit
        across = 1 if count <= room else 2 if count <= 20 else 4
        down = max(room, 1) if across == 1 else ceil(count / across)
        width = (box.width() - gap * (across - 1)) / across
        height = (box.height() - gap * (down - 1)) / down
        columns = columns_of(box, [width] * across, gap)
        cells = (rows_of(column, [height] * down, gap) for column in columns)
        return [cell for column in cells for cell in column][:count]

    def _draw_missed(self, ink: Ink, box: QRectF, missed: tuple[str, ...]) -> None:
        u, tones = ink.u, self._tones
        ink.plate(box, 22 * u, NAVY_900)
        inner = box.adjusted(20 * u, 8 * u, -20 * u, -8 * u)
        above, below = rows_of(inner, (48 * u, 0))
        text = self._wording.texts.missed
        title, bold = tones.title, Weight.Bold
        wide = ink.line(above, text, 38 * u, title, weight=bold, align=LEFT)
        rest = above.adjusted(wide + 16 * u, 0, 0, 0)
        hint = self._wording.texts.missed_hint
        ink.line(rest, hint, HEAD * u, tones.second, align=LEFT)
        cells = _missed_cells(below, 150 * u, 16 * u)
        for cell, number in zip(cells, missed, strict=False):
            ink.line(cell, number, 54 * u, tones.listed, align=LEFT)


def _missed_cells(box: QRectF, width: float, gap: float) -> list[QRectF]:
    room = max(1, int((box.width() + gap) / (width + gap)))
    return columns_of(box, [width] * room, gap)
