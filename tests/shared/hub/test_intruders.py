"""Stations that want what is not theirs, over real sockets."""

import asyncio
import json
import logging

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidMessage, InvalidStatus

from shared.hub.bounds import Bounds
from shared.hub.tokens import new_token
from tests.halls import EIGHT
from tests.shared.hub.conftest import an_office

BAD_FRAME, TOO_LARGE = 1002, 1009


def merge(number="1901", kiosk=1):
    return {
        "number": number, "service": "1", "kiosk": kiosk, "issued_at": EIGHT - 1_000,
        "token": "K7Q2M9XW4TRB6ZPD",
    }  # fmt: skip


async def test_an_answer_is_given_to_nobody_but_who_asked(guarded):
    first = await guarded.enrol("kiosk-1", "kiosk", kiosk=1)
    second = await guarded.enrol("kiosk-2", "kiosk", kiosk=2)

    async with guarded.station("kiosk", "kiosk-1", token=first) as kiosk:
        own = await kiosk.ask("issue", "9f2c", service="1")
    async with guarded.station("kiosk", "kiosk-2", token=second) as other:
        stolen = await other.ask("issue", "9f2c", service="1")
    async with guarded.station("kiosk", "kiosk-1", token=first) as kiosk:
        again = await kiosk.ask("issue", "9f2c", service="1")

    assert (stolen["type"], stolen["code"]) == ("refused", "id_taken")
    assert own["token"] not in json.dumps(stolen)
    assert again == own


async def test_a_hub_that_was_started_again_still_knows_who_asked(engine):
    async with an_office(engine) as office, office.station("kiosk", "kiosk-1") as one:
        own = await one.ask("issue", "9f2c", service="1")

    async with an_office(engine) as office, office.station("kiosk", "kiosk-2") as two:
        stolen = await two.ask("issue", "9f2c", service="1")
        async with office.station("kiosk", "kiosk-1") as one:
            again = await one.ask("issue", "9f2c", service="1")

    assert stolen["code"] == "id_taken"
    assert again == own


async def test_a_kiosk_gives_back_and_merges_only_its_own(guarded):
    first = await guarded.enrol("kiosk-1", "kiosk", kiosk=1)
    second = await guarded.enrol("kiosk-2", "kiosk", kiosk=2)

    async with (
        guarded.station("kiosk", "kiosk-1", token=first) as kiosk,
        guarded.station("kiosk", "kiosk-2", token=second) as other,
    ):
        await kiosk.ask("issue", "1", service="1")
        refused = [
            await other.ask("cancel", "2", number="1001"),
            await other.ask("cancel", "3", number="1001", counter="1"),
            await other.ask("merge", "4", **merge(kiosk=1)),
        ]
        done = [
            await other.ask("merge", "5", **merge("1801", kiosk=2)),
            await kiosk.ask("cancel", "6", number="1001"),
        ]

    codes = [answer["code"] for answer in refused]
    assert codes == ["given_elsewhere", "not_allowed", "not_in_block"]
    assert [answer["type"] for answer in done] == ["done", "done"]


async def test_a_counter_leaves_the_others_alone(guarded):
    first = await guarded.enrol("pc-1", "counter", counter="1")
    second = await guarded.enrol("pc-2", "counter", counter="2")
    third = await guarded.enrol("pc-3", "counter")

    async with (
        guarded.station(name="pc-1", token=first) as one,
        guarded.station(name="pc-2", token=second) as two,
        guarded.station(name="pc-3", token=third) as three,
    ):
        await one.ask("issue", "i", service="1")
        await one.ask("open", "o1", counter="1")
        await two.ask("open", "o2", counter="2")
        await three.ask("open", "o3", counter="3")
        await one.ask("call_next", "c", counter="1")
        refused = [
            await two.ask("call_next", "2", counter="1"),
            await three.ask("call_next", "3", counter="1"),
            await three.ask("serve", "4", counter="1", number="1001"),
            await three.ask("serve", "5", counter="3", number="1001"),
            await three.ask("serve", "6", number="1001"),
            await three.ask("close", "7", counter="1"),
            await two.ask("open", "8", counter="5"),
        ]
        served = await one.ask("serve", "9", counter="1", number="1001")

    assert [answer["code"] for answer in refused] == [
        "not_your_counter", "counter_taken", "counter_taken", "ticket_elsewhere",
        "not_allowed", "counter_taken", "not_your_counter",
    ]  # fmt: skip
    assert served["ticket"]["state"] == "serving"


async def test_a_counter_opens_and_calls_in_one_breath(office):
    """The wish that follows is judged by what the one before has done."""
    async with office.station() as counter:
        await counter.say(type="issue", id="1", service="1")
        await counter.say(type="open", id="2", counter="1")
        await counter.say(type="call_next", id="3", counter="1")
        answers = [await counter.hear("done", "refused") for _ in range(3)]

    assert [answer["type"] for answer in answers] == ["done", "done", "done"]


async def test_a_flood_is_read_slowly_and_holds_nobody_up(engine):
    bounds = Bounds(frames_a_second=20, frames_at_once=10)
    async with an_office(engine, bounds=bounds, near=False) as office:
        flood = await office.enrol("kiosk-1", "kiosk")
        token = await office.enrol("counter-1", "counter")
        async with (
            office.station("kiosk", "kiosk-1", token=flood) as kiosk,
            office.station(name="counter-1", token=token) as counter,
        ):
            for place in range(200):
                await kiosk.say(type="issue", id=f"{place}", service="1")
            answer = await counter.ask("open", "o", counter="1")
            taken = office.server.hall.issued

    assert answer["type"] == "done"
    assert taken < 100
    assert office.door.figures.throttled > 0


async def test_nothing_that_is_said_quickly_is_lost(engine):
    bounds = Bounds(frames_a_second=200, frames_at_once=5)
    async with an_office(engine, bounds=bounds, near=False) as office:
        token = await office.enrol("kiosk-1", "kiosk")
        async with office.station("kiosk", "kiosk-1", token=token) as kiosk:
            for place in range(50):
                await kiosk.say(type="issue", id=f"{place}", service="1")
            answers = [await kiosk.hear("done") for _ in range(50)]

    numbers = [answer["ticket"]["number"] for answer in answers]
    assert numbers == [f"1{n:03d}" for n in range(1, 51)]


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [
        (Bounds(connections_per_address=2), "too_many_from_address"),
        (Bounds(connections=2), "too_many"),
    ],
)
async def test_only_so_many_may_be_connected(engine, bounds, reason):
    async with an_office(engine, bounds=bounds, near=False) as office:
        token = await office.enrol("display-1", "display")
        async with (
            office.station("display", "display-1", token=token),
            connect(office.url) as silent,
        ):
            with pytest.raises((OSError, InvalidMessage)):
                await connect(office.url, open_timeout=2)
            await silent.close()
            await until(lambda: office.door.visits.here == 1)
            async with office.station("display", "display-1", token=token) as again:
                assert again.welcome["type"] == "snapshot"

    assert office.door.figures.refused[reason] == 1


async def test_this_very_machine_is_never_too_many(engine):
    async with (
        an_office(engine, bounds=Bounds(connections_per_address=1)) as office,
        office.station("display", "a"),
        office.station("display", "b") as second,
    ):
        assert second.welcome["type"] == "snapshot"


async def test_who_never_finishes_his_handshake_is_let_go(guarded):
    host, port = guarded.url.removeprefix("ws://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET / HTTP/1.1\r\nHost: ")

    async with asyncio.timeout(10):
        assert await reader.read() == b""
    writer.close()

    assert guarded.door.figures.refused["no_handshake"] == 1


async def test_no_token_is_ever_in_the_log(engine, caplog):
    caplog.set_level(logging.DEBUG)
    tokens = [new_token(), f"x{new_token()}"]
    async with an_office(engine, kiosks=1, near=False) as office:
        right = await office.enrol("kiosk-1", "kiosk", kiosk=1)
        tokens.append(right)
        for token in tokens[:2]:
            hello = {"name": "kiosk-1", "token": token, "welcome": False}
            async with office.station("kiosk", **hello) as stranger:
                await stranger.closed()
        async with office.station(token=right, welcome=False) as stranger:
            await stranger.closed()  # the token of another station
        for text in (
            f'{{"type": "{right}"}}',
            f'{{"type": "hello", "role": "{right}", "station": "s", "token": "t"}}',
            f'{{"type": "hello", "role": "kiosk", "station": 1, "token": "{right}"}}',
            f'{{"type": "hello", "role": "kiosk", "token": "{right}"',
            f'{{"type": "hello", "role": "kiosk", "station": "{right}\\n"}}',
            f'{{"type": "hello", "role": "kiosk", "station": "{right}"}}',
            right,
            right * 4_000,
        ):
            async with connect(office.url) as connection:
                await connection.send(text)
                await connection.wait_closed()
        async with office.station("kiosk", "kiosk-1", token=right) as kiosk:
            await kiosk.ask("issue", "1", service="1")
            await kiosk.say(type=right)
            assert (await kiosk.closed())[0] == BAD_FRAME
        async with office.station("kiosk", "kiosk-1", token=right) as kiosk:
            await kiosk.connection.send("x" * 100_000)
            assert (await kiosk.closed())[0] == TOO_LARGE
            office.store.stations.revoke("kiosk-1", EIGHT)
            await office.attendance.look()

    # What the hub writes: of websockets, warnings and worse.
    log = [
        record.getMessage() + (record.exc_text or "")
        for record in caplog.records
        if record.name.startswith("shared") or record.levelno >= logging.WARNING
    ]
    assert len(log) > 10
    assert office.door.figures.bad_frames["nonsense"] >= 6
    assert office.door.figures.bad_frames["too_large"] == 2
    for token in tokens:
        assert [line for line in log if token in line] == []


async def until(condition):
    """Wait until *condition* holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  # there is nothing to be told by
            await asyncio.sleep(0)


async def test_a_page_in_a_browser_on_the_hubs_machine_is_no_station(office):
    with pytest.raises(InvalidStatus) as refused:
        async with connect(office.url, origin="http://127.0.0.1:8000"):
            pass

    assert refused.value.response.status_code == 403
