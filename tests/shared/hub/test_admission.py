import pytest

from tests.halls import EIGHT

TURNED_AWAY = 4401


async def test_a_station_with_its_token_comes_in(guarded):
    token = await guarded.enrol("counter-3", "counter")

    async with guarded.station(name="counter-3", token=token) as counter:
        answer = await counter.ask("open", "1", counter="3")

    assert counter.welcome["type"] == "snapshot"
    assert answer["type"] == "done"


@pytest.mark.parametrize(
    ("hello", "reason"),
    [
        ({}, "token_missing"),
        ({"token": "AAAA-BBBB"}, "token_unknown"),
        ({"name": "counter-4"}, "not_this_station"),
        ({"role": "kiosk"}, "not_this_station"),
    ],
)
async def test_without_the_right_token_nobody_comes_in(guarded, hello, reason):
    token = await guarded.enrol("counter-3", "counter")
    if reason == "not_this_station":
        hello = {"token": token} | hello
    hello = {"name": "counter-3", "welcome": False} | hello

    async with guarded.station(**hello) as counter:
        assert await counter.closed() == (TURNED_AWAY, reason)

    assert guarded.door.figures.refused[reason] == 1


async def test_on_the_same_machine_no_token_is_needed(office):
    async with office.station("display", "any", token="nonsense") as display:
        assert display.welcome["type"] == "snapshot"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda stations: stations.revoke("counter-3", EIGHT), "token_revoked"),
        (lambda stations: stations.renew("counter-3", "0" * 64), "token_unknown"),
    ],
)
async def test_who_is_connected_is_cut_off_when_the_token_ends(guarded, change, reason):
    token = await guarded.enrol("counter-3", "counter")
    other = await guarded.enrol("display-1", "display")

    async with (
        guarded.station(name="counter-3", token=token) as counter,
        guarded.station("display", "display-1", token=other) as display,
    ):
        change(guarded.store.stations)
        await guarded.attendance.look()
        assert await counter.closed() == (TURNED_AWAY, reason)
        assert (await display.hear("heartbeat"))["seq"] == 0

    async with guarded.station(name="counter-3", token=token, welcome=False) as again:
        assert await again.closed() == (TURNED_AWAY, reason)


async def test_it_is_written_down_when_a_station_was_here_and_its_version(guarded):
    token = await guarded.enrol("kiosk-1", "kiosk")

    async with guarded.station("kiosk", "kiosk-1", token=token) as kiosk:
        await kiosk.say(type="report", version="0.2.0")
        await kiosk.ask("issue", "1", service="1")
        await guarded.attendance.look()
        [here] = guarded.store.stations.all()
        guarded.clock.advance(30_000)
        await guarded.attendance.look()
        [soon] = guarded.store.stations.all()
        guarded.clock.advance(30_000)
        await guarded.attendance.look()
        [later] = guarded.store.stations.all()

    assert (here.last_seen, here.version) == (EIGHT, "0.2.0")
    assert (soon.last_seen, later.last_seen) == (EIGHT, EIGHT + 60_000)
    assert later.version == "0.2.0"
