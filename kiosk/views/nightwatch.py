"""What lies over the citizen's screen while it rests: pictures, or the dark."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from kiosk.rest import Rest
from kiosk.resting import Resting
from kiosk.settings import KioskSettings
from kiosk.texts import Texts
from kiosk.views.attract import Attract
from kiosk.views.curtain import Curtain
from kiosk.views.window import KioskWindow
from shared.qt.album import Album


class Nightwatch(QObject):
    """The covers of a resting screen, over *window*."""

    def __init__(
        self, window: KioskWindow, texts: Mapping[str, Texts], settings: KioskSettings
    ) -> None:
        # Not a child of the window: its thread is to end before it goes.
        super().__init__()
        hints = tuple(texts[code].touch_to_begin for code in settings.languages[:2])
        inches = settings.panel_inches
        self.curtain = Curtain(window, inches, hints[0])
        self.attract = Attract(
            window, inches, hints, each_seconds=settings.attract.each_seconds
        )
        folder = settings.attract.folder
        self._album = None if folder is None else Album(folder, self)
        if self._album is not None:
            self.attract.follow(self._album)

    def follow(self, resting: Resting) -> None:
        """Show what *resting* decides."""
        resting.changed.connect(self.show_rest)

    @Slot(object)
    def show_rest(self, rest: Rest) -> None:
        """Let the screen rest so from now on."""
        if rest is Rest.DARK:
            self.curtain.cover()
        else:
            self.curtain.uncover()
        if rest is Rest.PICTURES:
            self.attract.begin()
        else:
            self.attract.end()

    def stop(self) -> None:
        """Show and read no more pictures."""
        self.attract.end()
        if self._album is not None:
            self._album.stop()
