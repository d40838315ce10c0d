"""Looks after the records while the hub is at work, once a second, beside the work."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping

from shared.clock import stopwatch
from shared.domain.times import MINUTE
from shared.hub.known import Known, Standing
from shared.hub.mending import Mending
from shared.hub.nightly import Nightly
from shared.hub.room import Room
from shared.store.errors import BrokenOff, StoreDamaged, StoreUnavailable

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
IDLE = 60_000
"""Milliseconds after a start before a backup that was missed is made, or a reserve."""


class Care:
    """All that is done so that the records of a file outlive the file."""

    def __init__(
        self, known: Known, mending: Mending, nightly: Nightly, room: Room
    ) -> None:
        self._known = known
        self._mending = mending
        self._nightly = nightly
        self._room = room
        self._ended = threading.Event()
        self._examiner: threading.Thread | None = None

    async def live(
        self,
        given: Callable[[], Mapping[str, Standing]],
        condemn: Callable[[str], None],
    ) -> None:
        """Look after them until cancelled; *condemn* is told how they are damaged.

        *given* returns how far each office has come, as its stations know it.
        """
        self._ended.clear()
        self._nightly.begin()
        if not self._mending.looked:
            self._examiner = threading.Thread(
                target=self._examine, args=[condemn], name="examiner"
            )
            self._examiner.start()
        look_at = stopwatch() + IDLE
        while True:
            await asyncio.to_thread(self._known.give, given())
            if stopwatch() >= look_at:
                await asyncio.to_thread(self._look)
                look_at = stopwatch() + MINUTE
            await asyncio.sleep(PAUSE_SECONDS)

    def _look(self) -> None:
        self._room.look()
        self._nightly.look()

    def stop(self) -> None:
        """Break off what takes long, and wait for that."""
        self._ended.set()
        self._nightly.stop()
        if self._examiner is not None:
            self._examiner.join()

    def _examine(self, condemn: Callable[[str], None]) -> None:
        try:
            self._mending.look(lambda: not self._ended.is_set())
        except StoreDamaged as error:
            condemn(str(error))
        except BrokenOff:
            pass
        except StoreUnavailable as error:
            log.warning("the records were not looked at: %s", error)
