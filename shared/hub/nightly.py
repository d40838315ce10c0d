"""Makes the backup of each night, in a thread that nobody waits for."""

import logging
import threading
from datetime import time
from pathlib import Path

from shared.clock import Clock
from shared.domain.times import HOUR
from shared.hub.notices import Board
from shared.store.backups import Backups
from shared.store.errors import BrokenOff, StoreUnavailable

log = logging.getLogger(__name__)

AGAIN = HOUR
"""So long after one that failed the next is tried; one that takes longer hangs."""

PATIENCE_SECONDS = 3.0
"""So long a hub that ends waits for a backup to be broken off."""


class Nightly:
    """Looks whether a backup is due, and makes it beside the work."""

    def __init__(
        self, source: Path, backups: Backups, at: time, clock: Clock, board: Board
    ) -> None:
        self._source = source
        self._backups = backups
        self._at = at
        self._clock = clock
        self._board = board
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._began_at = 0
        self._hangs = self._warned = False
        self._failed_at: int | None = None

    def begin(self) -> None:
        """Be ready to make one, also after a `stop`."""
        self._ended.clear()

    def look(self) -> None:
        """Begin one if it is due, and none is being made.

        The folder may be on a disk of the network that hangs: nobody waits for it.
        """
        now = self._clock.now()
        if self._thread is not None and self._thread.is_alive():
            if now - self._began_at >= AGAIN and not self._hangs:
                self._hangs = True
                self._fail(f"{self._backups.folder} does not answer", now)
            return
        if self._failed_at is not None and now - self._failed_at < AGAIN:
            return
        self._began_at, self._hangs = now, False
        self._thread = threading.Thread(
            target=self._work, args=[now], name="backup", daemon=True
        )
        self._thread.start()

    def stop(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Break off the one that is being made, and wait so long for that.

        What hangs even then ends with the process; whatever was made before stays.
        """
        self._ended.set()
        if not self.join(seconds):
            log.warning("%s does not answer: left behind", self._backups.folder)

    def join(self, seconds: float | None = None) -> bool:
        """Wait until the one that is being made is there; return whether it is."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _work(self, now: int) -> None:
        try:
            self._warn()
            if self._going() and self._backups.due(now, self._at):
                self._make()
        except OSError as error:  # a disk of the network that has gone
            self._fail(error, now)

    def _warn(self) -> None:
        """Write down once if the backups would die with the disk of the records."""
        if self._warned:
            return
        self._warned = True
        folder = self._backups.folder
        if _same_disk(self._source, folder):
            log.warning(
                "%s is on the disk of the records: name another under [backup]",
                folder,
            )

    def _make(self) -> None:
        now = self._clock.now()
        try:
            path = self._backups.make(self._source, now, self._going)
        except BrokenOff:
            log.info("the backup was broken off: it is made after the next start")
        except (StoreUnavailable, OSError) as error:
            self._fail(error, now)
        else:
            self._failed_at = None
            log.info("backup: %s", path)
            self._board.take("backup_failed")

    def _fail(self, error: Exception | str, now: int) -> None:
        self._failed_at = now
        log.warning("no backup was made: %s", error)
        self._board.put("backup_failed", now)

    def _going(self) -> bool:
        return not self._ended.is_set()


def _same_disk(path: Path, folder: Path) -> bool:
    """Return whether what is written to *folder* dies with the disk of *path*."""
    places = (folder, *folder.absolute().parents)
    # On Windows a disk that is not plugged in has no folder at all.
    there = next((each for each in places if each.exists()), None)
    return there is not None and path.parent.stat().st_dev == there.stat().st_dev
