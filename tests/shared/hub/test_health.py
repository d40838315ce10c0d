"""What the hub tells whoever watches over it, asked as such programs ask."""

import asyncio
import json
import urllib.error
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from shared.store.errors import StoreUnreachable
from shared.store.store import Store
from tests.halls import EIGHT, a_plan
from tests.shared.hub.conftest import Office, a_hub, an_office, listening_at


async def ask(office, path, token=None):
    """Return the status and the body of the answer to a plain request."""
    url = office.url.replace("ws:", "http:") + path
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}

    def fetch():
        request = urllib.request.Request(url, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    return await asyncio.to_thread(fetch)


async def metrics(office):
    """Return what is counted, by name and labels."""
    _, text = await ask(office, "/metrics")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_hub_that_is_well_says_so(office):
    async with office.station("kiosk", "kiosk-1", at=EIGHT + 1_999) as kiosk:
        await kiosk.say(type="report", printer="paper_out", version="0.2.0")
        await kiosk.ask("issue", "1", service="1")
        office.clock.advance(61_000)

        status, body = await ask(office, "/health")

    health = json.loads(body)
    assert status == 200
    assert (health["ok"], health["database"]) == (True, "ok")
    assert health["last_event_age_seconds"] == 61
    [station] = health["stations"]
    assert station["station"] == "kiosk-1"
    assert (station["role"], station["here"]) == ("kiosk", True)
    assert (station["printer"], station["version"]) == ("paper_out", "0.2.0")
    assert station["clock_ahead_seconds"] == 2


async def test_a_hub_without_records_is_not_well(engine):
    async with listening_at(a_hub(engine, a_plan())) as door:
        status, body = await ask(door, "/health")
        counted = await metrics(door)

    assert status == 503
    assert json.loads(body)["database"] == "away"
    assert counted["motcua_events_total",] == 0


class Fragile(Store):
    """A store whose server can go away."""

    gone = False

    def positions(self, wanted):
        if self.gone:
            raise StoreUnreachable("connection refused")
        return super().positions(wanted)


async def test_a_hub_that_loses_its_records_says_so_until_they_are_back(engine):
    store = Fragile(engine, "mau")
    async with an_office(engine, store=store) as office:
        store.gone = True
        away = await health_is(office, ok=False)
        store.gone = False
        back = await health_is(office, ok=True)

    assert (away, back) == (503, 200)


async def health_is(office, *, ok):
    """Wait until the hub says that it is well, or is not, and return the status."""
    async with asyncio.timeout(20):
        while True:
            status, body = await ask(office, "/health")
            if json.loads(body)["ok"] is ok:
                return status


async def test_what_happens_is_counted(office):
    async with office.station() as counter, office.station("display", "d") as display:
        for number in range(3):
            await counter.ask("issue", f"{number}", service="1")
        await counter.ask("open", "o", counter="1")
        await counter.ask("call_next", "c", counter="1")
        await counter.ask("call_next", "again", counter="1")
        await display.ask("issue", "no", service="1")
        async with office.station("kiosk", "k") as bad:
            await bad.connection.send("nonsense")
            await bad.closed()

        counted = await metrics(office)

    assert counted["motcua_commands_total", "done"] == 5
    assert counted["motcua_commands_total", "counter_busy"] == 1
    assert counted["motcua_commands_total", "not_allowed"] == 1
    assert counted["motcua_events_total",] == 5
    assert counted["motcua_stations", "counter"] == 1
    assert counted["motcua_stations", "display"] == 1
    assert counted["motcua_waiting", "1"] == 2
    assert counted["motcua_bad_frames_total", "nonsense"] == 1
    assert counted["motcua_up",] == 1
    commits = counted["motcua_commit_seconds_count",]
    assert commits == counted["motcua_commit_seconds_bucket", "+Inf"] == 5


async def test_from_elsewhere_only_with_a_token(guarded):
    token = await guarded.enrol("display-1", "display")

    answers = [
        await ask(guarded, path, given)
        for path in ("/health", "/metrics")
        for given in (None, "AAAA", token)
    ]
    guarded.store.stations.revoke("display-1", EIGHT)
    await guarded.attendance.look()
    revoked, _ = await ask(guarded, "/health", token)

    assert [status for status, _ in answers] == [401, 401, 200] * 2
    assert revoked == 401
    assert all(token not in body for _, body in answers)
    assert json.loads(answers[2][1])["ok"]


@pytest.mark.parametrize(("ahead", "told"), [(301, 301), (-301, -301), (299, None)])
async def test_a_clock_that_is_wrong_is_told_to_the_counters(office, ahead, told):
    async with office.station() as counter:
        at = EIGHT + ahead * 1_000
        async with office.station("kiosk", "kiosk-1", at=at) as kiosk:
            await kiosk.say(type="report", printer="ready")
            heard = await counter.hear("station")
            while heard["report"]["printer"] is None:
                heard = await counter.hear("station")

    assert heard["skew"] == told


async def test_of_many_offices_each_is_told_by_its_name(engine):
    hub = a_hub(engine, a_plan(id="an-phu"), a_plan(id="binh-an"))
    for office in ("an-phu", "binh-an"):
        await hub.serve(office)
    async with listening_at(hub) as door:
        here = Office(None, None, door.url)
        async with here.station("kiosk", "kiosk-1", office="binh-an") as kiosk:
            await kiosk.ask("issue", "1", service="1")
            status, body = await ask(door, "/health")
            counted = await metrics(door)

    health = json.loads(body)
    one, two = health["offices"]
    assert (status, health["ok"], "stations" in health) == (200, True, False)
    assert (one["office"], one["ok"], one["stations"]) == ("an-phu", True, [])
    assert [each["station"] for each in two["stations"]] == ["kiosk-1"]
    assert counted["motcua_up", "an-phu"] == counted["motcua_up", "binh-an"] == 1
    assert counted["motcua_waiting", "an-phu", "1"] == 0
    assert counted["motcua_waiting", "binh-an", "1"] == 1
    assert counted["motcua_stations", "binh-an", "kiosk"] == 1
