import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect

from shared.clock import ManualClock
from shared.hub.door import Address, Door, listening
from shared.hub.server import Server
from shared.hub.writer import Writer
from shared.store.store import Store
from tests.halls import EIGHT, a_plan


class Office:
    """A hub in this process, on a real port."""

    def __init__(self, clock, store, url, writer=None, server=None):
        self.clock = clock
        self.store = store
        self.writer = writer
        self.server = server
        self.url = url

    @asynccontextmanager
    async def station(self, role="counter", name="counter-1", **hello):
        """A client that has said hello and read the welcome."""
        async with connect(self.url, max_size=2**24) as connection:
            station = Station(connection)
            await station.say(type="hello", role=role, station=name, **hello)
            station.welcome = await station.hear()
            yield station


class Station:
    """Says tables and hears tables."""

    def __init__(self, connection):
        self.connection = connection
        self.welcome = None

    async def say(self, **table):
        await self.connection.send(json.dumps(table))

    async def hear(self, *kinds):
        """Return the next frame, of one of the *kinds* if any are named."""
        async with asyncio.timeout(5):
            while True:
                frame = json.loads(await self.connection.recv())
                if not kinds or frame["type"] in kinds:
                    return frame

    async def hear_out(self):
        """Listen until the hub closes the connection."""
        while True:
            await self.hear()

    async def ask(self, type_, id_, **table):
        await self.say(type=type_, id=id_, **table)
        return await self.hear("done", "refused")


@asynccontextmanager
async def an_office(engine, clock=None, **plan):
    """A hub over the records in *engine*, until it is stopped."""
    clock = clock or ManualClock(EIGHT)
    store = Store(engine, "mau")
    writer = Writer(store, a_plan(**plan), clock, failed=lambda: None)
    server, door = Server(writer), Door()
    writer.start(server.deliver)
    door.open(server)
    beating = asyncio.create_task(server.beat())
    async with listening(door, Address("127.0.0.1", 0)) as url:
        yield Office(clock, store, url, writer, server)
    beating.cancel()
    await asyncio.to_thread(writer.stop)


@pytest.fixture
async def office(engine):
    async with an_office(engine) as office:
        yield office
