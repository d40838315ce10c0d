"""A player for a screen: it tells in the screen's own thread what it has played."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from shared.clock import stopwatch
from shared.sound.player import Player, Readiness
from shared.sound.samples import Samples
from shared.sound.speaker import Opener

LOOK_MILLISECONDS = 500


class Loudspeaker(QObject):
    """Plays sounds one after the other; nobody ever waits for it.

    Signals:
        ended: All that was given to play is over: played, cut off, or lost.
        readiness_changed: `readiness` is another.
    """

    ended = Signal()
    readiness_changed = Signal()

    def __init__(
        self,
        open_speaker: Opener,
        *,
        ticks: Callable[[], int] = stopwatch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # Emitted in the speaker's thread, received in that of whoever listens.
        self._player = Player(open_speaker, ended=self.ended.emit, ticks=ticks)
        self._told = Readiness.OPENING
        self._looking = QTimer(self, interval=LOOK_MILLISECONDS)
        self._looking.timeout.connect(self._look)

    @property
    def readiness(self) -> Readiness:
        """Whether what is played now can be heard."""
        return self._player.readiness

    def start(self) -> None:
        """Look for a speaker, now and for ever."""
        self._player.start()
        self._looking.start()

    def close(self) -> None:
        """Be silent for good."""
        self._looking.stop()
        self._player.close()

    def play(self, sound: Samples, *, volume: float = 1.0) -> None:
        """Play *sound* after those that play, at a *volume* from 0 to 1.

        While nothing can be heard it is over at once.
        """
        self._player.play(sound, volume=volume)

    def stop(self) -> None:
        """Cut off what plays."""
        self._player.stop()

    def _look(self) -> None:
        before, self._told = self._told, self.readiness
        if self._told is not before:
            self.readiness_changed.emit()
