"""The hand of one citizen after the other, touching what is there."""

from random import Random

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtTest import QTest

from kiosk.picture import Picture, Screen
from kiosk.views.button import TouchButton
from kiosk.views.window import KioskWindow
from shared.clock import stopwatch
from shared.qt.station import Simulation

FASTEST_MILLISECONDS = 50
"""No hand touches quicker, however fast the office's clock runs."""

BETWEEN_CITIZENS, LONGEST = 60, 120
"""Seconds from one citizen to the next."""

THINKING = (3, 8)
"""Seconds from one touch to the next."""

OFTEN = frozenset("1238")
ENTITLED, COLLECTING, UNSURE = 0.20, 0.08, 0.05


AT_THE_END = frozenset({Screen.TAKE, Screen.UNPRINTED})


class Hand(QObject):
    """Touches the window's own buttons, at the pace of the office's clock.

    Signals:
        rested: After the order to rest, the last citizen has gone.
    """

    rested = Signal()

    def __init__(
        self,
        window: KioskWindow,
        simulation: Simulation,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._speed = simulation.speed
        self._random = Random(simulation.seed)
        self._screen: Screen | None = None
        self._somebody = False
        self._entitled = False
        self._coming_at = 0.0
        self._begun = self._resting = self._has_rested = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._touch)

    @Slot()
    def begin(self) -> None:
        """Let the first citizen come."""
        self._begun = True
        self._coming_at = float(stopwatch())
        if self._window.picture is not None:
            self.look(self._window.picture)

    @Slot(object)
    def look(self, picture: Picture) -> None:
        """The window shows another picture: think, then touch."""
        if picture.screen is self._screen or not self._begun:
            return
        self._screen = picture.screen
        self._timer.stop()
        match picture.screen:
            case Screen.HOME if not self._somebody:
                self._wait_for_somebody()
            case Screen.HOME | Screen.CONFIRM | Screen.CARD | Screen.REFUSED:
                self._think()
            case Screen.TAKE | Screen.UNPRINTED:
                # It may go home by itself, and then somebody else comes.
                self._somebody = False
                self._think()
            case _:
                pass

    @Slot()
    def rest(self) -> None:
        """Let no further citizen come."""
        self._resting = True
        self._say_when_rested()

    def _wait_for_somebody(self) -> None:
        if self._resting:
            self._say_when_rested()
            return
        late = self._coming_at - stopwatch()
        self._timer.start(max(FASTEST_MILLISECONDS, int(late)))

    def _think(self) -> None:
        seconds = self._random.uniform(*THINKING)
        real = int(1_000 * seconds / self._speed)
        self._timer.start(max(FASTEST_MILLISECONDS, real))

    @Slot()
    def _touch(self) -> None:
        match self._screen:
            case Screen.HOME:
                self._touch_home()
            case Screen.CONFIRM:
                confirm = self._window.confirm
                unsure = self._random.random() < UNSURE
                self._press(confirm.back if unsure else confirm.agree)
            case Screen.CARD:
                self._press(self._window.id_card.without)
            case Screen.TAKE | Screen.UNPRINTED:
                self._press(self._window.ticket.done)
            case Screen.REFUSED:
                self._somebody = False
                closed, notice = self._window.closed, self._window.notice
                self._press(closed.back if closed.isVisible() else notice.home)
            case _:
                pass

    def _touch_home(self) -> None:
        home = self._window.home
        if not self._somebody:
            self._come()
            if self._entitled:
                self._press(home.priority)
                self._think()
                return
        if self._random.random() < COLLECTING:
            self._press(home.collect)
            return
        cards = [card for card in home.cards if _touchable(card)]
        names = [card.card.service if card.card else "" for card in cards]
        if cards:
            weights = [4 if name in OFTEN else 1 for name in names]
            [card] = self._random.choices(cards, weights)
            self._press(card)

    def _come(self) -> None:
        """Let a citizen stand there, and the next one be on the way."""
        self._somebody = True
        self._entitled = self._random.random() < ENTITLED
        seconds = min(LONGEST, self._random.expovariate(1 / BETWEEN_CITIZENS))
        self._coming_at += 1_000 * seconds / self._speed

    def _press(self, button: TouchButton) -> None:
        if _touchable(button):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            self._think()

    def _say_when_rested(self) -> None:
        gone = not self._somebody and self._screen not in AT_THE_END
        if self._resting and gone and not self._has_rested:
            self._has_rested = True
            self._timer.stop()
            self.rested.emit()


def _touchable(button: TouchButton) -> bool:
    return button.isVisible() and button.isEnabled()
