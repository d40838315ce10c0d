"""Keeps the register as the records have it, and shows out who may not stay."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from shared.clock import Clock
from shared.hub.crowd import Station
from shared.hub.register import TURNED_AWAY, Register
from shared.hub.shifts import Shifts
from shared.store.clerks import Clerk
from shared.store.errors import StoreError
from shared.store.stations import Enrolled, Sighting, Stations

log = logging.getLogger(__name__)

ROUND_SECONDS = 2.0
NOTED_MILLISECONDS = 60_000
"""So often it is written down that a station is still here."""


class Attendance:
    """Goes round: who is here, and who may be."""

    def __init__(
        self,
        stations: Stations,
        register: Register,
        clock: Clock,
        here: Callable[[], Iterable[tuple[Station, str | None]]],
        shifts: Shifts | None = None,
    ) -> None:
        """*here* returns the stations that are connected, each with its version."""
        self._stations = stations
        self._register = register
        self._clock = clock
        self._here = here
        self._shifts = shifts
        self._noted: dict[str, Sighting] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._reachable = True

    async def go_round(self) -> None:
        """Do it again and again, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(ROUND_SECONDS)

    async def look(self) -> None:
        """Read the records, show out who was revoked, note who is here."""
        seen = self._seen()
        try:
            enrolled, clerks = await asyncio.to_thread(self._exchange, seen)
        except StoreError as error:
            if self._reachable:
                log.warning("who may come in stays as it was: %s", error)
            self._reachable = False
            return
        self._reachable = True
        self._register.take(enrolled)
        if self._shifts is not None:
            self._shifts.take(clerks, [station for station, _ in self._here()])
        for station, _ in self._here():
            if station.badge and (why := self._register.why_not(station.badge)):
                log.warning("%s is shown out: %s", station.hello.station, why)
                closing = station.connection.close(TURNED_AWAY, why)
                task = asyncio.create_task(closing)
                self._leaving.add(task)
                task.add_done_callback(self._leaving.discard)

    def _exchange(self, seen: list[Sighting]) -> tuple[list[Enrolled], list[Clerk]]:
        if seen:
            self._stations.note(seen)
        clerks = [] if self._shifts is None else self._shifts.read()
        return self._stations.all(), clerks

    def _seen(self) -> list[Sighting]:
        """Return what is to be written down: who came, went, or is still here."""
        now = self._clock.now()
        here = {
            station.badge.name: Sighting(station.badge.name, now, version)
            for station, version in self._here()
            if station.badge and not station.badge.trusted
        }
        fresh = [one for one in here.values() if self._is_news(one)]
        gone = [Sighting(name, now) for name in self._noted.keys() - here.keys()]
        self._noted = {name: self._noted.get(name, one) for name, one in here.items()}
        self._noted |= {one.name: one for one in fresh}
        return fresh + gone

    def _is_news(self, now: Sighting) -> bool:
        before = self._noted.get(now.name)
        return (
            before is None
            or before.version != now.version
            or now.at - before.at >= NOTED_MILLISECONDS
        )
