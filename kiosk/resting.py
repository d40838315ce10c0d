"""Lets the screen rest when nobody is there, and wakes it at a touch."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.picture import Picture, Screen
from kiosk.rest import Rest, RestSettings, rest_at
from shared.clock import Clock

LOOK_MILLISECONDS = 1_000
WITHOUT_A_CITIZEN = frozenset(
    {
        Screen.CONNECTING,
        Screen.HOME,
        Screen.CLOSED,
        Screen.AWAY,
        Screen.OUT_OF_SERVICE,
    }
)


class Resting(QObject):
    """Knows when somebody was last there.

    Signals:
        changed: The screen is to rest in another way: a `Rest`.
    """

    changed = Signal(object)

    def __init__(
        self, clock: Clock, settings: RestSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._settings = settings
        self._touched_at = clock.now()
        self._screen = Screen.CONNECTING
        self._staff_is_there = False
        self.rest = Rest.NONE
        looking = QTimer(self, interval=LOOK_MILLISECONDS)
        looking.timeout.connect(self.look)
        looking.start()

    @Slot()
    def notice_touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock.now()
        self.look()

    @Slot(object)
    def take_picture(self, picture: Picture) -> None:
        """The citizen's screen is *picture*, below whatever lies over it."""
        self._screen = picture.screen
        self.look()

    @Slot(object)
    def take_staff(self, picture: object) -> None:
        """A technician is there, unless *picture* is None."""
        self._staff_is_there = picture is not None
        self.look()

    @Slot()
    def look(self) -> None:
        """Rest or wake, as the time has come."""
        rest = rest_at(
            self._clock.now(),
            self._settings,
            touched_at=self._touched_at,
            at_home=self._screen is Screen.HOME,
            busy=self._staff_is_there or self._screen not in WITHOUT_A_CITIZEN,
        )
        if rest is not self.rest:
            self.rest = rest
            self.changed.emit(rest)
