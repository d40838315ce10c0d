"""What an office's stations are shown: the hall as it is kept, and each event once."""

import asyncio
import logging
from collections import deque
from itertools import islice

from shared.domain.hall import Hall, evolve
from shared.hub.crowd import Crowd
from shared.hub.exchange import Kept, Reset
from shared.wire.codec import pack, pack_list
from shared.wire.messages import DayKey, Heartbeat, Hello, Snapshot
from shared.wire.session import state_of

log = logging.getLogger(__name__)

REMEMBERED_EVENTS = 2_000
TICK_SECONDS = 0.015
"""In so long one frame of events goes out, with all that was kept meanwhile."""


class Showing:
    """Tells a crowd what is kept; `hall` is what it knows, `seq` its last event."""

    def __init__(
        self,
        crowd: Crowd,
        hall: Hall,
        *,
        stream: str,
        seq: int,
        day_key: DayKey | None = None,
        remembered: int = REMEMBERED_EVENTS,
    ) -> None:
        """Begin with *hall*, as it is after event *seq* of *stream*.

        Who missed no more than the events *remembered* is told these alone.
        """
        self.hall = hall
        self.seq = seq
        self.day_key = day_key
        """The key of the day, where numbers are limited by cards."""

        self._crowd = crowd
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._ring: deque[str] = deque(maxlen=remembered)
        self._snapped = (-1, "")
        # Kept, and not told yet: they wait for the next tick.
        self._untold: list[str] = []
        self._told_at = 0.0

    def show(self, kept: Kept) -> None:
        """Tell soon what was *kept*."""
        if not kept.events:
            return
        for event in kept.events:
            evolve(self.hall, event)
        self.seq += len(kept.events)
        self._ring.extend(kept.texts)
        if not self._untold:
            due = max(self._loop.time(), self._told_at + TICK_SECONDS)
            self._loop.call_at(due, self.tell)
        self._untold += kept.texts

    def tell(self) -> None:
        """Tell now what is still to be told."""
        if not self._untold:
            return
        first = self.seq - len(self._untold) + 1
        self._crowd.tell(pack_list("events", self._stream, first, self._untold))
        self._untold = []
        self._told_at = self._loop.time()

    def start_over(self, reset: Reset) -> None:
        """Show every station all of the hall, in place of what it knows."""
        log.info("every station gets the hall as recorded, event %d", reset.seq)
        self.tell()  # a call among it is to be heard
        self.hall, self.seq = reset.hall, reset.seq
        self._ring.clear()
        self._snapped = (-1, "")
        self._crowd.tell(self._snapshot())
        self.day_key = reset.day_key
        if self.day_key is not None:
            self._crowd.tell(pack(self.day_key), role="kiosk")

    def beat(self) -> None:
        """Tell that the hub is there, and what it last said."""
        self.tell()
        heartbeat = Heartbeat(stream=self._stream, seq=self.seq, hash=self.hall.hash)
        self._crowd.tell(pack(heartbeat))

    def welcome(self, hello: Hello) -> str:
        """Return what a station that says *hello* needs to know as much as all."""
        missed = self.seq - hello.last
        if hello.stream == self._stream and 0 <= missed <= len(self._ring):
            texts = list(islice(self._ring, len(self._ring) - missed, None))
            return pack_list("catch_up", self._stream, hello.last + 1, texts)
        return self._snapshot()

    def _snapshot(self) -> str:
        """Return the whole hall; a thousand displays may want it at the same event."""
        if self._snapped[0] != self.seq:
            state = state_of(self.hall)
            snapshot = Snapshot(stream=self._stream, seq=self.seq, state=state)
            self._snapped = (self.seq, pack(snapshot))
        return self._snapped[1]
