"""The calling pane: the numbers that are asked to come, as large as they can be."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.boards import Board, Called
from display.picture import Picture
from display.texts import Wording
from display.views.badges import Badges
from display.views.ground import paint_night
from display.views.pane import Places, board_at
from display.views.pulsing import PulsingPane
from display.views.tones import LIVE, OLD
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import NAVY_950, Weight

VERY_WIDE = 6.5
"""So many times as wide as tall, a call has everything side by side."""

LOW = 400
"""In a pane lower than so many units all stands side by side."""

LANDSCAPE_HEIGHT = 690.0
"""The height, in units, that the measures below are made for."""


class CallingPane(PulsingPane):
    """Paints one call huge, up to four side by side, or a welcome."""

    def __init__(self, parent: QWidget, wording: Wording, place: int = 0) -> None:
        super().__init__(parent)
        self._place = place
        self._wording = wording
        self._tones = LIVE

    def board(self, picture: Picture) -> Board:
        """Return the board of *picture* whose calls are painted."""
        return board_at(picture, self._place)

    def part(self, picture: Picture) -> object:
        return (self.board(picture).pane, picture.live)

    def spoken(self, picture: Picture) -> str:
        texts = self._wording.texts
        if not self.board(picture).pane:
            return texts.welcome
        return "; ".join(
            f"{texts.now_calling} {call.number} {texts.to_counter} {call.counter}"
            for call in self.board(picture).pane
        )

    def standing(self, picture: Picture) -> bool:
        return any(call.stands_out for call in self.board(picture).pane)

    def draw_ground(self, painter: QPainter) -> None:
        paint_night(painter, QRectF(self.rect()))

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        self.frames.clear()
        box = QRectF(self.rect())
        margin = 32 * ink.u
        inner = box.adjusted(margin, 20 * ink.u, -margin, -24 * ink.u)
        match len(self.board(picture).pane):
            case 0:
                self._draw_welcome(ink, inner)
            case 1:
                self._draw_one(ink, inner, self.board(picture).pane[0])
            case _:
                self._draw_several(ink, inner, self.board(picture).pane)
        return frozenset(
            (call.number, call.counter) for call in self.board(picture).pane
        )

    def _draw_welcome(self, ink: Ink, box: QRectF) -> None:
        words, tones = self._wording, self._tones
        # In a low pane everything is smaller, and the small lines are left out.
        small = box.height() < LOW * ink.u
        u = min(ink.u, box.height() / LOW)
        middle = QRectF(box.x(), box.center().y() - 190 * u, box.width(), 380 * u)
        heights = (
            (190 * u, 0, 190 * u, 0) if small else (130 * u, 60 * u, 110 * u, 60 * u)
        )
        places = _stacked(middle, heights)
        title, bold = min(84 * ink.u, 120 * u), Weight.Bold
        ink.line(places[0], words.texts.welcome, title, tones.title, weight=bold)
        ink.line(places[2], words.texts.welcome_hint, 52 * ink.u, tones.heading)
        if not small:
            ink.line(places[1], words.beside("welcome"), 40 * u, tones.second)
            ink.line(places[3], words.beside("welcome_hint"), 34 * u, tones.second)

    def _draw_heading(self, ink: Ink, box: QRectF, key: str) -> None:
        text = getattr(self._wording.texts, key)
        heading, beside = rows_of(box, (box.height() * 0.66, 0))
        ink.line(
            heading,
            text,
            heading.height() * 0.82,
            self._tones.heading,
            weight=Weight.Bold,
        )
        ink.line(beside, self._wording.beside(key), 34 * ink.u, self._tones.second)

    def _draw_one(self, ink: Ink, box: QRectF, call: Called) -> None:
        key = "calling_again" if call.recall else "now_calling"
        if box.height() < LOW * ink.u:
            self._draw_low(ink, box, call, key)
            return
        v = min(box.height() / LANDSCAPE_HEIGHT, 1.25 * ink.u)
        heading, number, foot = rows_of(box, (120 * v, 0, 168 * v), 18 * v)
        self._draw_heading(ink, heading, key)
        self._draw_number(ink, number, call)
        pill, about = columns_of(foot, (foot.width() * 0.56, 0), 28 * ink.u)
        badges = Badges(ink, self._wording, self._tones)
        badges.counter(pill, call.counter)
        badges.about(about, call)

    def _draw_low(self, ink: Ink, box: QRectF, call: Called, key: str) -> None:
        """Draw the number and where to go beside each other."""
        heading, cell = rows_of(box, (54 * ink.u, 0), 6 * ink.u)
        text = getattr(self._wording.texts, key)
        colour, bold = self._tones.heading, Weight.Bold
        ink.line(heading, text, 46 * ink.u, colour, weight=bold)
        self._draw_cell(ink, cell, call)

    def _draw_number(self, ink: Ink, box: QRectF, call: Called) -> None:
        radius = 36 * ink.u
        ink.plate(box, radius, NAVY_950, edge=self._tones.frame, width=3 * ink.u)
        if call.stands_out:
            self.frames.append((box, radius))
        inner = box.adjusted(36 * ink.u, 0, -36 * ink.u, 0)
        self._write_number(ink, inner, call, box.height() * 1.06)

    def _write_number(self, ink: Ink, box: QRectF, call: Called, size: float) -> None:
        ink.line(box, call.number, size, self._tones.number, weight=Weight.ExtraBold)

    def _draw_several(self, ink: Ink, box: QRectF, calls: tuple[Called, ...]) -> None:
        heading, rest = rows_of(box, (104 * ink.u, 0), 10 * ink.u)
        self._draw_heading(ink, heading, "now_calling")
        for cell, call in zip(_cells(rest, len(calls), 16 * ink.u), calls, strict=True):
            self._draw_cell(ink, cell, call)

    def _draw_cell(self, ink: Ink, cell: QRectF, call: Called) -> None:
        radius = 28 * ink.u
        ink.plate(cell, radius, NAVY_950, edge=self._tones.frame, width=3 * ink.u)
        if call.stands_out:
            self.frames.append((cell, radius))
        inset = min(18 * ink.u, cell.height() * 0.1)
        inside = cell.adjusted(22 * ink.u, inset, -22 * ink.u, -inset)
        if cell.width() > 2.6 * cell.height():
            self._draw_wide(ink, inside, call)
        else:
            self._draw_tall(ink, inside, call)

    def _draw_wide(self, ink: Ink, box: QRectF, call: Called) -> None:
        badges = Badges(ink, self._wording, self._tones)
        bare = not call.zone and not call.priority
        if box.width() > VERY_WIDE * box.height() and not bare:
            widths = (box.width() * 0.44, box.width() * 0.32, 0)
            number, pill, marks = columns_of(box, widths, 20 * ink.u)
        else:
            number, right = columns_of(box, (box.width() * 0.52, 0), 24 * ink.u)
            marked = 0 if bare else right.height() * 0.36
            pill, marks = right, right
            if marked:
                pill, marks = rows_of(right, (0, marked), 8 * ink.u)
        self._write_number(ink, number, call, number.height() * 1.12)
        badges.counter(pill, call.counter)
        badges.marks(marks, call)

    def _draw_tall(self, ink: Ink, box: QRectF, call: Called) -> None:
        number, foot = rows_of(box, (0, box.height() * 0.33), 12 * ink.u)
        self._write_number(ink, number, call, number.height() * 1.2)
        badges = Badges(ink, self._wording, self._tones)
        if not call.zone and not call.priority:
            badges.counter(foot, call.counter)
            return
        pill, marks = columns_of(foot, (foot.width() * 0.46, 0), 14 * ink.u)
        badges.counter(pill, call.counter)
        badges.marks(marks, call)


def _stacked(box: QRectF, heights: Sequence[float]) -> list[QRectF]:
    """Return rows of *box* of exactly these heights, also of none."""
    tops = accumulate(heights, initial=box.y())
    return [
        QRectF(box.x(), top, box.width(), tall)
        for top, tall in zip(tops, heights, strict=False)
    ]


def _cells(box: QRectF, count: int, gap: float) -> list[QRectF]:
    """Return *count* cells of *box*: two below each other, more side by side too."""
    if count == 2:
        return rows_of(box, ((box.height() - gap) / 2, 0), gap)
    half = (box.width() - gap) / 2
    top, bottom = rows_of(box, ((box.height() - gap) / 2, 0), gap)
    below = columns_of(bottom, (half, 0), gap)
    return [top, *below] if count == 3 else [*columns_of(top, (half, 0), gap), *below]
