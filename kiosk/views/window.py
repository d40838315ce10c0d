"""The whole screen of a kiosk: its head, and the sheet that a picture asks for."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.comfort import Asking, Comfort
from kiosk.picture import Picture, Screen
from kiosk.views.bar import AccessBar
from kiosk.views.button import TouchButton
from kiosk.views.closed import ClosedView
from kiosk.views.confirm import ConfirmView
from kiosk.views.dialog import DialogView
from kiosk.views.header import Header
from kiosk.views.home import HomeView
from kiosk.views.id_card import IdCardView
from kiosk.views.notice import NoticeView
from kiosk.views.papers import PapersView
from kiosk.views.reading import ARROWS, Voice, after, in_order
from kiosk.views.scale import Scale, scale_of
from kiosk.views.search import SearchView
from kiosk.views.sheet import Sheet
from kiosk.views.strip import TALL as STRIP
from kiosk.views.strip import Strip
from kiosk.views.ticket import TicketView
from kiosk.views.undo import UndoView

HEAD, FLAT_HEAD = 172, 124
BAR, BAR_EDGE = 88, 12


class KioskWindow(QWidget):
    """Shows one picture after the other.

    Signals:
        touched: Somebody touched the screen or pressed a key.
        painted: A picture was painted.
        announced: Another screen or question has come up, in these words.
        back_wanted: Somebody pressed the key that leads back.
    """

    touched = Signal()
    painted = Signal(object)
    announced = Signal(str)
    back_wanted = Signal()

    def __init__(self, *, panel_inches: float = 21.5, locked: bool = False) -> None:
        """Fill the screen and stay there if *locked*."""
        super().__init__()
        self.locked = locked
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWindowTitle("Một Cửa Queue")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._panel_inches = panel_inches
        self.header = Header(self)
        self.strip = Strip(self)
        self.home = HomeView(self)
        self.confirm = ConfirmView(self)
        self.ticket = TicketView(self)
        self.notice = NoticeView(self)
        self.closed = ClosedView(self)
        self.search = SearchView(self)
        self.papers = PapersView(self)
        self.undo = UndoView(self)
        self.id_card = IdCardView(self)
        self.sheets: tuple[Sheet, ...] = (
            self.home,
            self.confirm,
            self.ticket,
            self.notice,
            self.closed,
            self.search,
            self.papers,
            self.undo,
            self.id_card,
        )
        self.bar = AccessBar(self)
        self.dialog = DialogView(self)
        self.dialog.hide()
        self._came_from: QWidget | None = None
        self._place: object = None
        self._voice = Voice(self)
        self._voice.said.connect(self.announced)
        self.picture: Picture | None = None
        if locked:
            self.setWindowFlags(
                Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
            )
            self.setCursor(Qt.CursorShape.BlankCursor)
        for sheet in self.sheets:
            sheet.hide()
            sheet.painted.connect(partial(self._on_painted, sheet))

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        return self._sheet_of(self.picture) if self.picture else None

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Show *picture* from now on."""
        before, self.picture = self.sheet, picture
        shown = self._sheet_of(picture)
        self.strip.show_picture(picture)
        self._arrange()
        self.header.show_picture(picture)
        self.bar.show_picture(picture)
        shown.show_picture(picture)
        if shown is not before:
            self._turn_to(shown)
        self._ask(picture, shown)
        self._voice.tell(picture, self.dialog if self.asks else shown)
        self.setWindowTitle(picture.unit or "Một Cửa Queue")

    def rehearse(self, pictures: Iterable[Picture]) -> None:
        """Paint *pictures* out of sight, so that the first citizen need not wait."""
        for picture in pictures:
            sheet = self._sheet_of(picture)
            if sheet is not self.sheet:
                sheet.show_picture(picture)
                sheet.grab()

    @property
    def asks(self) -> bool:
        """Whether a question lies above the screen."""
        return not self.dialog.isHidden()

    def reachable(self) -> list[TouchButton]:
        """Return what the keyboard can lead to now, in the order of reading."""
        sheets = (self.header, self.sheet, self.bar)
        parts = [self.dialog] if self.asks else [part for part in sheets if part]
        return in_order(parts)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        self.touched.emit()
        buttons = self.reachable()
        if not buttons:
            return False
        button = after(buttons, self.focusWidget(), forwards=forwards)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in ARROWS:
            self.focusNextPrevChild(ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Put everything where this citizen can read and reach it.

        The strip takes room while it is there.
        """
        width, height, scale = self.width(), self.height(), self._scale()
        place = (scale, width, height, self.strip.wanted)
        if place == self._place:
            return
        self._place = place
        head = (FLAT_HEAD if width > height else HEAD) * scale.u
        top = height // 2 if scale.low else round(head)
        self.header.place(QRect(0, 0, width, top), scale)
        self.strip.setVisible(self.strip.wanted)
        if self.strip.wanted:
            tall = round(STRIP * scale.u)
            above = top - tall if scale.low else top
            self.strip.place(QRect(0, above, width, tall), scale)
            top = above + tall
        foot = height - round(max(BAR * scale.u, scale.target) + 2 * BAR_EDGE * scale.u)
        self.bar.place(QRect(0, foot, width, height - foot), scale)
        self.dialog.place(self.rect(), scale)
        for sheet in self.sheets:
            sheet.place(QRect(0, top, width, foot - top), scale)

    def _scale(self) -> Scale:
        comfort = self.picture.comfort if self.picture else Comfort()
        scale = scale_of(self.width(), self.height(), self._panel_inches)
        low = comfort.low and self.height() > self.width()
        return replace(scale, large=comfort.large, low=low)

    def _ask(self, picture: Picture, shown: Sheet) -> None:
        """Show the question of *picture* above everything, or none."""
        asks = picture.comfort.asking is not Asking.NOTHING
        if asks:
            self.dialog.show_picture(picture)
        if asks == self.asks:
            return
        if asks:
            self._came_from = self.focusWidget()
            self.dialog.raise_()
            self.dialog.show()
            self._lead_to(next(iter(self.dialog.buttons()), self))
            return
        before, self._came_from = self._came_from, None
        there = before is not None and before.isVisible() and before.isEnabled()
        back = before if there else None
        self._lead_to(back or next(iter(shown.buttons()), self))
        self.dialog.hide()

    def _lead_to(self, widget: QWidget) -> None:
        """Let the keyboard go on at *widget*, with a ring if it came by keys."""
        before = self.focusWidget()
        by_keys = isinstance(before, TouchButton) and before.ringed
        reason = Qt.FocusReason
        widget.setFocus(reason.TabFocusReason if by_keys else reason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Nobody in the hall closes the kiosk; whoever runs it ends the program.
        if self.locked:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        changed = event.type() is QEvent.Type.WindowStateChange
        if self.locked and changed and (self.isMinimized() or not self.isFullScreen()):
            self.showFullScreen()
        super().changeEvent(event)

    def _on_painted(self, sheet: Sheet) -> None:
        if sheet is self.sheet:  # and not in a rehearsal
            self.painted.emit(self.picture)

    def _turn_to(self, sheet: Sheet) -> None:
        """Show *sheet*, and let the keyboard go on where the screen goes on."""
        sheet.show()
        # Before the old sheet goes: hiding what has the focus moves it anywhere.
        self._lead_to(next(iter(sheet.buttons()), self))
        for other in self.sheets:
            other.setVisible(other is sheet)

    def _sheet_of(self, picture: Picture) -> Sheet:
        if picture.closing is not None:
            return self.closed
        sheets: dict[Screen, Sheet] = {
            Screen.HOME: self.home,
            Screen.SEARCH: self.search,
            Screen.CONFIRM: self.confirm,
            Screen.PAPERS: self.papers,
            Screen.CARD: self.id_card,
            Screen.PRINTING: self.ticket,
            Screen.TAKE: self.ticket,
            Screen.UNPRINTED: self.ticket,
            Screen.UNDO: self.undo,
        }
        return sheets.get(picture.screen, self.notice)
