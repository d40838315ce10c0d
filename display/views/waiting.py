"""The strip at the foot: who waits for each service, and which counters pause."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from display.boards import Board, Waiting
from display.picture import Picture
from display.texts import Wording
from display.views.pane import BoardPane, Places
from display.views.tones import LIVE, OLD
from shared.qt.ink import Ink, columns_of, rows_of, width_of
from shared.qt.theme import AMBER, AMBER_GROUND, NAVY_900, NAVY_950, Weight

CELL_WIDTH, CELL_HEIGHT, UPCOMING = 310, 92, 42
HEADING, EDGES = 54, 12
ONE_LINE = 900
"""A strip narrower than so many units has a second line, if it has no cells."""

BESIDE = 560
"""And how long they wait stands there, where there is no room beside the count."""

LINE = QColor("#2F4B73")
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
COUNT, TEXT = 48, 28


def strip_height(
    services: int, width: float, unit: float, *, most: float, upcoming: bool
) -> int:
    """Return how tall the strip is; one line, if all would take more than *most*."""
    if not services:
        return 0
    cell = CELL_HEIGHT + (UPCOMING if upcoming else 0)
    down = ceil(services / _across(services, width, unit))
    tall = round((HEADING + EDGES + down * cell) * unit)
    lines = 1 if width >= ONE_LINE * unit else 2
    return tall if tall <= most else round((lines * HEADING + EDGES) * unit)


class WaitingPane(BoardPane):
    """Paints a cell for each service, or a line for all where room is scarce."""

    def __init__(self, parent: QWidget, wording: Wording, place: int = 0) -> None:
        super().__init__(parent, place)
        self._wording = wording
        self._tones = LIVE

    def part(self, picture: Picture) -> object:
        board = self.board(picture)
        return (board.waiting, board.paused, picture.live)

    def spoken(self, picture: Picture) -> str:
        board, texts = self.board(picture), self._wording.texts
        cells = (
            f"{cell.service}: {cell.people} {self._since(cell)}"
            for cell in board.waiting
        )
        paused = [f"{texts.paused} {', '.join(board.paused)}"] if board.paused else []
        return ", ".join([*cells, *paused])

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), NAVY_900)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        board, u = self.board(picture), ink.u
        if not board.waiting:
            return frozenset()
        box = QRectF(self.rect()).adjusted(8 * u, 4 * u, -8 * u, -8 * u)
        heading, cells = rows_of(box, (HEADING * u, 0))
        title = heading.adjusted(20 * u, 4 * u, -20 * u, -4 * u)
        bare = cells.height() < CELL_HEIGHT * u * 0.9
        if bare:
            title = title.adjusted(0, 0, 0, max(0.0, cells.height() - 4 * u))
        self._draw_heading(ink, title, board, bare=bare)
        if not bare:
            self._draw_cells(ink, cells, board.waiting)
        return frozenset()

    def _draw_heading(self, ink: Ink, box: QRectF, board: Board, *, bare: bool) -> None:
        texts, u, tones = self._wording.texts, ink.u, self._tones
        lines = box.height() > 1.4 * HEADING * u
        box, below = rows_of(box, (box.height() / 2, 0)) if lines else (box, box)
        if board.paused:
            box = self._draw_paused(ink, box, below, board.paused)
        elif lines:
            self._draw_together(ink, below, board.waiting, counted=False)
        text, bold = texts.people_wait, Weight.Bold
        wide = ink.line(box, text, 34 * u, tones.title, weight=bold, align=LEFT)
        rest = box.adjusted(wide + 16 * u, 0, 0, 0)
        if bare:
            self._draw_together(ink, rest, board.waiting, counted=True)
            return
        beside = self._wording.beside("people_wait")
        if width_of(beside, int(TEXT * u), Weight.DemiBold) <= rest.width():
            ink.line(rest, beside, TEXT * u, tones.second, align=LEFT)

    def _draw_paused(
        self, ink: Ink, box: QRectF, below: QRectF, paused: tuple[str, ...]
    ) -> QRectF:
        """Say which counters pause, right in *below*; return the rest of *box*."""
        u, bold, live = ink.u, Weight.Bold, self._tones is LIVE
        said = f"{self._wording.texts.paused} {', '.join(paused)}"
        wide = width_of(said, int(32 * u), bold) + 40 * u
        most = below.width() * (0.6 if below == box else 1.0)
        rest, chip = columns_of(below, (0, min(wide, most)), 16 * u)
        ink.plate(chip, chip.height() / 2, AMBER_GROUND if live else NAVY_950)
        inner = chip.adjusted(18 * u, 0, -18 * u, 0)
        colour = AMBER if live else self._tones.listed
        ink.line(inner, said, 32 * u, colour, weight=bold)
        return rest if below == box else box

    def _draw_cells(self, ink: Ink, box: QRectF, waiting: tuple[Waiting, ...]) -> None:
        u, upcoming = ink.u, any(cell.upcoming for cell in waiting)
        across = _across(len(waiting), self.width(), u)
        down = ceil(len(waiting) / across)
        least = CELL_HEIGHT + (UPCOMING if upcoming else 0)
        tall = min(box.height() / down, 1.2 * least * u)
        cells = [
            cell
            for row in rows_of(box, [tall] * down)
            for cell in columns_of(row, [row.width() / across] * across)
        ]
        for place, (cell, each) in enumerate(zip(cells, waiting, strict=False)):
            if place % across:
                ink.painter.setPen(QPen(LINE, max(1.0, 2 * u)))
                inset = QPointF(0, cell.height() * 0.14)
                ink.painter.drawLine(cell.topLeft() + inset, cell.bottomLeft() - inset)
            inner = cell.adjusted(20 * u, 2 * u, -12 * u, -2 * u)
            self._draw_cell(ink, inner, each, upcoming=upcoming)

    def _draw_cell(
        self, ink: Ink, cell: QRectF, waiting: Waiting, *, upcoming: bool
    ) -> None:
        tones, u = self._tones, ink.u
        room = cell.height() > 1.3 * CELL_HEIGHT * u
        if upcoming and room:
            cell, below = rows_of(cell, (0, UPCOMING * u))
            self._draw_upcoming(ink, below, waiting.upcoming)
        name, people = rows_of(cell, (cell.height() * 0.44, 0))
        medium = Weight.Medium
        ink.line(
            name, waiting.service, TEXT * u, tones.second, weight=medium, align=LEFT
        )
        colour = tones.heading if waiting.people else tones.good
        count, bold = str(waiting.people), Weight.Bold
        wide = ink.line(people, count, COUNT * u, colour, weight=bold, align=LEFT)
        rest = people.adjusted(wide + 14 * u, 0, 0, 0)
        ink.line(rest, self._since(waiting), TEXT * u, colour, align=LEFT)

    def _draw_upcoming(self, ink: Ink, box: QRectF, numbers: tuple[str, ...]) -> None:
        """Write what is next, as many numbers as there is room for."""
        size, next_ = int(30 * ink.u), self._wording.texts.next
        words = [
            f"{next_} {' · '.join(numbers[:n])}" for n in range(len(numbers), 0, -1)
        ]
        fitting = (
            w for w in words if width_of(w, size, Weight.DemiBold) <= box.width()
        )
        ink.line(box, next(fitting, ""), size, self._tones.title, align=LEFT)

    def _since(self, waiting: Waiting) -> str:
        texts = self._wording.texts
        if not waiting.people:
            return texts.nobody_waits
        if not waiting.minutes:
            return texts.waiting
        return texts.longest.format(minutes=waiting.minutes)

    def _draw_together(
        self, ink: Ink, box: QRectF, waiting: tuple[Waiting, ...], *, counted: bool
    ) -> None:
        """Write how many wait for all services, and how long; or only how long."""
        people = sum(each.people for each in waiting)
        minutes = max((each.minutes for each in waiting if each.people), default=0)
        said = self._since(Waiting("", people, minutes))
        colour = self._tones.heading if people else self._tones.good
        if counted:
            size, bold = COUNT * ink.u, Weight.Bold
            wide = ink.line(box, str(people), size, colour, weight=bold, align=LEFT)
            box = box.adjusted(wide + 14 * ink.u, 0, 0, 0)
        fits = width_of(said, int(TEXT * ink.u), Weight.DemiBold) <= box.width()
        if fits and counted == (self.width() >= BESIDE * ink.u):
            ink.line(box, said, TEXT * ink.u, colour, align=LEFT)


def _across(services: int, width: float, unit: float) -> int:
    room = max(1, int(width / (CELL_WIDTH * unit)))
    down = ceil(services / room)
    return ceil(services / down) if down else room
