"""Large type, a low screen, a voice, more time, help: for whoever needs them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.comfort import Asking, Comfort

ANSWER_SECONDS = 15.0
"""So long a citizen has to say that more time is needed."""

HELP_SECONDS = 300.0
"""So long staff are called, if nobody says that they have come."""


class Access(QObject):
    """Keeps how the screen is shown to one citizen.

    Signals:
        changed: `comfort` is another.
        stayed: The citizen needs more time.
        gone: The citizen does not, or did not answer.
        help_changed: Whether staff are called.
    """

    changed = Signal()
    stayed = Signal()
    gone = Signal()
    help_changed = Signal(bool)

    def __init__(
        self,
        *,
        answer: float = ANSWER_SECONDS,
        helping: float = HELP_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        """Wait *answer* seconds for an answer and *helping* seconds for staff."""
        super().__init__(parent)
        self.comfort = Comfort()
        self.speaking = False
        self._answer = _timer(self, answer, self.leave)
        self._helping = _timer(self, helping, self.end_help)

    @property
    def asks_for_time(self) -> bool:
        """Whether the citizen is being asked."""
        return self.comfort.asking is Asking.MORE_TIME

    @Slot()
    def toggle_large(self) -> None:
        """A citizen wants large type in strong colours, or the usual screen."""
        self._become(replace(self.comfort, large=not self.comfort.large))

    @Slot()
    def toggle_low(self) -> None:
        """A citizen wants all that is touched lower down, or as it was."""
        self._become(replace(self.comfort, low=not self.comfort.low))

    @Slot()
    def toggle_spoken(self) -> None:
        """A citizen wants to hear the screen, or has heard enough."""
        if self.comfort.voices:
            self._become(replace(self.comfort, spoken=not self.comfort.spoken))

    @Slot(object)
    def offer_voices(self, languages: frozenset[str] | None) -> None:
        """The screen can be listened to in these *languages*; None: not at all."""
        spoken = self.comfort.spoken and bool(languages)
        self._become(replace(self.comfort, voices=languages, spoken=spoken))

    @Slot(bool)
    def note_speech(self, speaking: bool) -> None:
        """Something is being said, or is not any more."""
        self.speaking = speaking

    @Slot()
    def call_help(self) -> None:
        """A citizen wants staff to come; once more shows that they are called."""
        called = not self.comfort.help
        self._become(replace(self.comfort, help=True, asking=Asking.HELP))
        if called:
            self._helping.start()
            self.help_changed.emit(True)

    @Slot()
    def end_help(self) -> None:
        """Staff have come, or have been called for long enough."""
        if not self.comfort.help:
            return
        self._helping.stop()
        asking = self.comfort.asking
        left = Asking.NOTHING if asking is Asking.HELP else asking
        self._become(replace(self.comfort, help=False, asking=left))
        self.help_changed.emit(False)

    @Slot()
    def stay(self) -> None:
        """A citizen needs more time."""
        if self.asks_for_time:
            self.close()
            self.stayed.emit()

    @Slot()
    def leave(self) -> None:
        """A citizen is done, or has gone without an answer."""
        if self.asks_for_time:
            self.close()
            self.gone.emit()

    @Slot()
    def close(self) -> None:
        """Nothing is asked any more."""
        self.ask(Asking.NOTHING)

    def ask(self, question: Asking) -> None:
        """Let a sheet above the screen ask *question*."""
        if question is Asking.MORE_TIME:
            self._answer.start()
        else:
            self._answer.stop()
        self._become(replace(self.comfort, asking=question))

    def begin_anew(self) -> None:
        """Be as everybody finds it; whoever called for help still waits."""
        self._answer.stop()
        self._become(Comfort(help=self.comfort.help, voices=self.comfort.voices))

    def _become(self, comfort: Comfort) -> None:
        if comfort != self.comfort:
            self.comfort = comfort
            self.changed.emit()


def _timer(parent: Access, seconds: float, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=round(1_000 * seconds))
    timer.timeout.connect(then)
    return timer
