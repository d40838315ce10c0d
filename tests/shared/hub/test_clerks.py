"""Clerks who log in, and those who are none, over real sockets."""

import json
import logging

import pytest

from shared.clock import ManualClock
from shared.domain.times import HOUR, MINUTE
from shared.store.engine import open_engine
from tests.halls import EIGHT
from tests.shared.hub.conftest import an_office

LAN, RIGHT, WRONG = "Nguyễn Thị Lan", "mot-cua-1", "mot-cua-2"


@pytest.fixture
async def staffed(engine):
    """A hub of an office with a clerk."""
    async with an_office(engine) as office:
        await office.employ(LAN)
        yield office


def log_in(station, name=LAN, password=RIGHT, id_="l"):
    return station.ask("log_in", id_, name=name, password=password)


async def test_without_accounts_counters_work_as_they_are(office):
    async with office.station() as counter:
        assert (await counter.ask("open", "1", counter="1"))["type"] == "done"


async def test_an_office_may_do_without_its_accounts(engine):
    async with an_office(engine, clerks="off") as office:
        await office.employ(LAN)
        async with office.station() as counter:
            assert (await counter.ask("open", "1", counter="1"))["type"] == "done"


async def test_an_office_may_want_clerks_before_it_has_any(engine):
    async with (
        an_office(engine, clerks="required") as office,
        office.station() as counter,
    ):
        assert (await counter.hear("clerk"))["required"]
        assert (await counter.ask("open", "1", counter="1"))["type"] == "refused"


async def test_a_counter_does_nothing_until_a_clerk_has_logged_in(staffed):
    print_here = {"number": "1001", "station": "kiosk-1"}
    async with staffed.station() as counter:
        told = await counter.hear("clerk")
        refused = [
            await counter.ask("open", "1", counter="1"),
            await counter.ask("issue", "2", service="1"),
            await counter.ask("print_here", "3", **print_here),
        ]
        granted = await log_in(counter)
        done = await counter.ask("open", "4", counter="1")

    assert told == {"type": "clerk", "required": True, "why": None}
    assert [answer["code"] for answer in refused] == ["not_logged_in"] * 3
    assert (granted["type"], granted["name"], granted["role"]) == (
        "logged_in", LAN, "clerk",
    )  # fmt: skip
    assert done["type"] == "done"


async def test_kiosks_and_displays_need_no_clerk_and_can_have_none(staffed):
    async with (
        staffed.station("kiosk", "kiosk-1") as kiosk,
        staffed.station("display", "d") as display,
    ):
        issued = await kiosk.ask("issue", "1", service="1")
        answers = [await log_in(kiosk), await log_in(display)]

    assert issued["type"] == "done"
    assert [answer["code"] for answer in answers] == ["not_allowed"] * 2


@pytest.mark.parametrize("typed", ["nguyễn thị lan", "  Nguyễn  Thị Lan"])
async def test_a_name_may_be_typed_carelessly(staffed, typed):
    async with staffed.station() as counter:
        assert (await log_in(counter, typed))["name"] == LAN


@pytest.mark.parametrize("name", [LAN, "nobody at all"])
async def test_the_fifth_wrong_password_locks_a_name_that_is_or_is_not(staffed, name):
    """Both are answered alike: nobody learns by guessing who works here."""
    async with staffed.station() as counter:
        answers = [await log_in(counter, name, WRONG, f"{n}") for n in range(6)]
        right = await log_in(counter, name, RIGHT, "right")

    codes = [answer["code"] for answer in answers]
    assert codes == ["wrong_password"] * 4 + ["locked"] * 2
    assert right["code"] == "locked"
    assert right["parts"] == {"until": EIGHT + 15 * MINUTE}


async def test_other_names_are_not_locked_and_a_lock_ends_after_15_minutes(staffed):
    await staffed.employ("Hùng")
    async with staffed.station() as counter:
        for n in range(5):
            await log_in(counter, LAN, WRONG, f"{n}")
        other = await log_in(counter, "Hùng")
        staffed.clock.advance(15 * MINUTE - 1)
        early = await log_in(counter, id_="early")
        staffed.clock.advance(1)
        late = await log_in(counter, id_="late")

    assert other["type"] == "logged_in"
    assert (early["type"], late["type"]) == ("refused", "logged_in")


async def test_a_right_password_forgives_the_wrong_ones_before(staffed):
    async with staffed.station() as counter:
        for round_ in range(2):
            for n in range(4):
                await log_in(counter, LAN, WRONG, f"{round_}{n}")
            granted = await log_in(counter, id_=f"{round_}")

    assert granted["type"] == "logged_in"


async def test_guesses_at_many_counters_at_once_are_counted_together(staffed):
    names = [f"counter-{n}" for n in (1, 2, 3)]
    codes = []
    async with (
        staffed.station(name=names[0]) as one,
        staffed.station(name=names[1]) as two,
        staffed.station(name=names[2]) as three,
    ):
        for n in range(3):
            for station in (one, two, three):
                wish = {"name": LAN, "password": WRONG}
                await station.say(type="log_in", id=f"{n}", **wish)
        for station in (one, two, three):
            codes += [(await station.hear("refused"))["code"] for _ in range(3)]

    assert codes.count("wrong_password") == 4
    assert codes.count("locked") == 5


async def test_a_hub_that_was_started_again_still_counts(engine):
    async with an_office(engine) as office, office.station() as counter:
        await office.employ(LAN)
        for n in range(4):
            await log_in(counter, LAN, WRONG, f"{n}")

    async with an_office(engine) as office, office.station() as counter:
        assert (await log_in(counter, LAN, WRONG))["code"] == "locked"


async def test_a_session_lets_the_same_station_in_after_a_break(staffed):
    async with staffed.station() as counter:
        session = (await log_in(counter))["session"]

    async with staffed.station() as counter:
        before = await counter.ask("open", "1", counter="1")
        again = await counter.ask("log_in", "l", session=session)
        after = await counter.ask("open", "2", counter="1")

    assert (before["code"], again["name"]) == ("not_logged_in", LAN)
    assert after["type"] == "done"


@pytest.mark.parametrize("ending", ["log out", "disable", "passwd", "next day"])
async def test_a_session_that_has_ended_is_good_for_nothing(staffed, ending):
    async with staffed.station() as counter:
        session = (await log_in(counter))["session"]
        if ending == "log out":
            assert (await counter.ask("log_out", "o"))["type"] == "done"
    await end(staffed, ending)

    async with staffed.station() as counter:
        replayed = await counter.ask("log_in", "l", session=session)
        refused = await counter.ask("open", "1", counter="1")

    assert (replayed["code"], refused["code"]) == ("session_over", "not_logged_in")


async def end(office, ending):
    """Let a shift end, by what happens in the records or on the clock."""
    match ending:
        case "disable":
            office.store.clerks.disable(LAN, EIGHT)
        case "passwd":
            office.store.clerks.set_password(LAN, "another hash")
        case "next day":
            office.clock.advance(16 * HOUR)
    await office.attendance.look()


async def test_a_session_is_good_at_its_own_station_only(staffed):
    async with staffed.station() as counter, staffed.station(name="thief") as thief:
        session = (await log_in(counter))["session"]
        stolen = await thief.ask("log_in", "l", session=session)
        guessed = await counter.ask("log_in", "g", session="x" * 43)
        strange = await counter.ask("log_in", "s", session="ố" * 43)

    codes = [answer["code"] for answer in (stolen, guessed, strange)]
    assert codes == ["session_over"] * 3


@pytest.mark.parametrize(
    ("ending", "why"),
    [("disable", "disabled"), ("passwd", "account_changed"), ("next day", "day_over")],
)
async def test_who_may_not_go_on_is_logged_out_where_he_is(staffed, ending, why):
    async with staffed.station() as counter:
        await log_in(counter)
        await end(staffed, ending)
        told = await counter.hear("clerk")
        while told["why"] is None:  # that somebody has to log in was said before
            told = await counter.hear("clerk")
        refused = await counter.ask("open", "1", counter="1")

    assert told == {"type": "clerk", "required": True, "why": why}
    assert refused["code"] == "not_logged_in"


async def test_a_disabled_clerk_is_told_so_by_the_right_password_alone(staffed):
    staffed.store.clerks.disable(LAN, EIGHT)
    async with staffed.station() as counter:
        wrong = await log_in(counter, LAN, WRONG, "1")
        right = await log_in(counter, LAN, RIGHT, "2")
        staffed.store.clerks.enable(LAN)
        enabled = await log_in(counter, LAN, RIGHT, "3")

    assert (wrong["code"], right["code"]) == ("wrong_password", "disabled")
    assert enabled["type"] == "logged_in"


async def test_disabling_the_last_account_opens_no_door(staffed):
    await end(staffed, "disable")
    async with staffed.station() as counter:
        refused = await counter.ask("open", "1", counter="1")

    assert refused["code"] == "not_logged_in"


async def test_the_first_account_is_asked_for_at_counters_that_work_already(office):
    async with office.station() as counter:
        await counter.ask("open", "1", counter="1")
        await office.employ(LAN)
        told = await counter.hear("clerk")
        refused = await counter.ask("close", "2", counter="1")

    assert (told["required"], refused["code"]) == (True, "not_logged_in")


async def test_at_a_hand_over_the_counter_keeps_its_ticket(staffed):
    await staffed.employ("Hùng")
    async with staffed.station() as counter:
        await log_in(counter)
        await counter.ask("issue", "1", service="1")
        await counter.ask("open", "2", counter="1")
        await counter.ask("call_next", "3", counter="1")
        await counter.ask("log_out", "4")
        await log_in(counter, "Hùng", id_="5")
        served = await counter.ask("serve", "6", counter="1", number="1001")

    assert served["ticket"]["state"] == "serving"
    deeds = staffed.store.deeds.of(served_day(staffed))
    assert [deed.clerk for deed in deeds] == [LAN, LAN, LAN, "Hùng"]


def served_day(office):
    return office.server.hall.day


async def test_of_two_clerks_at_one_counter_the_later_works(staffed):
    await staffed.employ("Hùng")
    async with staffed.station() as first, staffed.station() as second:
        session = (await log_in(first))["session"]
        await first.ask("open", "1", counter="1")
        await log_in(second, "Hùng")
        told = await first.hear("clerk")
        while told["why"] is None:
            told = await first.hear("clerk")
        refused = await first.ask("close", "2", counter="1")
        replayed = await first.ask("log_in", "3", session=session)
        done = await second.ask("close", "4", counter="1")

    assert told["why"] == "replaced"
    assert (refused["code"], replayed["code"]) == ("not_logged_in", "session_over")
    assert done["type"] == "done"


async def test_a_clerk_at_another_counter_leaves_this_one_alone(staffed):
    await staffed.employ("Hùng")
    async with staffed.station() as one, staffed.station(name="counter-2") as two:
        await log_in(one)
        await log_in(two, "Hùng")
        await one.ask("open", "1", counter="1")
        refused = await two.ask("call_next", "2", counter="1")

    assert refused["code"] == "counter_taken"


async def test_only_a_supervisor_closes_a_service(staffed):
    await staffed.employ("Trưởng phòng", role="supervisor")
    closing = {"service": "1", "reason": "mất mạng", "counter": "1"}
    async with staffed.station() as counter:
        await log_in(counter)
        await counter.ask("open", "1", counter="1")
        refused = await counter.ask("close_service", "2", **closing)
        await log_in(counter, "Trưởng phòng", id_="3")
        done = await counter.ask("close_service", "4", **closing)

    assert (refused["code"], done["type"]) == ("supervisor_only", "done")


async def test_what_a_clerk_says_in_one_breath_is_obeyed_in_order(staffed):
    async with staffed.station() as counter:
        await counter.say(type="log_in", id="1", name=LAN, password=RIGHT)
        await counter.say(type="open", id="2", counter="1")
        answers = [await counter.hear("logged_in", "done", "refused") for _ in "12"]

    assert [answer["type"] for answer in answers] == ["logged_in", "done"]


async def test_while_a_password_is_compared_nobody_waits(staffed):
    async with staffed.station() as counter, staffed.station("kiosk", "k") as kiosk:
        for n in range(3):
            wish = {"name": f"nobody {n}", "password": WRONG}
            await counter.say(type="log_in", id=f"{n}", **wish)
        for n in range(3):
            assert (await kiosk.ask("issue", f"{n}", service="1"))["type"] == "done"
        codes = [(await counter.hear("refused"))["code"] for _ in range(3)]

    assert codes == ["wrong_password"] * 3


async def test_a_wrong_try_leaves_whoever_works_there_at_work(staffed):
    async with staffed.station() as counter:
        await log_in(counter)
        await log_in(counter, "Hùng", WRONG, "2")
        done = await counter.ask("open", "3", counter="1")

    assert done["type"] == "done"


async def test_no_station_is_told_who_did_it(staffed):
    async with staffed.station("display", "d") as display, staffed.station() as counter:
        await log_in(counter)
        await counter.ask("open", "1", counter="1")
        events = await display.hear("events")
        async with staffed.station("display", "e") as late:
            assert LAN not in json.dumps(late.welcome, ensure_ascii=False)

    assert LAN not in json.dumps(events, ensure_ascii=False)


@pytest.mark.parametrize(
    "wish",
    [
        {"name": "Lan", "password": "x" * 201},
        {"name": "", "password": RIGHT},
        {"name": "x" * 65, "password": RIGHT},
        {"name": "a\nb", "password": RIGHT},
        {"name": "Lan", "password": 123456},
        {"name": "Lan", "password": "a\u0000b"},
        {"session": "x" * 65},
    ],
)
async def test_what_nobody_can_type_is_a_bad_frame(staffed, wish):
    async with staffed.station() as counter:
        await counter.say(type="log_in", id="1", **wish)

        assert await counter.closed() == (1002, "bad frame")


async def test_no_password_and_no_session_is_ever_in_the_log(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    secret, slip = "khong-ai-biet-77", "go-nham-o-ten-88"
    async with an_office(engine, clock=ManualClock(EIGHT)) as office:
        await office.employ(LAN, password=secret)
        async with office.station() as counter:
            await log_in(counter, LAN, slip, "1")
            await log_in(counter, slip, secret, "2")
            for n in range(6):
                await log_in(counter, slip, slip, f"s{n}")
            session = (await log_in(counter, LAN, secret, "3"))["session"]
            await counter.ask("open", "4", counter="1")
            await counter.say(type="log_in", id=4, name=secret, password=slip)
            await counter.closed()
        async with office.station() as counter:
            await counter.ask("log_in", "5", session=session)
            await counter.say(type="log_in", id="6", password=secret, name=None)
            await counter.closed()
        await end(office, "disable")
    engine.dispose()

    log = [
        record.getMessage() + (record.exc_text or "")
        for record in caplog.records
        if record.name.startswith("shared") or record.levelno >= logging.WARNING
    ]
    written = b"".join(path.read_bytes() for path in tmp_path.glob("records*"))
    assert any(LAN in line for line in log)
    for word in (secret, slip, session):
        assert [line for line in log if word in line] == []
        assert word.encode() not in written
