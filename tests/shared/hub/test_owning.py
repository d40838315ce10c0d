"""Several hubs, one server: each office has one hub, and another when that is gone."""

import asyncio
from contextlib import AsyncExitStack

import psycopg
import pytest

from shared.clock import ManualClock
from shared.domain.times import HOUR
from shared.hub.register import ELSEWHERE
from shared.store.errors import OfficeTaken
from shared.store.officelocks import OfficeLocks
from shared.store.store import Store
from tests.halls import EIGHT
from tests.postgresql import a_server
from tests.shared.hub.cities import CityHub, until

pytestmark = pytest.mark.postgresql
OFFICES = ("xa-1", "xa-2", "xa-3")


@pytest.fixture
def address(postgresql):
    return postgresql.database()


@pytest.fixture
async def start(address):
    """A builder of hubs, which end well in the end."""
    async with AsyncExitStack() as stack:

        async def start(*, offices=OFFICES, **settings):
            hub = CityHub(settings.pop("address", address), offices, **settings)
            return await stack.enter_async_context(hub.open())

        yield start


def end_sessions(address):
    """Let the server end all sessions that own offices."""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
            " application_name = 'motcua-owner' AND datname = current_database()"
        )


async def issue(hub, id_, office="xa-1"):
    """Take a number at *hub* as a kiosk of *office*, and return the answer."""
    async with hub.station("kiosk", "kiosk-1", office=office) as kiosk:
        return await kiosk.ask("issue", id_, service="1")


async def turned_away(hub, office="xa-1"):
    """Return with what code a station of *office* is sent away."""
    async with hub.station("kiosk", "k", welcome=False, office=office) as kiosk:
        code, _ = await kiosk.closed()
    return code


async def test_the_first_hub_takes_all_and_the_next_stands_by(start):
    one, other = await start(), await start()
    await one.owner.look()
    await other.owner.look()

    assert (one.served, other.served) == (set(OFFICES), set())
    assert (await issue(one, "1"))["ticket"]["number"] == "1001"
    assert await turned_away(other) == ELSEWHERE


async def test_a_hub_that_stands_by_is_well_and_says_so(start):
    one, other = await start(), await start()
    before = other.door.health.now()
    await one.owner.look()
    await other.owner.look()

    working, standing_by = one.door.health.now(), other.door.health.now()
    assert (before["ok"], before["database"]) == (False, "away")
    assert (working["ok"], "stands_by" in working) == (True, False)
    assert (standing_by["ok"], standing_by["stands_by"]) == (True, True)


async def test_two_hubs_that_start_together_share_the_offices_out(start):
    one, other = await start(), await start()

    await asyncio.gather(one.owner.look(), other.owner.look())

    assert one.served | other.served == set(OFFICES)
    assert one.served & other.served == set()


async def test_a_hub_leaves_offices_to_the_one_that_should_have_them(start):
    one, other = await start(first=("xa-1",)), await start(first=("xa-[23]",))
    await one.owner.look()
    await other.owner.look()
    await one.owner.look()

    assert (one.served, other.served) == ({"xa-1"}, {"xa-2", "xa-3"})


async def test_an_office_that_nobody_takes_is_taken_by_another_hub(start):
    hub = await start(first=("xa-1",))
    await hub.owner.look()
    before = hub.served
    hub.live()

    await until(lambda: hub.served == set(OFFICES))

    assert before == {"xa-1"}


async def test_an_office_that_nobody_has_is_served_as_soon_as_a_station_asks(start):
    hub = await start(first=("xa-1",))
    await hub.owner.look()

    async with hub.station("kiosk", "k", office="xa-2") as kiosk:
        frame = await kiosk.hear("snapshot")

    assert frame["state"]["office"]["id"] == "xa-2"
    assert hub.served == {"xa-1", "xa-2"}


async def test_many_stations_that_ask_at_once_are_all_let_in(start):
    hub = await start(first=("none",))
    await hub.owner.look()
    async with AsyncExitStack() as stack:
        stations = await asyncio.gather(
            *(
                stack.enter_async_context(
                    hub.station("display", f"d-{place}", office="xa-2", welcome=False)
                )
                for place in range(20)
            )
        )
        frames = await asyncio.gather(*(each.hear("snapshot") for each in stations))

    assert {frame["stream"] for frame in frames} == {"xa-2/1"}


async def test_a_hub_that_dies_is_followed_by_one_that_knows_the_day(start):
    one, other = await start(), await start()
    for hub in (one, other):
        await hub.owner.look()
        hub.live()
    for place in range(5):
        await issue(one, f"{place}")
    await until(lambda: (warm := other.neighbours._follower.warm("xa-1")) and warm.seq)

    await one.die()
    await until(lambda: other.served == set(OFFICES))
    again, following = await issue(other, "4"), await issue(other, "5")

    assert again["ticket"]["number"] == "1005"
    assert following["ticket"]["number"] == "1006"
    assert following["seq"] == 6
    assert other.hub.site("xa-1").writer.books.check() == []


async def test_what_the_next_hub_shows_is_what_the_last_one_showed(start):
    one, other = await start(), await start()
    for hub in (one, other):
        await hub.owner.look()
        hub.live()
    for place in range(20):
        await issue(one, f"{place}")
    async with one.station("counter", "c", office="xa-1") as counter:
        await counter.ask("open", "o", counter="1")
        await counter.ask("call_next", "n", counter="1")
    before = one.hub.site("xa-1").server.hall.hash

    await one.die()
    await until(lambda: other.served == set(OFFICES))

    site = other.hub.site("xa-1")
    assert site.server.hall.hash == site.writer.books.kept().hash == before
    assert site.writer.stream == "xa-1/2"


async def test_a_session_that_breaks_while_nobody_else_wants_the_offices_is_no_end(
    start, address
):
    hub = await start()
    await hub.owner.look()
    hub.live()
    async with hub.station("kiosk", "k", office="xa-1") as kiosk:
        await kiosk.ask("issue", "1", service="1")
        session = hub.owner._locks._session
        before = session.driver
        end_sessions(address)
        await until(lambda: session.is_open and session.driver is not before)
        await until(lambda: hub.owner._locks.mine == set(OFFICES))
        done = await kiosk.ask("issue", "2", service="1")

    assert done["ticket"]["number"] == "1002"
    assert hub.hub.site("xa-1").writer.books.incarnation == 1


async def test_a_hub_that_lost_an_office_serves_the_others_and_sends_its_stations_on(
    start, address
):
    hub = await start()
    await hub.owner.look()
    thief = OfficeLocks(hub.engine)
    async with hub.station("kiosk", "k", office="xa-1") as kiosk:
        end_sessions(address)
        assert thief.try_take(["xa-1"]) == {"xa-1"}
        await hub.owner._keep_hold()
        code, _ = await kiosk.closed()
    thief.close()

    assert code == ELSEWHERE
    assert hub.served == {"xa-2", "xa-3"}


async def test_a_hub_that_leaves_its_only_office_as_another_takes_it_stands_by(start):
    hub = await start(offices=("xa-1",))
    await hub.owner.look()

    hub.hub.site("xa-1").writer.fail(OfficeTaken("another hub has taken xa-1"))
    await hub.hub.leave("xa-1")

    assert hub.hub.stands_by
    assert not hub.hub.failed
    assert not hub.hub.ending.is_set()


async def test_a_late_hub_keeps_and_answers_nothing_and_sends_its_stations_on(start):
    hub = await start(offices=["xa-1"])
    await hub.owner.look()
    async with hub.station("kiosk", "k", office="xa-1") as kiosk:
        await kiosk.ask("issue", "1", service="1")
        Store(hub.engine, "xa-1").take(hub.hub.site("xa-1").server.hall.day)
        await kiosk.say(type="issue", id="2", service="1")
        code, _ = await kiosk.closed()

    assert code == ELSEWHERE
    assert not hub.hub.ending.is_set()
    assert Store(hub.engine, "xa-1").position()[0] == 1


async def test_who_stands_in_gives_back_at_the_turn_of_the_day(start):
    clock = ManualClock(EIGHT)
    owner = await start(first=("xa-1",), clock=clock)
    stand_in = await start(first=("xa-2", "xa-3"), clock=clock)
    await stand_in.owner.wanted("xa-1")
    await until(lambda: stand_in.served == {"xa-1"})
    await stand_in.owner.look()

    await stand_in.owner._give_back()
    kept = stand_in.served
    clock.advance(24 * HOUR)
    owner.live()
    stand_in.live()
    await until(lambda: owner.served == {"xa-1"})

    assert "xa-1" in kept
    assert stand_in.served == {"xa-2", "xa-3"}


async def test_a_hub_that_ends_well_leaves_its_offices_to_the_next_at_once(
    start, address
):
    other = await start()
    async with CityHub(address, OFFICES).open() as one:
        await one.owner.look()
        await other.owner.look()

    await other.owner.look()

    assert other.served == set(OFFICES)


async def test_without_its_server_a_hub_serves_nothing_any_more(start):
    with a_server() as server:
        hub = await start(address=server.database())
        await hub.owner.look()
        hub.live()
        async with hub.station("kiosk", "k", office="xa-1") as kiosk:
            await asyncio.to_thread(server.stop)
            code, _ = await kiosk.closed()
        async with hub.station("kiosk", "k", office="xa-1", welcome=False) as kiosk:
            waiting = await kiosk.hear()
            await asyncio.to_thread(server.start)
            await until(lambda: hub.served == set(OFFICES))
            await kiosk.hear("snapshot")

    assert (code, waiting["type"]) == (ELSEWHERE, "unavailable")
