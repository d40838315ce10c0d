"""A hand that works at a counter: it looks at the window and presses what is there."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from counter.picture import Phase, Picture
from counter.views.buttons import KEYS, MAIN_KEY, StepButton
from counter.views.window import CounterWindow
from shared.domain.ticket import Action
from shared.qt.station import Simulation

FASTEST_MILLISECONDS = 50
"""No hand presses quicker, however fast the office's clock runs."""

ABSENT = 0.05
"""So many of the called do not come."""

Press = Action | None
"""An action besides, or None for the main button."""


class Hand(QObject):
    """A clerk's hand. It knows what the window shows, and nothing else.

    Signals:
        rested: After the order to rest, nothing is on its way any more.
    """

    rested = Signal()

    def __init__(
        self,
        window: CounterWindow,
        simulation: Simulation,
        *,
        service_minutes: Callable[[], float],
        busy: Callable[[], bool],
        absent: float = ABSENT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._speed = simulation.speed
        self._random = Random(simulation.seed)
        self._service_minutes = service_minutes
        self._busy = busy
        self._absent = absent
        self._resting = False
        self._seen: tuple[Phase, str, bool] | None = None
        self._guest = ""
        self._steps: list[Press] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._do)

    @Slot(object)
    def look(self, picture: Picture) -> None:
        """The window shows another picture: plan the next press, if one is due."""
        seen = picture.phase, picture.present.number, picture.main.enabled
        if seen == self._seen or self._resting:
            return
        self._seen = seen
        self._timer.stop()
        if picture.main.enabled:
            self._plan(picture)

    @Slot()
    def rest(self) -> None:
        """Press nothing more."""
        self._resting = True
        self._timer.stop()
        self._say_when_quiet()

    def _plan(self, picture: Picture) -> None:
        number = picture.present.number
        match picture.phase:
            case Phase.IDLE:
                self._steps = [None]
                self._wait(self._random.uniform(1, 4))
            case Phase.CALLED:
                if number != self._guest:
                    self._guest = number
                    self._steps = self._what_the_guest_does()
                self._wait(self._random.uniform(5, 20))
            case Phase.SERVING:
                mean = self._service_minutes() * 0.2 * 60
                self._steps = [self._random.choice((None, Action.FINISH))]
                self._wait(max(20, self._random.expovariate(1 / mean)))
            case _:
                pass

    def _what_the_guest_does(self) -> list[Press]:
        if self._random.random() < self._absent:
            return [Action.RECALL, Action.NO_SHOW]
        return [None]

    def _wait(self, office_seconds: float) -> None:
        real = office_seconds * 1_000 / self._speed
        self._timer.start(max(FASTEST_MILLISECONDS, round(real)))

    @Slot()
    def _do(self) -> None:
        """Press what is planned, or come back when it is not offered yet."""
        if not self._steps:
            return
        button = self._button(self._steps[0])
        if button.isVisible() and button.isEnabled():
            self._press(button, self._steps.pop(0))
        else:
            self._timer.start(2 * FASTEST_MILLISECONDS)

    def _button(self, press: Press) -> StepButton:
        return self._window.main if press is None else self._window.besides[press]

    def _press(self, button: StepButton, press: Press) -> None:
        """Press with the mouse, or now and then with the key."""
        # Only the window on top gets the keys.
        if self._window.isActiveWindow() and self._random.random() < 0.5:
            keys = MAIN_KEY if press is None else KEYS[press]
            QTest.keySequence(self._window, QKeySequence(keys))
        else:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @Slot()
    def _say_when_quiet(self) -> None:
        if self._busy():
            QTimer.singleShot(FASTEST_MILLISECONDS, self, self._say_when_quiet)
        else:
            self.rested.emit()
