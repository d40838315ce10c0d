"""A hub whose machine has another time than its records."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from websockets.asyncio.client import connect

from shared.clock import ManualClock, SystemClock
from shared.domain.ticket import State
from shared.domain.times import HOUR, day_of
from shared.hub.beginning import Beginning
from shared.hub.keeping import Keeping
from shared.hub.notices import Board
from shared.hub.orders import Orders
from shared.hub.plans import Plans
from shared.hub.settings import BackupSettings, HubSettings
from shared.hub.timekeeping import ClockDoubted, WatchedClock, look_at_clock
from shared.store.engine import open_engine
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from tests.halls import EIGHT, a_plan
from tests.programs import HUB_CONFIG, HubProcess, run
from tests.shared.hub.conftest import a_hub
from tests.shared.store.past import TICKET

DAY = 24 * HOUR


def remember(address, folder, *, ahead):
    """Make records whose last event lies so many milliseconds *ahead* of now."""
    engine = open_engine(address, folder)
    store = Store(engine, "mau")
    at = SystemClock().now() + ahead
    store.take(day_of(at))
    text = json.dumps({"type": "day_started", "day": str(day_of(at)), "at": at})
    entry = Entry(day=day_of(at), at=at, station="", event=text)
    store.record(Batch(seq=0, day=day_of(at), entries=[entry]))
    engine.dispose()


async def first_frame(url, kind):
    hello = {"type": "hello", "role": "counter", "station": "counter-1"}
    async with asyncio.timeout(20), connect(url, max_size=2**24) as station:
        await station.send(json.dumps(hello))
        while (frame := json.loads(await station.recv()))["type"] != kind:
            pass
        return frame


@pytest.fixture(
    params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request, tmp_path):
    if request.param == "file":
        return f"sqlite:///{tmp_path}/records.sqlite"
    return request.getfixturevalue("postgresql").database()


@pytest.mark.parametrize("ahead", [40 * DAY, -40 * DAY])
def test_a_clock_that_cannot_be_right_is_told_until_somebody_accepts_it(
    address, tmp_path, ahead
):
    remember(address, tmp_path, ahead=ahead)
    hub = HubProcess(tmp_path, address)
    where = ("--config", HUB_CONFIG, "--database", address)

    held = asyncio.run(first_frame(hub.url, "unavailable"))
    asked = run("shared.hub", "clock", *where)
    accepted = run("shared.hub", "clock", "accept", *where)
    begun = asyncio.run(first_frame(hub.url, "snapshot"))
    hub.stop()

    assert held["code"] == "clock"
    assert (asked.returncode, accepted.returncode) == (1, 0)
    assert "clock accept" in asked.stdout
    today = day_of(SystemClock().now())
    near = {str(today), str(today - timedelta(days=1))}
    assert begun["state"]["day"] in near or ahead < 0


def watched(wall):
    return WatchedClock(wall, Board(), ManualClock(0).now)


def orders_for(folder, wall):
    settings = HubSettings(office=folder, database="")
    return Orders(settings, Plans.of(a_plan()), watched(wall))


def records_until(engine, at):
    store = Store(engine, "mau")
    store.take(day_of(at))
    entry = Entry(day=day_of(at), at=at, station="", event="{}")
    store.record(Batch(seq=0, day=day_of(at), entries=[entry]))
    return store


def test_a_clock_that_is_set_while_the_hub_waits_is_seen(engine, tmp_path):
    store, wall = records_until(engine, EIGHT), ManualClock(EIGHT - 400 * DAY)
    orders = orders_for(tmp_path, wall)

    with pytest.raises(ClockDoubted):
        look_at_clock(orders, a_plan(), store, anew=True)
    wall.advance(400 * DAY + HOUR)
    look_at_clock(orders, a_plan(), store, anew=True)

    assert orders.clock.now() == EIGHT + HOUR


def test_the_key_of_a_day_that_was_none_is_destroyed(engine, tmp_path):
    store = records_until(engine, EIGHT + 40 * DAY)
    key = store.day_keys.key_of(day_of(EIGHT + 40 * DAY))
    store.history.accept_clock(EIGHT)

    orders = orders_for(tmp_path, ManualClock(EIGHT))
    look_at_clock(orders, a_plan(), store, anew=True)

    assert store.day_keys.key_of(day_of(EIGHT + 40 * DAY)) != key


def test_what_was_left_open_on_a_later_day_is_over(engine, tmp_path):
    today = day_of(SystemClock().now())
    later = today + timedelta(days=40)
    store = Store(engine, "mau")
    store.take(later)
    waiting = replace(TICKET, state=State.WAITING)
    entry = Entry(day=later, at=0, station="", event="{}", ticket=waiting)
    store.record(Batch(seq=0, day=later, entries=[entry]))

    store.history.go_back(today)

    assert store.position() == (1, today)
    assert store.tickets(later)["1001"].state == "expired"


def test_a_clock_that_fits_needs_no_word(tmp_path):
    address = f"sqlite:///{tmp_path}/records.sqlite"
    remember(address, tmp_path, ahead=-HOUR)

    asked = run("shared.hub", "clock", "--config", HUB_CONFIG, "--database", address)

    assert asked.returncode == 0
    assert "fits" in asked.stdout


async def test_a_night_of_waiting_is_one_line_in_the_log(engine, caplog):
    records_until(engine, EIGHT)
    keeping = Keeping(None, BackupSettings(), ManualClock(EIGHT))
    clock = watched(ManualClock(EIGHT - 400 * DAY))
    hub = a_hub(engine, a_plan(), clock=clock)

    for _ in range(3):
        await Beginning(hub, keeping).begin(["mau"])

    assert hub.missing() == ["mau"]
    assert caplog.text.count("clock accept") == 1
    assert "clock accept" in hub.excuses["mau"].message
