"""Lets it be counted how long the stations of a hub's offices are there, and kept."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from shared.clock import Clock
from shared.domain.calendar import Hours
from shared.hub.hub import Hub
from shared.hub.presence import Here, Presence, hub_of
from shared.store.errors import StoreError
from shared.store.presences import Present

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0


class Counting:
    """Lets the minutes be counted and kept while a hub is at work."""

    def __init__(
        self,
        presence: Presence,
        clock: Clock,
        here: Callable[[], Iterable[Here]],
        keep: Callable[[list[Present]], None],
    ) -> None:
        """*keep* may block; it raises a StoreError if they cannot be kept now."""
        self._presence = presence
        self._clock = clock
        self._here = here
        self._keep = keep
        self._keeps = True

    async def go_on(self) -> None:
        """Do it minute by minute, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Count, and keep what was counted, if a minute has begun."""
        if not self._presence.look(self._clock.now(), self._here):
            return
        sums = self._presence.take()
        try:
            await asyncio.to_thread(self._keep, sums)
        except StoreError as error:
            if self._keeps:
                log.warning("who is here is written down later: %s", error)
            self._keeps = False
            self._presence.give_back(sums)
        else:
            self._keeps = True


def counting_of(hub: Hub, keep: Callable[[list[Present]], None]) -> Counting:
    """Return what counts the stations of *hub*, and the hub itself."""
    plans = hub.orders.plans

    def hours(office: str, day: date) -> Hours | None:
        return plans.on(office, day).hours

    def here() -> Iterator[Here]:
        for site in hub:
            yield hub_of(site.office)
            for station, printer in site.server.printers():
                said = station.hello
                yield Here(
                    office=site.office,
                    station=said.station,
                    role=said.role,
                    printer=printer,
                )

    return Counting(Presence(hours), hub.orders.clock, here, keep)
