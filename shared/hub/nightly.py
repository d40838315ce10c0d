"""Makes the backup of each night, in a thread that nobody waits for."""

import logging
import threading
from contextlib import suppress
from datetime import time
from pathlib import Path

from shared.clock import Clock
from shared.domain.times import HOUR
from shared.hub.notices import Board
from shared.store.backups import Backups
from shared.store.errors import BrokenOff, StoreUnavailable

log = logging.getLogger(__name__)

AGAIN = HOUR
"""So long after one that failed the next is tried."""


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
        self._failed_at: int | None = None

    def warn(self) -> None:
        """Write down if the backups would die with the disk of the records."""
        folder = self._backups.folder
        with suppress(OSError):  # `look` says what is wrong with the folder
            if _same_disk(self._source, folder):
                log.warning(
                    "%s is on the disk of the records: name another under [backup]",
                    folder,
                )

    def look(self) -> None:
        """Begin one if it is due, and none is being made."""
        now = self._clock.now()
        if self._thread is not None and self._thread.is_alive():
            return
        if self._failed_at is not None and now - self._failed_at < AGAIN:
            return
        if self._is_due(now):
            self._thread = threading.Thread(target=self._make, name="backup")
            self._thread.start()

    def stop(self) -> None:
        """Break off the one that is being made, and wait for that."""
        self._ended.set()
        self.join()

    def join(self) -> None:
        """Wait until the one that is being made is there."""
        if self._thread is not None:
            self._thread.join()

    def _is_due(self, now: int) -> bool:
        try:
            return self._backups.due(now, self._at)
        except OSError as error:  # a disk of the network that has gone
            self._fail(error, now)
            return False

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

    def _fail(self, error: Exception, now: int) -> None:
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
