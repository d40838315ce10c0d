"""Keeps the register as the records have it, and shows out who may not stay."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from shared.clock import Clock
from shared.hub.crowd import Station
from shared.hub.register import TURNED_AWAY, Register
from shared.hub.shifts import Shifts
from shared.store.errors import StoreError
from shared.store.rolls import Roll, Rolls
from shared.store.stations import Sighting

log = logging.getLogger(__name__)

ROUND_SECONDS = 2.0
ROUNDS_OF_ALL = 15
"""Each so many rounds also the offices are looked at that another hub serves."""

NOTED_MILLISECONDS = 60_000
"""So often it is written down that a station is still here."""


class Attendance:
    """Who is here in one office, and who may be."""

    def __init__(
        self,
        register: Register,
        clock: Clock,
        here: Callable[[], Iterable[tuple[Station, str | None]]],
        shifts: Shifts,
    ) -> None:
        """*here* returns the stations that are connected, each with its version."""
        self._register = register
        self._clock = clock
        self._here = here
        self._shifts = shifts
        self._noted: dict[str, Sighting] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def take(self, roll: Roll) -> None:
        """Show out who, after *roll* and the register, may not be here any more."""
        self._shifts.take(roll.clerks, [station for station, _ in self._here()])
        for station, _ in self._here():
            if station.badge and (why := self._register.why_not(station.badge)):
                log.warning("%s is shown out: %s", station.hello.station, why)
                closing = station.connection.close(TURNED_AWAY, why)
                task = asyncio.create_task(closing)
                self._leaving.add(task)
                task.add_done_callback(self._leaving.discard)

    def seen(self) -> list[Sighting]:
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


class Rounds:
    """Goes round all offices of a hub, with one question for all of them."""

    def __init__(
        self,
        rolls: Rolls,
        register: Register,
        offices: Sequence[str],
        served: Callable[[], Mapping[str, Attendance]],
    ) -> None:
        """*offices* are all whose stations may knock, *served* those at work now."""
        self._rolls = rolls
        self._register = register
        self._offices = offices
        self._served = served
        self._reachable = True
        self._round = 0
        self._last: dict[str, Roll] = {}

    async def go_round(self) -> None:
        """Do it again and again, until cancelled."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            self._round += 1
            everybody = self._round % ROUNDS_OF_ALL == 0
            await self.look(() if everybody else [*self._served()])

    async def begin(self, office: str, attendance: Attendance) -> None:
        """Let *attendance* know who belongs to *office*, which is served from now."""
        if office not in self._last:
            await self.look()
        attendance.take(self._last.get(office, Roll()))

    async def look(self, offices: Sequence[str] = ()) -> None:
        """Read the rolls of *offices*, else of all, and keep who is here.

        Who was revoked is shown out.
        """
        offices = offices or self._offices
        served = {each: at for each, at in self._served().items() if each in offices}
        seen = {
            office: sightings
            for office, at in served.items()
            if (sightings := at.seen())
        }
        try:
            rolls = await asyncio.to_thread(self._rolls.exchange, offices, seen)
        except StoreError as error:
            if self._reachable:
                log.warning("who may come in stays as it was: %s", error)
            self._reachable = False
            return
        self._reachable = True
        self._last |= rolls
        self._register.take({office: roll.stations for office, roll in rolls.items()})
        for office, attendance in served.items():
            attendance.take(rolls[office])
