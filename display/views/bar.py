"""The bar above a zone's board: its number and name, in its colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from display.picture import Picture
from display.texts import Wording
from display.views.pane import BoardPane, Places
from display.views.tones import DIM
from shared.qt.ink import Ink, columns_of, in_two, width_of
from shared.qt.theme import GOLD, Weight, readable_on


class BarPane(BoardPane):
    """Paints whose board it is; as wide as the board below it."""

    def __init__(self, parent: QWidget, wording: Wording, place: int = 0) -> None:
        super().__init__(parent, place)
        self._wording = wording

    def part(self, picture: Picture) -> object:
        board = self.board(picture)
        return (board.zone, board.name, board.colour, picture.live)

    def spoken(self, picture: Picture) -> str:
        board = self.board(picture)
        return f"{self._wording.texts.in_zone.format(zone=board.zone)} {board.name}"

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._colour())
        edge = max(1, round(3 * self.unit))
        painter.fillRect(0, self.height() - edge, self.width(), edge, GOLD)
        painter.fillRect(self.width() - edge, 0, edge, self.height(), GOLD)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        board, u = self.board(picture), ink.u
        colour = readable_on(self._colour())
        box = QRectF(self.rect()).adjusted(24 * u, 10 * u, -20 * u, -6 * u)
        zone = self._wording.texts.in_zone.format(zone=board.zone)
        bold, left = Weight.ExtraBold, Qt.AlignmentFlag.AlignLeft
        wide = min(width_of(zone, int(48 * u), bold) + 2, box.width() * 0.5)
        number, name = columns_of(box, (wide, 0), 22 * u)
        ink.line(number, zone, 48 * u, colour, weight=bold, align=left)
        room = name.width()
        for size in (36, 28, 26):
            lines = in_two(board.name, room, int(size * u), Weight.Bold)
            if all(width_of(n, int(size * u), Weight.Bold) <= room for n in lines):
                kind = Weight.Bold
                ink.paragraph(
                    name, board.name, size * u, colour, weight=kind, align=left
                )
                break
        return frozenset()

    def _colour(self) -> QColor:
        picture = self.picture
        if picture is None or not picture.live:
            return DIM
        return QColor(self.board(picture).colour or DIM)
