"""Whether the digits can be read from the last row of chairs, and what cannot."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QPainter, QPixmap

from display.boards import Board, Called
from display.picture import AtDesk, Picture, Screen
from display.views.row import CAP_HEIGHT
from display.views.window import DisplayWindow
from shared.qt.ink import Ink, Written

log = logging.getLogger(__name__)

NUMBER, MISSED, COUNTER = "8888", "8880", "8"
"""All figures are equally wide: these stand for all of so many."""


class Reader(QObject):
    """Says once for each size of the window what is too small to be read."""

    def __init__(self, window: DisplayWindow, *, in_the_pane: int) -> None:
        super().__init__(window)
        self._window = window
        self._in_the_pane = in_the_pane
        self._size = QSize()

    @Slot()
    def look(self) -> None:
        """A live picture is shown: tell of its digits, if that is news."""
        picture = self._window.picture
        if picture is None or self._window.size() == self._size:
            return
        self._size = self._window.size()
        if told := self.too_small(picture):
            log.warning(
                "from %g m digits must be %d pixels tall, and these are not: %s; a "
                "larger panel, fewer services or less in [layout] makes room",
                self._window.viewing_metres,
                self._window.digit_height,
                told,
            )

    def too_small(self, picture: Picture) -> str:
        """Return what of a screen like *picture* cannot be read from the last row."""
        wanted, metres = self._window.digit_height, self._window.viewing_metres
        return ", ".join(
            f"{what} {tall:.0f} (read from {metres * tall / wanted:.1f} m)"
            for what, tall in self.digits(picture).items()
            if tall + 1 < wanted  # a pixel less is the size of the font, rounded
        )

    def digits(self, picture: Picture) -> dict[str, float]:
        """Return how tall the digits are in each part of a screen like *picture*."""
        rehearsal = self._window.twin()
        found: dict[str, float] = {}
        for what, sample in self._samples(picture):
            rehearsal.show_picture(sample)
            for pane, written in _written(rehearsal, sample):
                for line in written:
                    key = _name_of(pane, what, line)
                    if key is not None:
                        tall = line.pixels * CAP_HEIGHT
                        found[key] = min(tall, found.get(key, tall))
        rehearsal.deleteLater()
        return found

    def _samples(self, picture: Picture) -> Iterator[tuple[str, Picture]]:
        picture = replace(picture, screen=Screen.LIVE)
        if picture.desk is not None:
            called = replace(picture.desk, at=AtDesk.CALLING, call=_called())
            yield "the number", replace(picture, desk=called)
            return
        full = self._in_the_pane
        yield "one call", _with(picture, pane=1, missed=True)
        if full > 1:
            yield f"{full} calls at once", _with(picture, pane=full, missed=False)


def _with(picture: Picture, *, pane: int, missed: bool) -> Picture:
    boards = tuple(_filled(board, pane, missed=missed) for board in picture.boards)
    return replace(picture, boards=boards)


def _filled(board: Board, pane: int, *, missed: bool) -> Board:
    call = _called(zone="" if board.zone else "8")
    rows = (replace(call, stands_out=False),) * 8
    numbers = (MISSED,) * 6 if missed else ()
    return replace(board, pane=(call,) * pane, rows=rows, missed=numbers)


def _called(zone: str = "") -> Called:
    return Called(
        number=NUMBER,
        counter=COUNTER,
        at=0,
        zone=zone,
        zone_colour="#0A5034",
        stands_out=False,
    )


def _written(
    window: DisplayWindow, picture: Picture
) -> Iterator[tuple[str, list[Written]]]:
    nowhere = QPixmap(1, 1)
    for pane in window.panes:
        if not pane.isHidden():
            written: list[Written] = []
            with QPainter(nowhere) as painter:
                pane.draw(Ink(painter, pane.unit, written), picture)
            yield type(pane).__name__, written


def _name_of(pane: str, what: str, line: Written) -> str | None:
    """Return what a line is called, None if it is no number somebody looks for."""
    return {
        ("CallingPane", NUMBER): what,
        ("CallingPane", COUNTER): f"the counter of {what}",
        ("DeskPane", NUMBER): what,
        ("RecentPane", NUMBER): "the list",
        ("RecentPane", MISSED): "the missed",
    }.get((pane, line.text))
