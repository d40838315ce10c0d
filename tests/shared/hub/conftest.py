import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from shared.clock import ManualClock
from shared.hub.bounds import Bounds
from shared.hub.door import Address, Door, listening
from shared.hub.hub import Hub
from shared.hub.keeping import Keeping
from shared.hub.orders import Orders
from shared.hub.passwords import hash_of as password_hash_of
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.hub.tokens import hash_of, new_token
from shared.store.clerks import Clerk
from shared.store.database import Database
from shared.store.stations import Enrolled
from shared.store.store import Store
from tests.halls import EIGHT, a_plan


class Office:
    """A hub in this process, on a real port."""

    def __init__(self, clock, store, url, *, writer=None, server=None, board=None):
        self.clock = clock
        self.store = store
        self.writer = writer
        self.server = server
        self.board = board
        self.url = url

    async def enrol(self, name, role, *, counter=None, kiosk=None):
        """Let a station in from now on, and return its token."""
        token = new_token()
        station = Enrolled(
            name=name, role=role, counter=counter, kiosk=kiosk,
            token_hash=hash_of(token), added_at=EIGHT,
        )  # fmt: skip
        self.store.stations.add(station)
        await self.attendance.look()
        return token

    async def employ(self, name, *, password="mot-cua-1", role="clerk"):
        """Let a clerk log in from now on."""
        clerk = Clerk(
            name=name, role=role, password_hash=password_hash_of(password),
            added_at=EIGHT,
        )  # fmt: skip
        self.store.clerks.add(clerk)
        await self.attendance.look()

    @asynccontextmanager
    async def station(self, role="counter", name="counter-1", welcome=True, **hello):
        """A client that has said hello and read the welcome."""
        async with connect(self.url, max_size=2**24) as connection:
            station = Station(connection)
            await station.say(type="hello", role=role, station=name, **hello)
            if welcome:
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

    async def closed(self):
        """Return with what code and reason the hub closes the connection."""
        with pytest.raises(ConnectionClosed) as error:
            await self.hear_out()
        return error.value.rcvd.code, error.value.rcvd.reason

    async def ask(self, type_, id_, **table):
        await self.say(type=type_, id=id_, **table)
        return await self.hear("done", "refused", "logged_in")


def a_hub(engine, *plans, moves=(), clock=None, store_of=None, path=None, **settings):
    """A hub for the offices with *plans*, none of which is begun."""
    clock = clock or ManualClock(EIGHT)
    settings = HubSettings(database="", office=Path("office.toml"), **settings)
    orders = Orders(settings, Plans({plan.id: plan for plan in plans}, moves), clock)
    keeping = Keeping(path, settings.backup, clock)
    return Hub(orders, Database(engine, store_of), keeping)


@asynccontextmanager
async def listening_at(hub, *, near=True, tls=None):
    """Let stations come to *hub*, and give its door; its `url` says where."""
    door = Door(hub, hub.orders.settings.bounds, near=near)
    beating = asyncio.create_task(hub.beat())
    async with listening(door, Address("127.0.0.1", 0), tls) as door.url:
        yield door
    beating.cancel()
    await hub.end()


@asynccontextmanager
async def an_office(
    engine,
    clock=None,
    *,
    store=None,
    bounds=None,
    near=True,
    tls=None,
    clerks="when_any",
    **plan,
):
    """A hub over the records in *engine*, until it is stopped.

    If not *near*, stations of this machine are like any other.
    """
    clock = clock or ManualClock(EIGHT)
    store = store or Store(engine, "mau")
    bounds = bounds or Bounds()
    hub = a_hub(
        engine, a_plan(**plan), clock=clock, store_of=lambda _office: store,
        bounds=bounds, clerks=clerks,
    )  # fmt: skip
    await hub.serve("mau")
    async with listening_at(hub, near=near, tls=tls) as door:
        site = hub.site("mau")
        office = Office(
            clock, store, door.url,
            writer=site.writer, server=site.server, board=hub.board,
        )  # fmt: skip
        office.door, office.attendance, office.hub = door, hub.rounds, hub
        yield office


@pytest.fixture
async def office(engine):
    async with an_office(engine) as office:
        yield office


@pytest.fixture
async def guarded(engine):
    """A hub that lets nobody in without a token, with two kiosks' blocks."""
    async with an_office(engine, kiosks=2, near=False) as office:
        yield office
