"""The whole screen of a kiosk: its head, and the sheet that a picture asks for."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture, Screen
from kiosk.views.button import TouchButton
from kiosk.views.confirm import ConfirmView
from kiosk.views.header import Header
from kiosk.views.home import HomeView
from kiosk.views.notice import NoticeView
from kiosk.views.scale import scale_of
from kiosk.views.sheet import Sheet
from kiosk.views.ticket import TicketView

HEAD, FLAT_HEAD = 172, 124


class KioskWindow(QWidget):
    """Shows one picture after the other.

    Signals:
        touched: Somebody touched the screen or pressed a key.
        painted: A picture was painted.
    """

    touched = Signal()
    painted = Signal(object)

    def __init__(self, *, panel_inches: float = 21.5, locked: bool = False) -> None:
        """Fill the screen and stay there if *locked*."""
        super().__init__()
        self.locked = locked
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWindowTitle("Một Cửa Queue")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._panel_inches = panel_inches
        self.header = Header(self)
        self.home = HomeView(self)
        self.confirm = ConfirmView(self)
        self.ticket = TicketView(self)
        self.notice = NoticeView(self)
        self.sheets: tuple[Sheet, ...] = (
            self.home,
            self.confirm,
            self.ticket,
            self.notice,
        )
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
        self.header.show_picture(picture)
        shown.show_picture(picture)
        if shown is not before:
            self._turn_to(shown)
        self.setWindowTitle(picture.unit or "Một Cửa Queue")

    def rehearse(self, pictures: Iterable[Picture]) -> None:
        """Paint *pictures* out of sight, so that the first citizen need not wait."""
        for picture in pictures:
            sheet = self._sheet_of(picture)
            if sheet is not self.sheet:
                sheet.show_picture(picture)
                sheet.grab()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        self.touched.emit()
        return super().focusNextPrevChild(forwards)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = self.width(), self.height()
        scale = scale_of(width, height, self._panel_inches)
        head = round((FLAT_HEAD if width > height else HEAD) * scale.u)
        self.header.place(QRect(0, 0, width, head), scale)
        for sheet in self.sheets:
            sheet.place(QRect(0, head, width, height - head), scale)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Nobody in the hall closes the kiosk; whoever runs it ends the program.
        if self.locked:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        changed = event.type() is QEvent.Type.WindowStateChange
        if self.locked and changed and self.isMinimized():
            self.showFullScreen()
        super().changeEvent(event)

    def _on_painted(self, sheet: Sheet) -> None:
        if sheet is self.sheet:  # and not in a rehearsal
            self.painted.emit(self.picture)

    def _turn_to(self, sheet: Sheet) -> None:
        """Show *sheet*, and let the keyboard go on where the screen goes on."""
        before = self.focusWidget()
        by_keys = isinstance(before, TouchButton) and before.ringed
        reason = Qt.FocusReason
        why = reason.TabFocusReason if by_keys else reason.OtherFocusReason
        sheet.show()
        # Before the old sheet goes: hiding what has the focus moves it anywhere.
        focused: QWidget = next(iter(sheet.buttons()), self)
        focused.setFocus(why)
        for other in self.sheets:
            other.setVisible(other is sheet)

    def _sheet_of(self, picture: Picture) -> Sheet:
        match picture.screen:
            case Screen.HOME:
                return self.home
            case Screen.CONFIRM:
                return self.confirm
            case Screen.PRINTING | Screen.TAKE | Screen.UNPRINTED:
                return self.ticket
            case _:
                return self.notice
