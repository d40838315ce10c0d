import asyncio

from shared.clock import ManualClock
from shared.hub.door import Address, Door, listening
from shared.hub.server import Server
from shared.hub.writer import Writer
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.halls import EIGHT, a_plan
from tests.shared.hub.conftest import Office


async def test_before_there_are_records_stations_are_told_so_and_then_let_in(tmp_path):
    store = Store(open_engine("sqlite://", tmp_path), "mau")
    clock = ManualClock(EIGHT)
    door = Door(ManualClock(EIGHT))
    door.excuse = "connection refused"
    async with listening(door, Address("127.0.0.1", 0)) as url:
        office = Office(clock, store, url)
        async with office.station("kiosk", "kiosk-1") as kiosk:
            await kiosk.say(type="issue", id="early", service="1")
            again = await kiosk.hear()

            writer = Writer(store, a_plan(), clock, failed=lambda: None)
            server = Server(writer)
            writer.start(server.deliver)
            door.open(server)
            snapshot = await kiosk.hear("snapshot")
            done = await kiosk.hear("done")

    await asyncio.to_thread(writer.stop)
    excuse = {
        "type": "unavailable", "code": "no_records", "message": "connection refused",
    }  # fmt: skip
    assert [kiosk.welcome, again] == [excuse, excuse]
    assert snapshot["seq"] == 0
    assert (done["id"], done["ticket"]["number"]) == ("early", "1001")


async def test_a_station_that_leaves_while_it_waits_is_forgotten(tmp_path):
    store = Store(open_engine("sqlite://", tmp_path), "mau")
    door = Door(ManualClock(EIGHT))
    async with listening(door, Address("127.0.0.1", 0)) as url:
        office = Office(ManualClock(EIGHT), store, url)
        async with office.station("kiosk", "kiosk-1"):
            pass
        async with office.station("kiosk", "kiosk-2") as kiosk:
            assert (await kiosk.hear())["type"] == "unavailable"
