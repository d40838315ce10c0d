"""The whole screen of a display: the panes, and which of them are to be seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from display.digits import digit_pixels
from display.picture import Picture, Screen
from display.texts import Wording
from display.views.calling import CallingPane
from display.views.header import HeaderPane
from display.views.layout import layout_of
from display.views.notice import BlankPane, OfflinePane
from display.views.recent import RecentPane
from display.views.sound_mark import SoundMark
from display.views.ticker import TickerPane
from display.views.waiting import WaitingPane

BLANK = frozenset({Screen.CONNECTING, Screen.OUT_OF_SERVICE})


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
    ) -> None:
        super().__init__()
        self.setWindowTitle(wording.texts.recent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._viewing_metres = viewing_metres
        self._panel_inches = panel_inches
        self.picture: Picture | None = None
        self.header = HeaderPane(self)
        self.calling = CallingPane(self, wording)
        self.recent = RecentPane(self, wording)
        self.waiting = WaitingPane(self, wording)
        self.blank = BlankPane(self, wording)
        self.banner = OfflinePane(self, wording)
        self.ticker = TickerPane(self, ticker)
        self.sound_mark = SoundMark(self, wording.texts.soundless)
        # The calling pane comes first: nothing is painted before a call.
        self.panes = (
            self.calling,
            self.recent,
            self.banner,
            self.header,
            self.waiting,
            self.blank,
        )
        for pane in self.panes:
            pane.painted.connect(self.painted)

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Show *picture*; if the window is visible it is painted on return."""
        self.picture = picture
        self._arrange()
        blank = picture.screen in BLANK
        for part in (self.calling, self.recent, self.waiting):
            part.setVisible(not blank)
        self.blank.setVisible(blank)
        self.banner.setVisible(picture.screen is Screen.OFFLINE)
        for pane in self.panes:
            pane.show_picture(picture)
        self.sound_mark.show_picture(picture)
        if picture.live and self.isVisible():
            self.settled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        picture = self.picture
        places = layout_of(
            width,
            height,
            services=len(picture.waiting) if picture else 0,
            ticker=bool(self.ticker.words),
            banner=picture is not None and picture.screen is Screen.OFFLINE,
        )
        self.recent.digit_height = digit_pixels(
            viewing_metres=self._viewing_metres,
            panel_inches=self._panel_inches,
            size=(width, height),
        )
        self.header.place(places.header, places.unit)
        self.sound_mark.place(width, places.header.bottom() + 1, places.unit)
        self.calling.place(places.calling, places.unit)
        self.recent.place(places.recent, places.unit)
        self.waiting.place(places.waiting, places.unit)
        self.banner.place(places.banner, places.unit)
        self.blank.place(places.body, places.unit)
        self.ticker.unit = places.unit
        self.ticker.setGeometry(places.ticker)
        self.ticker.setVisible(bool(self.ticker.words))
