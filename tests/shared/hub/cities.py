"""Hubs of a city in this process, which share a PostgreSQL server."""

import asyncio
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from shared.clock import ManualClock
from shared.hub.beginning import Beginning
from shared.hub.door import Address, Door, listening
from shared.hub.hub import Hub
from shared.hub.keeping import Keeping
from shared.hub.neighbours import neighbours_of
from shared.hub.orders import Orders
from shared.hub.owning import Owning
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.store.database import Database
from shared.store.engine import open_engine
from tests.halls import EIGHT, a_plan
from tests.shared.hub.conftest import Office


class CityHub(Office):
    """A hub that looks for offices when the test says so, or once it `lives`."""

    def __init__(self, address, offices, *, first=("*",), clock=None):
        self.clock = clock or ManualClock(EIGHT)
        self.engine = open_engine(address, Path())
        settings = HubSettings(database="", offices=Path("offices"), first=first)
        plans = Plans({office: a_plan(id=office) for office in offices})
        orders = Orders(settings, plans, self.clock)
        keeping = Keeping(None, settings.backup, self.clock)
        database = Database(self.engine)
        self.neighbours = neighbours_of(database, plans)
        self.hub = Hub(orders, database, keeping, self.neighbours)
        beginning = Beginning(self.hub, keeping)
        self.owner = Owning(self.hub, database, beginning, self.neighbours)
        self._living = []

    @property
    def served(self):
        return {site.office for site in self.hub}

    @asynccontextmanager
    async def open(self):
        """Let stations come, until the hub ends well."""
        beating = asyncio.create_task(self.hub.beat())
        self.door = Door(self.hub, near=True)
        async with listening(self.door, Address("127.0.0.1", 0)) as self.url:
            yield self
            beating.cancel()
            await self._stop_living()
            await self.hub.end()
            await self.owner.end()
        self.engine.dispose()

    def live(self):
        """Look after the offices from now on without being told."""
        self.neighbours.start()
        works = (self.owner.hold(), self.owner.go_on())
        self._living = [asyncio.create_task(work) for work in works]

    async def die(self):
        """Let go of all offices without a word to anybody, as a crash does."""
        for task in self._living:
            task.cancel()
        self._living = []
        self.owner._locks.cut()

    async def _stop_living(self):
        for task in self._living:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.to_thread(self.neighbours.stop)


async def until(true):
    """Wait until *true* returns something true."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # what it asks tells nobody when it changes
            await asyncio.sleep(0.01)
