from shared.hub.hub import Excuse
from shared.store.engine import open_engine
from tests.halls import a_plan
from tests.shared.hub.conftest import Office, a_hub, listening_at


async def test_before_there_are_records_stations_are_told_so_and_then_let_in(tmp_path):
    hub = a_hub(open_engine("sqlite://", tmp_path), a_plan())
    hub.excuses["mau"] = Excuse("no_records", "connection refused")
    async with listening_at(hub) as door:
        office = Office(None, None, door.url)
        async with office.station("kiosk", "kiosk-1") as kiosk:
            await kiosk.say(type="issue", id="early", service="1")
            again = await kiosk.hear()

            await hub.serve("mau")
            snapshot = await kiosk.hear("snapshot")
            done = await kiosk.hear("done")

    excuse = {
        "type": "unavailable", "code": "no_records", "message": "connection refused",
    }  # fmt: skip
    assert [kiosk.welcome, again] == [excuse, excuse]
    assert snapshot["seq"] == 0
    assert (done["id"], done["ticket"]["number"]) == ("early", "1001")


async def test_a_station_that_leaves_while_it_waits_is_forgotten(tmp_path):
    hub = a_hub(open_engine("sqlite://", tmp_path), a_plan())
    async with listening_at(hub) as door:
        office = Office(None, None, door.url)
        async with office.station("kiosk", "kiosk-1"):
            pass
        async with office.station("kiosk", "kiosk-2") as kiosk:
            assert (await kiosk.hear())["type"] == "unavailable"
