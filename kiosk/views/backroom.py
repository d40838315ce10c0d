"""What a technician sees over the citizen's screen: the PIN pad, then the page."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.staff import Staff
from kiosk.technician import PinPicture, StaffPage
from kiosk.views.cover import Cover
from kiosk.views.pinpad import PinPad
from kiosk.views.technician import TechnicianPage


class Backroom:
    """The covers of the technician, over *window*."""

    def __init__(self, window: QWidget, panel_inches: float) -> None:
        self.pad = PinPad(window, panel_inches)
        self.page = TechnicianPage(window, panel_inches)

    @property
    def shown(self) -> Cover | None:
        """Which of them lies over the window."""
        return next(
            (c for c in (self.pad, self.page) if c.isVisibleTo(c.window())), None
        )

    def follow(self, staff: Staff) -> None:
        """Show what *staff* decides, and tell it what is touched."""
        staff.picture_changed.connect(self.show_picture)
        self.pad.typed.connect(staff.type)
        self.pad.rubbed_out.connect(staff.rub_out)
        self.pad.entered.connect(staff.enter)
        self.pad.left.connect(staff.close)
        self.page.ordered.connect(staff.obey)
        self.page.left.connect(staff.close)

    @Slot(object)
    def show_picture(self, picture: PinPicture | StaffPage | None) -> None:
        """Show *picture* from now on; None shows the citizen's screen."""
        match picture:
            case PinPicture():
                self.pad.show_picture(picture)
                self.page.uncover()
                self.pad.cover()
            case StaffPage():
                self.page.show_picture(picture)
                self.pad.uncover()
                self.page.cover()
            case None:
                self.pad.uncover()
                self.page.uncover()
