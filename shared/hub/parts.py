"""Sees to the parts of the tables on a PostgreSQL server, beside the work.

Days ahead get theirs each day; by night those go that are older than is kept. Any of
several hubs may do it: one does, the others find it done.
"""

import asyncio
import logging
from datetime import date

from shared.clock import Clock
from shared.domain.times import day_of, local
from shared.hub.upkeep import MONTHS_KEPT, NIGHT, months_before
from shared.store.errors import StoreError
from shared.store.retention import Retention

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
"""Between two parts that are dropped."""

LOOK_SECONDS = 60.0
"""So often it is looked whether there is anything to do, or to try again."""


class Parts:
    """The parts of the tables in one database."""

    def __init__(
        self, retention: Retention, clock: Clock, *, months: int = MONTHS_KEPT
    ) -> None:
        """Keep so many *months*, by the time of *clock*."""
        self._retention = retention
        self._clock = clock
        self._months = months
        self._made = self._cleared = date.min
        self._told = ""

    async def go_round(self) -> None:
        """Look after them until cancelled."""
        while True:
            more = await asyncio.to_thread(self.look)
            await asyncio.sleep(PAUSE_SECONDS if more else LOOK_SECONDS)

    def look(self) -> bool:
        """Do what is due, and return whether there may be more to do at once.

        What is not possible now, because somebody reads or the server has gone, is
        told in the log and tried again with a later look.
        """
        now = self._clock.now()
        today = day_of(now)
        try:
            if today != self._made and self._retention.partitions.make_ahead(today):
                self._made = today
            if today == self._cleared or local(now).hour not in NIGHT:
                return False
            if self._drop(today):
                return True
            self._cleared = today
            self._told = ""
        except StoreError as error:
            if str(error) != self._told:  # a line, not one each minute of a night
                log.info("parts of tables wait: %s", error)
            self._told = str(error)
        return False

    def _drop(self, today: date) -> bool:
        # The records say too what day it is: a clock alone could be years ahead.
        latest = self._retention.latest_day()
        if latest is None:
            return False
        return self._retention.step(months_before(min(today, latest), self._months))


async def look_after_parts(retention: Retention | None, clock: Clock) -> None:
    """Look after the parts of the tables until cancelled, if there can be any."""
    if retention is not None:
        await Parts(retention, clock).go_round()
