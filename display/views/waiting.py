"""The strip at the foot: how many people wait for each service."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from display.picture import Picture, Waiting
from display.texts import Wording
from display.views.pane import Pane, Places
from display.views.tones import LIVE, OLD
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import NAVY_900, Weight

CELL_WIDTH, CELL_HEIGHT = 340, 84
LINE = QColor("#2F4B73")


def strip_rows(services: int, width: float, unit: float) -> int:
    """Return how many rows the services need on a screen *width* wide."""
    return ceil(services / _across(services, width, unit)) if services else 0


class WaitingPane(Pane):
    """Paints a cell for each service."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording

    def part(self, picture: Picture) -> object:
        return (picture.waiting, picture.live)

    def spoken(self, picture: Picture) -> str:
        cells = (f"{cell.service}: {self._people(cell)}" for cell in picture.waiting)
        return ", ".join(cells)

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), NAVY_900)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        count = len(picture.waiting)
        if not count:
            return frozenset()
        u = ink.u
        box = QRectF(self.rect()).adjusted(8 * u, 6 * u, -8 * u, -6 * u)
        across = _across(count, self.width(), u)
        down = ceil(count / across)
        rows = rows_of(box, [box.height() / down] * down)
        cells = [
            cell
            for row in rows
            for cell in columns_of(row, [row.width() / across] * across)
        ]
        for place, (cell, waiting) in enumerate(
            zip(cells, picture.waiting, strict=False)
        ):
            if place % across:
                ink.painter.setPen(QPen(LINE, max(1.0, 2 * u)))
                inset = cell.height() * 0.18
                ink.painter.drawLine(
                    cell.topLeft() + _down(inset), cell.bottomLeft() - _down(inset)
                )
            self._draw_cell(ink, cell, waiting, live=picture.live)
        return frozenset()

    def _draw_cell(
        self, ink: Ink, cell: QRectF, waiting: Waiting, *, live: bool
    ) -> None:
        tones, u = (LIVE if live else OLD), ink.u
        inner = cell.adjusted(12 * u, 4 * u, -12 * u, -2 * u)
        name, people = rows_of(inner, (inner.height() * 0.46, 0))
        ink.line(name, waiting.service, 28 * u, tones.second, weight=Weight.Medium)
        ink.line(
            people,
            self._people(waiting),
            34 * u,
            tones.heading if waiting.people else tones.good,
            weight=Weight.Bold,
        )

    def _people(self, waiting: Waiting) -> str:
        texts = self._wording.texts
        if not waiting.people:
            return texts.nobody_waits
        return texts.waiting.format(people=waiting.people)


def _down(length: float) -> QPointF:
    return QPointF(0, length)


def _across(services: int, width: float, unit: float) -> int:
    room = max(1, int(width / (CELL_WIDTH * unit)))
    down = ceil(services / room)
    return ceil(services / down) if down else room
