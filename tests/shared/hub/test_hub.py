"""Several offices on one hub, each as if it were alone, over real sockets."""

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.hub.tokens import hash_of, new_token
from shared.store.engine import open_engine
from shared.store.errors import StoreUnavailable
from shared.store.rows import Batch, Entry
from shared.store.stations import Enrolled
from shared.store.store import Store
from tests.halls import EIGHT, a_plan
from tests.shared.hub.conftest import Office, a_hub, listening_at

BOTH = ("an-phu", "binh-an")


class City:
    """Two offices on one hub."""

    def __init__(self, hub, door):
        self.hub, self.door = hub, door
        self._here = Office(None, None, door.url)

    def station(self, office, role="kiosk", name="kiosk-1", **hello):
        more = {} if office is None else {"office": office}
        return self._here.station(role, name, **more, **hello)

    async def enrol(self, engine, office):
        """Let a kiosk come in to *office* from elsewhere, and return its token."""
        token = new_token()
        station = Enrolled(
            name="kiosk-1", role="kiosk", token_hash=hash_of(token), added_at=EIGHT
        )
        Store(engine, office).stations.add(station)
        await self.hub.rounds.look()
        return token


@asynccontextmanager
async def a_city(engine, *, near=True, offices=BOTH, **options):
    """A hub that serves both *offices*, until the block ends."""
    hub = a_hub(engine, *(a_plan(id=office) for office in offices), **options)
    for office in offices:
        await hub.serve(office)
    async with listening_at(hub, near=near) as door:
        yield City(hub, door)


@pytest.fixture
async def city(engine):
    async with a_city(engine) as city:
        yield city


async def test_equal_numbers_in_two_offices_are_no_clash(city):
    async with city.station(BOTH[0]) as one, city.station(BOTH[1]) as two:
        given = [await each.ask("issue", "same-id", service="1") for each in (one, two)]
        again = [await each.ask("issue", "same-id", service="1") for each in (one, two)]

    assert [each["ticket"]["number"] for each in given] == ["1001", "1001"]
    assert given[0]["token"] != given[1]["token"]
    assert again == given


async def test_each_station_sees_its_own_office_alone(city):
    async with AsyncExitStack() as stack:
        kiosks, walls = [], []
        for office in BOTH:
            kiosks.append(await stack.enter_async_context(city.station(office)))
            wall = city.station(office, "display", "wall")
            walls.append(await stack.enter_async_context(wall))
        # Five numbers in one office, between them two in the other.
        for place in range(7):
            kiosk = kiosks[place in (2, 4)]
            await kiosk.ask("issue", f"{place}", service="2" if place > 4 else "1")
        seen = [await events_until(walls[0], 5), await events_until(walls[1], 2)]

    streams = [wall.welcome["stream"] for wall in walls]
    assert streams == [f"{office}/1" for office in BOTH]
    for stream, frames in zip(streams, seen, strict=True):
        assert {frame["stream"] for frame in frames} == {stream}
    numbers = [
        [event["ticket"]["number"] for frame in frames for event in frame["list"]]
        for frames in seen
    ]
    assert numbers == [["1001", "1002", "1003", "2001", "2002"], ["1001", "1002"]]


async def events_until(station, last):
    """Return the frames of events up to the one with event *last*."""
    frames = []
    while True:
        frames.append(frame := await station.hear("events"))
        if frame["from"] + len(frame["list"]) > last:
            return frames


WISHES = st.lists(
    st.tuples(
        st.sampled_from(BOTH),
        st.sampled_from([("issue", "1"), ("issue", "2"), ("call_next", "1")]),
    ),
    max_size=12,
)


@given(WISHES)
@settings(max_examples=15)
def test_whatever_comes_in_between_an_office_is_as_if_it_were_alone(wishes):
    together = asyncio.run(seen_by_walls(BOTH, wishes))

    for office in BOTH:
        own = [wish for wish in wishes if wish[0] == office]
        assert asyncio.run(seen_by_walls([office], own)) == {office: together[office]}


async def seen_by_walls(offices, wishes):
    """Return what a display in each of *offices* has seen at the end of *wishes*."""
    engine = open_engine("sqlite://", Path())
    async with a_city(engine, offices=offices) as city, AsyncExitStack() as stack:
        desks, walls = {}, {}
        for office in offices:
            desk, wall = (
                city.station(office, "counter"),
                city.station(office, "display"),
            )
            desks[office] = await stack.enter_async_context(desk)
            walls[office] = await stack.enter_async_context(wall)
            await desks[office].ask("open", "open", counter="1")
        ends = dict.fromkeys(offices, 1)
        for place, (office, (kind, of)) in enumerate(wishes):
            more = {"service": of} if kind == "issue" else {"counter": of}
            answer = await desks[office].ask(kind, f"{place}", **more)
            ends[office] = answer.get("seq", ends[office])
        seen = {}
        for office, wall in walls.items():
            frames = await events_until(wall, ends[office])
            assert {frame["stream"] for frame in frames} == {f"{office}/1"}
            events = [event for frame in frames for event in frame["list"]]
            seen[office] = events
    engine.dispose()
    return seen


async def test_a_token_opens_its_own_office_alone(engine):
    async with a_city(engine, near=False) as city:
        tokens = [await city.enrol(engine, office) for office in BOTH]

        async with city.station(None, token=tokens[1]) as kiosk:
            stream = kiosk.welcome["stream"]
        async with city.station(BOTH[0], token=tokens[1], welcome=False) as kiosk:
            closed = await kiosk.closed()
        async with city.station(BOTH[0], token=new_token(), welcome=False) as kiosk:
            guessed = await kiosk.closed()

    assert stream == f"{BOTH[1]}/1"
    assert closed == (4401, "not_this_station")
    assert guessed == (4401, "token_unknown")


@pytest.mark.parametrize("office", [None, "nowhere"])
async def test_a_station_of_this_machine_has_to_say_which_office(city, office):
    async with city.station(office, welcome=False) as kiosk:
        assert await kiosk.closed() == (4401, "office_unknown")


class Refusing(Store):
    """A store in which one office's records cannot be written."""

    def record(self, batch):
        if self._office == BOTH[0] and batch.entries[0].station:
            raise StoreUnavailable("these records cannot be written")
        super().record(batch)


async def test_records_that_refuse_one_office_do_not_hold_up_another(engine):
    async with (
        a_city(engine, store_of=lambda office: Refusing(engine, office)) as city,
        city.station(BOTH[0]) as one,
        city.station(BOTH[1]) as two,
    ):
        refused = await one.ask("issue", "1", service="1")
        done = await two.ask("issue", "1", service="1")

    assert refused["code"] == "not_kept"
    assert done["ticket"]["number"] == "1001"


class Mistaken(Store):
    """A store with a mistake in it, that only one office meets."""

    def record(self, batch):
        if self._office == BOTH[0]:
            raise ZeroDivisionError
        super().record(batch)


async def test_a_mistake_in_one_office_ends_that_alone(engine):
    async with (
        a_city(engine, store_of=lambda office: Mistaken(engine, office)) as city,
        city.station(BOTH[0]) as one,
        city.station(BOTH[1]) as two,
    ):
        await one.say(type="issue", id="1", service="1")
        closed = await one.closed()
        done = await two.ask("issue", "1", service="1")

    assert closed == (4410, "elsewhere")
    assert done["ticket"]["number"] == "1001"


async def test_an_office_ends_and_begins_while_another_is_served(city):
    async with city.station(BOTH[0]) as one, city.station(BOTH[1]) as two:
        await one.ask("issue", "1", service="1")
        await city.hub.leave(BOTH[0])
        closed = await one.closed()
        meanwhile = await two.ask("issue", "1", service="1")
        async with city.station(BOTH[0]) as back:
            waits = back.welcome["type"]
            await city.hub.serve(BOTH[0])
            welcome = await back.hear("snapshot")
        after = await two.ask("issue", "2", service="1")

    assert closed == (4410, "elsewhere")
    assert waits == "unavailable"
    assert (welcome["stream"], welcome["seq"]) == (f"{BOTH[0]}/2", 1)
    assert (meanwhile["seq"], after["seq"]) == (1, 2)


async def test_a_station_whose_office_another_hub_has_is_sent_there_at_once(city):
    async def had_elsewhere(_office):
        return False

    city.hub.wanted = had_elsewhere
    await city.hub.leave(BOTH[0])

    async with city.station(BOTH[0], welcome=False) as kiosk:
        assert await kiosk.closed() == (4410, "elsewhere")


async def test_what_was_written_beside_one_office_is_shown_there_alone(engine):
    stores = {office: Store(engine, office) for office in BOTH}
    async with (
        a_city(engine, store_of=stores.get) as city,
        city.station(BOTH[0]) as one,
        city.station(BOTH[1]) as two,
    ):
        _, day = stores[BOTH[0]].position()
        text = json.dumps({"type": "day_started", "day": str(day), "at": EIGHT})
        entry = Entry(day=day, at=EIGHT, station="", event=text)
        batch = Batch(seq=0, day=day, entries=[entry])
        await asyncio.to_thread(stores[BOTH[0]].record, batch)
        shown = await one.hear("snapshot")
        calm = await two.hear("snapshot", "heartbeat")

    assert shown["seq"] == 1
    assert calm["type"] == "heartbeat"
