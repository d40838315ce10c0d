"""The whole screen of a display: the panes, and which of them are to be seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from display.digits import digit_pixels
from display.picture import Picture, Screen
from display.texts import Wording
from display.views.bar import BarPane
from display.views.calling import CallingPane
from display.views.desk import DeskPane
from display.views.header import HeaderPane
from display.views.layout import BoardPlaces, Layout, Needs, layout_of
from display.views.media import MediaPane
from display.views.notice import BlankPane, OfflinePane
from display.views.pane import Pane
from display.views.recent import RecentPane
from display.views.sound_mark import SoundMark
from display.views.ticker import TickerPane
from display.views.waiting import WaitingPane

BLANK = frozenset({Screen.CONNECTING, Screen.OUT_OF_SERVICE, Screen.MISSET})


@dataclass(frozen=True, slots=True)
class BoardPanes:
    """The panes of one board."""

    calling: CallingPane
    recent: RecentPane
    bar: BarPane
    waiting: WaitingPane

    def __iter__(self) -> Iterator[Pane]:
        # The calling pane comes first: nothing is painted before a call.
        yield from (self.calling, self.recent, self.bar, self.waiting)


class DisplayWindow(QWidget):
    """Shows a picture at once, pane by pane.

    Signals:
        painted: A pane of a live hall was painted; a set of (number, counter).
        settled: The whole of a live picture was painted.
    """

    painted = Signal(object)
    settled = Signal()

    def __init__(
        self,
        wording: Wording,
        *,
        ticker: Sequence[str] = (),
        viewing_metres: float = 5.0,
        panel_inches: float = 43.0,
        media: MediaPane | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(wording.texts.recent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._wording = wording
        self.viewing_metres = viewing_metres
        self._panel_inches = panel_inches
        self.picture: Picture | None = None
        self.media = media
        if media is not None:
            media.setParent(self)
        self.header = HeaderPane(self)
        self.blank = BlankPane(self, wording)
        self.banner = OfflinePane(self, wording)
        self.desk = DeskPane(self, wording)
        self.ticker = TickerPane(self, ticker)
        self.sound_mark = SoundMark(self, wording.texts.soundless)
        self.boards: list[BoardPanes] = []
        for pane in (self.desk, self.banner, self.header, self.blank):
            pane.painted.connect(self.painted)
        self._add_board()

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All that paint a picture, in the order in which they do."""
        boards = [pane for board in self.boards for pane in board]
        return (self.desk, *boards, self.banner, self.header, self.blank)

    @property
    def digit_height(self) -> int:
        """How many pixels tall a digit must be for the last row of chairs."""
        return digit_pixels(
            viewing_metres=self.viewing_metres,
            panel_inches=self._panel_inches,
            size=(self.width(), self.height()),
        )

    def twin(self) -> "DisplayWindow":
        """Return a window like this one, which nobody sees."""
        result = DisplayWindow(
            self._wording,
            ticker=self.ticker.words,
            viewing_metres=self.viewing_metres,
            panel_inches=self._panel_inches,
            media=MediaPane() if self.media is not None else None,
        )
        result.resize(self.size())
        return result

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Show *picture*; if the window is visible it is painted on return."""
        self.picture = picture
        while len(self.boards) < len(picture.boards):
            self._add_board()
        self._arrange()
        blank = picture.screen in BLANK
        shown = 0 if blank else len(picture.boards)
        for place, board in enumerate(self.boards):
            for pane in board:
                pane.setVisible(place < shown)
            board.bar.setVisible(place < shown and self._titled(picture))
            board.calling.setVisible(place < shown and not board.recent.whole)
        at_desk = picture.desk is not None
        self.desk.setVisible(at_desk and not blank)
        self.header.setVisible(blank or not at_desk)
        self.blank.setVisible(blank)
        self.banner.setVisible(picture.screen is Screen.OFFLINE)
        if self.media is not None:
            self.media.setVisible(bool(shown))
        self.ticker.run(live=picture.live)
        for pane in self.panes:
            pane.show_picture(picture)
        self.sound_mark.show_picture(picture)
        if picture.live and self.isVisible():
            self.settled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _add_board(self) -> None:
        place, words = len(self.boards), self._wording
        board = BoardPanes(
            CallingPane(self, words, place),
            RecentPane(self, words, place),
            BarPane(self, words, place),
            WaitingPane(self, words, place),
        )
        for pane in board:
            pane.painted.connect(self.painted)
        self.boards.append(board)

    def _titled(self, picture: Picture) -> bool:
        return any(board.zone for board in picture.boards)

    def _arrange(self) -> None:
        digits = self.digit_height
        places = self._layout(digits)
        self.header.place(places.header, places.unit)
        foot = places.header.bottom() + 1
        self.sound_mark.place(self.width(), foot, places.unit)
        for board, box in zip(self.boards, places.boards, strict=False):
            board.recent.digit_height = digits
            board.recent.whole = box.calling.isEmpty()
            _place(board, box, places.unit)
        self.desk.place(places.desk, places.unit)
        self.banner.place(places.banner, places.unit)
        self.blank.place(places.body, places.unit)
        if self.media is not None:
            self.media.setGeometry(places.media)
        self.ticker.unit = places.unit
        self.ticker.setGeometry(places.ticker)
        self.ticker.setVisible(bool(self.ticker.words))

    def _layout(self, digits: int) -> Layout:
        picture = self.picture
        boards = picture.boards if picture is not None else ()
        needs = Needs(
            services=[len(board.waiting) for board in boards],
            titled=picture is not None and self._titled(picture),
            upcoming=any(board.looks_ahead for board in boards),
            digits=digits,
            ticker=bool(self.ticker.words),
            banner=picture is not None and picture.screen is Screen.OFFLINE,
            media=self.media is not None,
        )
        return layout_of(self.width(), self.height(), needs)


def _place(board: BoardPanes, box: BoardPlaces, unit: float) -> None:
    board.calling.place(box.calling, unit)
    board.recent.place(box.recent, unit)
    board.bar.place(box.bar, unit)
    board.waiting.place(box.waiting, unit)
