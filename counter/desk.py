"""The clerk's two windows, one at a time: the whole one, and the compact bar."""

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QApplication

from counter.login import LogInPicture
from counter.picture import Picture
from counter.places import Places
from counter.views.bar import CompactBar
from counter.views.window import CounterWindow


class Desk(QObject):
    """Shows the same picture in the window or in the bar.

    Signals:
        pressed: The clerk pressed the button, or the key, for these steps.
    """

    pressed = Signal(object)

    def __init__(
        self,
        window: CounterWindow,
        bar: CompactBar,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.window = window
        self.bar = bar
        self._places = places
        window.pressed.connect(self.pressed)
        window.compact_wanted.connect(self.shrink)
        bar.pressed.connect(self.pressed)
        bar.full_wanted.connect(self.grow)
        bar.moved.connect(self._note_place)
        # A window that is hidden does not keep the program alive.
        bar.closed.connect(window.close)

    def open(self) -> None:
        """Show what was shown last."""
        if self._places.compact:
            self.shrink()
        else:
            self.window.show()

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Show *picture*; a question needs the whole window."""
        self.window.show_picture(picture)
        self.bar.show_picture(picture)
        if picture.panel is not None and self.bar.isVisible():
            self.grow()

    @Slot(object)
    def show_log_in(self, page: LogInPicture | None) -> None:
        """Ask who works here; that needs the whole window."""
        self.window.show_log_in(page)
        if page is not None and self.bar.isVisible():
            self.grow()

    @Slot()
    def shrink(self) -> None:
        """Let the bar stand in place of the window, once somebody works here."""
        if self.window.asks_who:
            return
        self.bar.move(self._places.place_of(self.bar.size()))
        self.bar.show()
        self.window.hide()
        self._places.compact = True

    @Slot()
    def grow(self) -> None:
        """Let the window stand in place of the bar."""
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.bar.hide()
        self._places.compact = False

    @Slot()
    def press_main(self) -> None:
        """The clerk pressed the key for the next step in another program."""
        if self.window.picture is not None:
            self.pressed.emit(self.window.picture.main.steps)

    @Slot()
    def alert(self) -> None:
        """Let the desktop's own bar of windows show that something is to see."""
        QApplication.alert(self.bar if self.bar.isVisible() else self.window)

    @Slot(QPoint)
    def _note_place(self, place: QPoint) -> None:
        self._places.put(place)
