import asyncio
import json

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from shared.domain.commands import IssueTicket
from shared.hub.draft import Draft
from shared.hub.exchange import Wish
from shared.hub.writer import Writer
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan

MERGE = {
    "type": "merge", "number": "1901", "service": "1", "kiosk": 1,
    "issued_at": EIGHT - 1_000, "token": "K7Q2M9XW4TRB6ZPD",
}  # fmt: skip


async def test_a_station_is_welcomed_with_the_state(office):
    async with office.station() as counter:
        await counter.ask("issue", "1", service="1")

    async with office.station("display", "display-1") as display:
        welcome = display.welcome

    state = welcome["state"]
    assert (welcome["type"], welcome["stream"], welcome["seq"]) == (
        "snapshot", "mau/1", 1,
    )  # fmt: skip
    assert state["day"] == "2026-01-05"
    assert [ticket["number"] for ticket in state["tickets"]] == ["1001"]
    assert state["office"]["services"][0]["name"]["vi"] == "Hộ tịch"


async def test_an_answer_comes_before_its_event_and_everybody_gets_the_event(office):
    async with office.station() as counter, office.station("display", "d") as display:
        await counter.say(type="issue", id="9f2c", service="1", priority=True)

        first, second = await counter.hear(), await counter.hear()
        seen = await display.hear("events")

    assert (first["type"], first["id"], first["seq"]) == ("done", "9f2c", 1)
    assert first["ahead"] == 0
    assert len(first["token"]) == 20
    assert second == seen
    assert second["list"][0]["ticket"] == first["ticket"]


async def test_what_is_kept_within_a_tick_is_told_in_one_frame(office):
    async with office.station("display", "d") as display:
        for place in range(3):
            office.server.deliver(news_of(office.writer, place))
        events = await display.hear("events")

    assert (events["from"], len(events["list"])) == (1, 3)


async def test_who_comes_within_a_tick_misses_nothing_and_hears_nothing_twice(office):
    async with office.station("display", "early") as early:
        office.server.deliver(news_of(office.writer, 0))
        await early.hear("events")
        office.server.deliver(news_of(office.writer, 1))
        async with office.station("display", "late") as late:
            office.server.deliver(news_of(office.writer, 2))
            events = await late.hear("events")

    assert (late.welcome["seq"], events["from"]) == (2, 3)


def news_of(writer, place):
    """Return what the writer would deliver: one more number, in a batch by itself."""
    draft = Draft(writer.books.kept(), place, EIGHT, {})
    draft.obey(
        Wish(
            station="k",
            ask=Ask(id=f"{place}", command=IssueTicket(service="125"[place])),
            reply=lambda _answer: None,
        )
    )
    return draft.kept()


async def test_a_refusal_has_a_code_and_its_parts(office):
    async with office.station() as counter:
        await counter.ask("open", "0", counter="1")
        answer = await counter.ask("call_next", "1", counter="1")

    assert answer["code"] == "nobody_waits"
    assert answer["parts"] == {"counter": "1"}


async def test_the_same_wish_gets_the_same_answer(office):
    async with office.station() as counter:
        first = await counter.ask("issue", "9f2c", service="1")

    async with office.station() as counter:
        again = await counter.ask("issue", "9f2c", service="1")
        third = await counter.ask("issue", "other", service="1")

    assert again == first
    assert third["ticket"]["number"] == "1002"


async def test_a_whole_story_is_told_without_a_gap(office):
    async with office.station() as counter, office.station("display", "d") as display:
        for id_, service in enumerate("1125"):
            await counter.ask("issue", f"i{id_}", service=service)
        await counter.ask("open", "o", counter="1")
        await counter.ask("call_next", "c", counter="1")
        await counter.ask("serve", "s", number="1001", counter="1")
        await counter.ask("finish", "f", number="1001", counter="1")
        told, heard = 0, []
        while told < 8:
            frame = await display.hear("events")
            assert frame["from"] == told + 1
            told += len(frame["list"])
            heard += [event.get("action", "open") for event in frame["list"]]

    assert heard == ["issue"] * 4 + ["open", "call", "serve", "finish"]


async def test_a_station_that_comes_back_gets_what_it_missed(office):
    async with office.station() as counter:
        await counter.ask("issue", "1", service="1")
        await counter.ask("issue", "2", service="1")

        async with office.station("display", "d", stream="mau/1", last=1) as display:
            welcome = display.welcome

    assert (welcome["type"], welcome["from"]) == ("catch_up", 2)
    assert [event["ticket"]["number"] for event in welcome["list"]] == ["1002"]


@pytest.mark.parametrize(("stream", "last"), [("mau/9", 1), ("mau/1", 99)])
async def test_a_station_that_is_too_far_off_gets_the_state(office, stream, last):
    async with office.station("display", "d", stream=stream, last=last) as display:
        assert display.welcome["type"] == "snapshot"


async def test_a_heartbeat_tells_where_the_hub_is(office):
    async with office.station() as counter:
        await counter.ask("issue", "1", service="1")

        heartbeat = await counter.hear("heartbeat")

    assert (heartbeat["stream"], heartbeat["seq"]) == ("mau/1", 1)
    assert len(heartbeat["hash"]) == 16


@pytest.mark.parametrize(
    ("role", "command", "allowed"),
    [
        ("display", {"type": "issue", "service": "1"}, False),
        ("kiosk", {"type": "issue", "service": "1"}, True),
        ("kiosk", {"type": "call_next", "counter": "1"}, False),
        ("kiosk", MERGE, True),
        ("counter", MERGE, False),
        ("display", MERGE, False),
    ],
)
async def test_a_station_does_only_what_is_its_own(office, role, command, allowed):
    async with office.station(role, "s") as station:
        await station.say(id="1", **command)
        answer = await station.hear("done", "refused")

    if allowed:
        assert answer["type"] == "done"
    else:
        assert answer["code"] == "not_allowed"


async def test_a_ticket_that_was_merged_is_shown_like_any_other(office):
    async with office.station() as counter:
        async with office.station("kiosk", "kiosk-1") as kiosk:
            done = await kiosk.ask(id_="1", type_=MERGE["type"], **rest_of(MERGE))
        await counter.ask("open", "2", counter="1")
        called = await counter.ask("call_next", "3", counter="1")

    assert done["ticket"]["queued_at"] == EIGHT - 1_000
    assert called["ticket"]["number"] == "1901"
    assert office.writer.books.check() == []


async def test_a_ticket_merged_under_another_id_is_the_same_ticket(office):
    async with office.station("kiosk", "kiosk-1") as kiosk:
        first = await kiosk.ask(id_="1", type_=MERGE["type"], **rest_of(MERGE))
        again = await kiosk.ask(id_="2", type_=MERGE["type"], **rest_of(MERGE))

    assert again["ticket"] == first["ticket"]
    assert again["seq"] == first["seq"] == 1


def rest_of(frame):
    return {key: value for key, value in frame.items() if key != "type"}


async def test_one_station_at_a_counter_until_it_has_left(office):
    async with office.station(name="counter-1") as first:
        await first.ask("open", "1", counter="1")
        async with office.station(name="elsewhere") as other:
            taken = await other.ask("open", "2", counter="1")
            again = await first.ask("open", "3", counter="1")

    async with office.station(name="elsewhere") as other:
        free = await other.ask("open", "4", counter="1")

    assert (taken["code"], taken["parts"]["station"]) == ("counter_taken", "counter-1")
    assert (again["type"], free["type"]) == ("done", "done")


async def test_whose_ticket_it_is_is_told_to_nobody(office):
    async with office.station("kiosk", "k") as kiosk, office.station() as counter:
        await kiosk.ask("issue", "1", service="1", holder="d1" * 32, reason="elderly")
        told = json.dumps(await counter.hear("events"))

        async with office.station("display", "d", stream="mau/1", last=0) as display:
            assert display.welcome["type"] == "catch_up"
            told += json.dumps(display.welcome)

    assert "d1" not in told
    assert "elderly" not in told


@pytest.mark.parametrize(
    "text",
    ["nonsense", '{"type":"dance"}', '{"type":"issue","id":"1"}', b"\x00\xff"],
)
async def test_a_bad_frame_closes_that_connection_only(office, text):
    async with office.station() as good, office.station() as bad:
        await bad.connection.send(text)
        with pytest.raises(ConnectionClosed) as closed:
            await bad.hear_out()

        answer = await good.ask("issue", "1", service="1")

    assert closed.value.rcvd.code == 1002
    assert answer["type"] == "done"


async def test_who_does_not_begin_with_hello_is_shown_out(office):
    async with connect(office.url) as connection:
        await connection.send(json.dumps({"type": "issue", "id": "1", "service": "1"}))

        with pytest.raises(ConnectionClosed):
            await connection.recv()


async def test_a_frame_that_is_too_large_closes_that_connection_only(office):
    async with office.station() as good, office.station() as bad:
        await bad.connection.send("x" * 100_000)
        with pytest.raises(ConnectionClosed):
            await bad.hear_out()

        assert (await good.ask("issue", "1", service="1"))["type"] == "done"


async def test_midnight_comes_while_nobody_asks_for_anything(office):
    async with office.station() as counter:
        await counter.ask("issue", "1", service="1")
        await counter.hear("events")

        office.clock.advance(16 * 3_600_000)
        frame = await counter.hear("events")

        kinds = [event["type"] for event in frame["list"]]
        assert kinds == ["ticket_changed", "day_started"]
        assert frame["list"][0]["ticket"]["state"] == "expired"
        answer = await counter.ask("issue", "2", service="1")
        assert answer["ticket"]["number"] == "1001"


async def test_each_day_begins_with_what_was_learnt_and_without_old_answers(office):
    async with office.station() as counter:
        await counter.ask("open", "o", counter="1")
        await counter.ask("issue", "1", service="1")
        await counter.ask("call_next", "c", counter="1")
        office.clock.advance(10 * 60_000)
        await counter.ask("serve", "s", number="1001", counter="1")
        await counter.ask("finish", "f", number="1001", counter="1")

        office.clock.advance(16 * 3_600_000)
        snapshot = await counter.hear("snapshot")
        office.clock.advance(48 * 3_600_000)
        await counter.hear("snapshot")

        [learnt] = snapshot["state"]["recent"]
        assert (learnt["service"], learnt["hour"], learnt["minutes"]) == ("1", 8, 10.0)
        assert snapshot["state"]["day"] == "2026-01-06"
        anew = await counter.ask("issue", "1", service="1")
        assert anew["seq"] > snapshot["seq"]
    assert list(office.store.answers.since(0)) == ["1"]


async def test_many_at_once_get_different_numbers(office):
    async def take(place):
        async with office.station("kiosk", f"kiosk-{place}") as kiosk:
            answers = [
                await kiosk.ask("issue", f"{place}-{n}", service="1") for n in range(20)
            ]
            return [answer["ticket"]["number"] for answer in answers]

    taken = await asyncio.gather(*(take(place) for place in range(8)))

    numbers = sorted(number for some in taken for number in some)
    assert numbers == [f"1{n:03d}" for n in range(1, 161)]


async def test_what_is_shown_is_what_is_kept(office):
    async with office.station() as counter:
        for place in range(5):
            await counter.ask("issue", str(place), service="1")
        await counter.ask("open", "o", counter="1")
        await counter.ask("call_next", "c", counter="1")
        heartbeat = await counter.hear("heartbeat")

    assert office.writer.books.kept().hash == heartbeat["hash"]


async def test_when_the_records_have_moved_on_every_station_hears_all(office):
    async with office.station() as counter:
        await counter.ask("issue", "1", service="1")
        await counter.hear("events")
        another = Writer(office.store, a_plan(), office.clock, failed=lambda: None)
        another.start(lambda _news: None)
        ask = Ask(id="theirs", command=IssueTicket(service="1"))
        another.submit(Wish(station="k", ask=ask, reply=lambda _answer: None))
        await asyncio.to_thread(another.stop)

        await counter.say(type="issue", id="2", service="1")
        snapshot = await counter.hear("snapshot")
        events = await counter.hear("events")

    numbers = [ticket["number"] for ticket in snapshot["state"]["tickets"]]
    assert (numbers, snapshot["seq"]) == (["1001", "1002"], 2)
    assert (events["from"], events["list"][0]["ticket"]["number"]) == (3, "1003")


PRINT = {"number": "1007", "token": "C590", "ahead": 6, "wait_minutes": [25, 35]}


async def test_a_counter_lets_a_kiosk_print_a_slip(office):
    async with office.station("kiosk", "kiosk-1") as kiosk, office.station() as counter:
        await counter.say(type="print_here", id="c7", station="kiosk-1", **PRINT)

        answer, told = await counter.hear("done"), await kiosk.hear("print")

    assert answer["id"] == "c7"
    assert told == {"type": "print", "id": "c7", **PRINT}


@pytest.mark.parametrize(
    ("role", "station", "code"),
    [
        ("counter", "kiosk-2", "station_away"),
        ("counter", "display-1", "station_away"),
        ("kiosk", "kiosk-1", "not_allowed"),
    ],
)
async def test_a_slip_is_printed_only_for_a_counter_and_where_a_kiosk_is(
    office, role, station, code
):
    async with (
        office.station("kiosk", "kiosk-1"),
        office.station("display", "display-1"),
        office.station(role, "asks") as asking,
    ):
        await asking.say(type="print_here", id="c7", station=station, **PRINT)

        refused = await asking.hear("refused")

    assert refused["code"] == code


async def test_a_walk_in_is_one_answer_and_two_events_in_one_frame(office):
    async with office.station() as counter:
        await counter.ask("open", "1", counter="1")
        await counter.hear("events")
        asked = {"service": "1", "counter": "1", "reason": "có hẹn"}

        done = await counter.ask("walk_in", "2", **asked)
        events = await counter.hear("events")

    assert done["ticket"]["state"] == "called"
    assert [event["action"] for event in events["list"]] == ["issue", "call"]


async def test_counters_are_told_what_somebody_should_look_after(office):
    async with office.station() as counter, office.station("kiosk", "kiosk-1") as kiosk:
        office.board.put("disk_low", EIGHT, megabytes=812)
        told = await counter.hear("notices")
        async with office.station(name="counter-2") as late:
            first = await late.hear("notices")
        office.board.take("disk_low")
        gone = await counter.hear("notices")
        heard = (await kiosk.hear())["type"]

    notice = {"code": "disk_low", "at": EIGHT, "parts": {"megabytes": 812}}
    assert told["list"] == first["list"] == [notice]
    assert gone["list"] == []
    assert heard == "heartbeat"
