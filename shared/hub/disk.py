"""What the writer does on a disk without room."""

import logging
from collections.abc import Callable
from contextlib import suppress

from shared.clock import Clock
from shared.hub.notices import Board
from shared.store.errors import StoreError, StoreFull
from shared.store.store import Store

log = logging.getLogger(__name__)


class Disk:
    """The disk of the records: full, or not."""

    def __init__(
        self, store: Store, clock: Clock, board: Board, make_room: Callable[[], bool]
    ) -> None:
        """*make_room* gives some room back, and says whether it could."""
        self._store = store
        self._clock = clock
        self._board = board
        self.make_room = make_room
        self.full = False
        """Nothing can be kept on it."""

    def fill(self, error: StoreFull) -> None:
        """Tell that nothing can be kept, because of *error*."""
        if not self.full:
            log.error("wishes are refused until there is room: %s", error)
        self.full = True
        self._board.put("disk_full", self._clock.now())

    def look(self) -> None:
        """Try whether there is room again, if there was none."""
        if not self.full:
            return
        with suppress(StoreError):
            self._store.try_writing()
            self.full = False
            self._board.take("disk_full")
            log.info("there is room on the disk again")
