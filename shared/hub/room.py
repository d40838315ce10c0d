"""Room on the disk of the records: a reserve, and a word before it is used up."""

import logging
import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path

from shared.clock import Clock
from shared.hub.notices import Board
from shared.store.copying import sync

log = logging.getLogger(__name__)

MEGABYTE = 2**20
RESERVE = 64 * MEGABYTE
"""Bytes that are kept back, to finish a day with."""

LOW, LOW_SHARE = 1024 * MEGABYTE, 0.05
"""Less than so many bytes, or than such a share of the disk, and somebody is told.

Of a large disk 5 % would be told for years: never more than twice the bytes.
"""

PIECE = 4 * MEGABYTE
STEP = 100
"""Megabytes; what is left is told in such steps."""


class Room:
    """The reserve beside the database *path*: a file of noise, deleted in need."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        board: Board,
        *,
        reserve: int = RESERVE,
        low: int = LOW,
    ) -> None:
        self._path = path.with_name(f"{path.name}.reserve")
        self._clock = clock
        self._board = board
        self._reserve, self._low = reserve, low
        self._lock = threading.Lock()
        self._told: int | None = None

    def make(self) -> bool:
        """Give the reserve back to the disk, and return whether there was one."""
        with self._lock:
            try:
                self._path.unlink()
            except OSError:
                return False
        log.error("the disk is full: the reserve of %d MB was freed", self._megabytes)
        return True

    def look(self) -> None:
        """Tell if there is little room; lay the reserve up if there is enough."""
        disk = shutil.disk_usage(self._path.parent)
        low = min(max(self._low, LOW_SHARE * disk.total), 2 * self._low)
        if disk.free < low:
            megabytes = disk.free // MEGABYTE // STEP * STEP
            if megabytes != self._told:
                log.warning("%d MB are left on the disk of the records", megabytes)
            self._told = megabytes
            self._board.put("disk_low", self._clock.now(), megabytes=megabytes)
            return
        self._told = None
        self._board.take("disk_low")
        if disk.free >= low + self._reserve and not self._path.exists():
            self._lay_up()

    @property
    def _megabytes(self) -> int:
        return self._reserve // MEGABYTE

    def _lay_up(self) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            part.unlink(missing_ok=True)
            for _ in range(0, self._reserve, PIECE):
                # Noise: some disks keep what is the same only once.
                with part.open("ab") as file:
                    file.write(os.urandom(min(PIECE, self._reserve)))
                sync(part)
            part.replace(self._path)
        except OSError as error:
            log.warning("no reserve on the disk of the records: %s", error.strerror)
            with suppress(OSError):
                part.unlink(missing_ok=True)
        else:
            log.info("%d MB are kept back beside the records", self._megabytes)
