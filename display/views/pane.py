"""A part of the screen: draws its part of a picture once, then only shows it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from display.boards import Board
from display.picture import Picture
from shared.qt.ink import Ink, Written

Places = frozenset[tuple[str, str]]
"""Numbers and their counters."""


class Pane(QWidget):
    """Draws a picture at once when told to, and again only when it must.

    A pane in which something moves keeps its drawing; the others would only fill the
    memory with theirs, which on a 4K panel is much.

    Signals:
        painted: The numbers and counters of a live picture are on the screen.
    """

    painted = Signal(object)
    keeps = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.picture: Picture | None = None
        self.unit = 1.0
        self.written: list[Written] = []
        self._places: Places = frozenset()
        self._untold = False
        self._drawing: QPixmap | None = None

    def show_picture(self, picture: Picture) -> None:
        """Show *picture*, on the screen when this returns if the pane is visible."""
        before, self.picture = self.picture, picture
        if before is None or self.part(before) != self.part(picture):
            self._drawing = None
            self._untold = True
            self.setAccessibleName(self.spoken(picture))
            self.repaint()

    def place(self, box: QRect, unit: float) -> None:
        """Stand at *box* of the window, where *unit* is the unit of length."""
        if unit != self.unit:
            self.unit = unit
            self._drawing = None
        self.setGeometry(box)

    def part(self, picture: Picture) -> object:
        """Return what of *picture* this pane shows."""
        raise NotImplementedError

    def spoken(self, picture: Picture) -> str:
        """Return in words what this pane shows."""
        raise NotImplementedError

    def draw_ground(self, painter: QPainter) -> None:
        """Draw what stays the same."""
        raise NotImplementedError

    def draw(self, ink: Ink, picture: Picture) -> Places:
        """Draw *picture*, and return whose number and counter can be read."""
        raise NotImplementedError

    def draw_over(self, painter: QPainter) -> None:
        """Draw what moves."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing = None
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the memory back: on a large panel it is much."""
        self._drawing = None
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is None:
            return
        # A painter that an error leaves open would take the whole program along.
        with QPainter(self) as painter:
            if self.keeps:
                drawing = self._drawn(self.picture)
                painter.drawPixmap(event.rect(), drawing, event.rect())
            else:
                self._draw_all(painter, self.picture)
            self.draw_over(painter)
        if self._untold and event.rect().contains(self.rect()):
            self._untold = False
            if self.picture.live:
                self.painted.emit(self._places)

    def _drawn(self, picture: Picture) -> QPixmap:
        if self._drawing is None:
            drawing = QPixmap(self.size())
            with QPainter(drawing) as painter:
                self._draw_all(painter, picture)
            self._drawing = drawing
        return self._drawing

    def _draw_all(self, painter: QPainter, picture: Picture) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_ground(painter)
        self.written.clear()
        self._places = self.draw(Ink(painter, self.unit, self.written), picture)


class BoardPane(Pane):
    """A part of one board of a picture."""

    def __init__(self, parent: QWidget, place: int) -> None:
        super().__init__(parent)
        self._place = place

    def board(self, picture: Picture) -> Board:
        """Return the board of *picture* that this pane shows a part of."""
        return board_at(picture, self._place)


def board_at(picture: Picture, place: int) -> Board:
    """Return a board of *picture*; an empty one where it has none."""
    return picture.boards[place] if place < len(picture.boards) else Board()
