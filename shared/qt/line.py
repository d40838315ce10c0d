"""The line between a station and its hub: at which address, and how it stands."""

import logging
from collections.abc import Sequence
from pathlib import Path
from weakref import finalize

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from shared.clock import stopwatch
from shared.qt.carrier import Carrier
from shared.qt.round import BARRED_PAUSE
from shared.qt.standing import Standing
from shared.qt.told import Told

log = logging.getLogger(__name__)

SILENCE_MILLISECONDS = 3_000
"""So long without a heartbeat, and what the screen shows may be old."""

PATIENCE_MILLISECONDS = 3_000
LONGEST_PATIENCE = 30_000
"""So long a hub may say that it cannot serve yet before another is asked, at first and
at most: while none can, nobody runs to and fro."""


class Line(QObject):
    """Carries frames in the thread of the screen, and goes where a hub serves.

    Signals:
        opened: A new connection is there: `greet` the hub.
        received: A frame came.
        lost: `standing` is another, and what the hub said may be old.
    """

    opened = Signal()
    received = Signal(str)
    lost = Signal()

    def __init__(
        self,
        addresses: Sequence[str],
        authority: Path | None = None,
        *,
        barred_pause: float = BARRED_PAUSE,
        parent: QObject | None = None,
    ) -> None:
        """Find a hub at one of *addresses*; *authority* vouches for ``wss://``."""
        super().__init__(parent)
        self.standing = Standing()
        self.address = ""
        """Where the hub is that serves, or served last."""

        self._carrier = Carrier(addresses, authority, barred_pause=barred_pause)
        self._told = Told()
        self._number, self._place = 0, ""
        self._heard_at = stopwatch()
        self._silence = QTimer(self, interval=SILENCE_MILLISECONDS, singleShot=True)
        self._silence.timeout.connect(self._on_silence)
        self._patience = QTimer(self, interval=PATIENCE_MILLISECONDS, singleShot=True)
        self._patience.timeout.connect(self._on_patience_over)
        queued = Qt.ConnectionType.QueuedConnection
        self._carrier.connected.connect(self._on_connected, queued)
        self._carrier.received.connect(self._on_text, queued)
        self._carrier.disconnected.connect(self._on_disconnected, queued)
        self._carrier.in_vain.connect(self._on_in_vain, queued)
        # No thread outlives its line, nor the program.
        self.destroyed.connect(self._carrier.stop)
        finalize(self, self._carrier.stop)

    @property
    def silent_for(self) -> int:
        """For how many milliseconds the hub has said nothing."""
        return stopwatch() - self._heard_at

    def start(self) -> None:
        self._carrier.start()

    def stop(self) -> None:
        """End the connection and the carrier's thread, and wait for both."""
        self._carrier.stop()
        if isValid(self):
            self._silence.stop()
            self._patience.stop()

    def greet(self, text: str) -> None:
        """Begin the conversation over the connection that has opened."""
        self._carrier.greet(self._number, text)

    def send(self, text: str) -> None:
        """Send *text* over the present connection, if it was greeted."""
        self._carrier.send(text)

    def begin_anew(self) -> None:
        """End this connection; another with the same hub follows."""
        self._carrier.drop(self._number)

    def leave(self) -> None:
        """End this connection at once; one with the next hub follows."""
        self._carrier.leave(self._number)

    def serve(self) -> None:
        """Take in that this hub serves: the hall is up to date."""
        self.standing = self.standing.served()
        self._patience.stop()
        self._patience.setInterval(PATIENCE_MILLISECONDS)
        self._told.serves(self._place)
        self.address = self._place

    def put_off(self, excuse: str, message: str) -> None:
        """Take in that this hub cannot serve yet: the code why, and words for a log."""
        self._told.waits(self._place, message)
        if self._carrier.several and not self._patience.isActive():
            self._patience.start()
        self._stand(self.standing.put_off(excuse))

    def doubt(self) -> None:
        """Take what was up to date for old, without a word."""
        self.standing = self.standing.cut_off()

    @Slot(int, str)
    def _on_connected(self, number: int, address: str) -> None:
        self._number, self._place = number, address
        self.opened.emit()
        self._silence.start()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._silence.start()
        self._heard_at = stopwatch()
        self.received.emit(text)

    @Slot(str, str, str)
    def _on_disconnected(self, address: str, reason: str, barred: str) -> None:
        self._told.away(address, reason, barred)
        self._silence.stop()
        self._patience.stop()
        self._stand(self.standing.cut_off())

    @Slot(str)
    def _on_in_vain(self, barred: str) -> None:
        self._stand(self.standing.alone(barred, several=self._carrier.several))

    @Slot()
    def _on_silence(self) -> None:
        log.warning("the hub has been silent for %d ms", SILENCE_MILLISECONDS)
        self.leave()
        self._stand(Standing())

    @Slot()
    def _on_patience_over(self) -> None:
        """Ask at the next address: there may be a hub that can serve."""
        longer = min(2 * self._patience.interval(), LONGEST_PATIENCE)
        self._patience.setInterval(longer)
        self.leave()

    def _stand(self, standing: Standing) -> None:
        before, self.standing = self.standing, standing
        if before.said != standing.said:
            self.lost.emit()
