import base64
import logging

import pytest
from websockets.exceptions import ConnectionClosed

from shared.clock import ManualClock
from shared.domain.times import HOUR
from shared.store.engine import open_engine
from tests.halls import EIGHT
from tests.shared.hub.conftest import an_office
from tests.traces import files_with

DAY = 24 * HOUR
CARDS = {"policy": {"limit": "card"}}


async def key_told(office, name="kiosk-1"):
    """Return the day and the key that a kiosk is told when it comes."""
    async with office.station("kiosk", name) as kiosk:
        return opened(await kiosk.hear("day_key"))


def opened(frame):
    return frame["day"], base64.b64decode(frame["key"])


@pytest.fixture
def engine_in_file(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    yield engine
    engine.dispose()


async def test_every_kiosk_is_told_the_same_key_after_the_welcome(engine):
    async with an_office(engine, **CARDS) as office:
        first = await key_told(office)
        second = await key_told(office, "kiosk-2")

    assert first == second
    assert first[0] == "2026-01-05"
    assert len(first[1]) == 32


@pytest.mark.parametrize("role", ["counter", "display"])
async def test_nobody_but_kiosks_is_told_the_key(engine, role):
    async with an_office(engine, **CARDS) as office, office.station(role, "x") as other:
        frames = []
        office.clock.advance(DAY)
        while {"type": "snapshot"} not in frames:
            frames.append({"type": (await other.hear())["type"]})
        frames.append({"type": (await other.hear())["type"]})

    assert {"type": "day_key"} not in frames


async def test_without_a_limit_by_cards_there_is_no_key(office):
    async with office.station("kiosk", "kiosk-1") as kiosk:
        await kiosk.hear("heartbeat")

    assert office.writer.books.day_key is None


async def test_a_new_day_brings_a_new_key_and_wipes_the_old_one(
    engine_in_file, tmp_path
):
    async with an_office(engine_in_file, **CARDS) as office:
        async with office.station("kiosk", "kiosk-1") as kiosk:
            _, old = opened(await kiosk.hear("day_key"))
            before = files_with(old, tmp_path)
            office.clock.advance(DAY)

            day, new = opened(await kiosk.hear("day_key"))
            await kiosk.hear("heartbeat")
            await kiosk.hear("heartbeat")

        assert before
        assert (day, new != old) == ("2026-01-06", True)
        assert not files_with(old, tmp_path)


async def test_a_hub_that_starts_again_at_noon_goes_on_with_the_key(engine):
    async with an_office(engine, **CARDS) as office:
        morning = await key_told(office)

    async with an_office(engine, ManualClock(EIGHT + 4 * HOUR), **CARDS) as office:
        assert await key_told(office) == morning


async def test_a_hub_that_was_off_at_midnight_wipes_the_key_when_it_starts(
    engine_in_file, tmp_path
):
    async with an_office(engine_in_file, **CARDS) as office:
        _, old = await key_told(office)
    before = files_with(old, tmp_path)

    async with an_office(engine_in_file, ManualClock(EIGHT + DAY), **CARDS) as office:
        async with office.station("kiosk", "kiosk-1") as kiosk:
            day = ""
            while day != "2026-01-06":
                day, _ = opened(await kiosk.hear("day_key"))
            await kiosk.hear("heartbeat")
            await kiosk.hear("heartbeat")

        assert before
        assert not files_with(old, tmp_path)


async def test_an_office_that_ends_its_limit_wipes_the_key(engine_in_file, tmp_path):
    async with an_office(engine_in_file, **CARDS) as office:
        _, old = await key_told(office)

    async with an_office(engine_in_file):
        assert not files_with(old, tmp_path)


async def test_the_key_is_in_no_log_no_journal_and_no_answer(engine, caplog):
    caplog.set_level(logging.DEBUG, "shared")
    async with an_office(engine, **CARDS) as office:
        _, key = await key_told(office)
        async with office.station("kiosk", "kiosk-1") as kiosk:
            await kiosk.ask("issue", "1", service="1", holder="ab" * 32)
        frame = repr(office.writer.books.day_key)
        kept = [*office.store.events(office.server.hall.day)]
        kept += [answer.text for answer in office.store.answers.since(0).values()]

    traces = (key.hex(), base64.b64encode(key).decode(), str(key))
    told = "\n".join([caplog.text, frame, *kept])
    assert "ab" * 32 in told  # the digest is in the journal
    assert not any(trace in told for trace in traces)


@pytest.mark.parametrize("holder", ["001090000000", "A" * 64, "a" * 63, 7])
async def test_a_card_itself_is_never_taken_for_its_digest(office, holder):
    async with office.station("kiosk", "kiosk-1") as kiosk:
        await kiosk.say(type="issue", id="1", service="1", holder=holder)
        with pytest.raises(ConnectionClosed):
            await kiosk.hear_out()
