import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select
from websockets.asyncio.client import connect

from shared.store.errors import StoreUnavailable
from shared.store.reading import Reading, open_reader
from shared.store.rows import Batch, Entry
from shared.store.tables import journal
from tests.halls import EIGHT
from tests.programs import HubProcess

MONDAY = date(2026, 1, 5)
EVER = (date.min, date.max)


@pytest.fixture
def reader(store, address):
    engine = open_reader(address, Path())
    yield engine
    engine.dispose()


def keep(store, day, *events):
    entries = [Entry(day=day, at=EIGHT, station="k", event=text) for text in events]
    store.record(Batch(seq=store.position()[0], day=day, entries=entries))


def test_events_come_whole_and_in_order_however_they_are_sliced(store, reader):
    texts = [str(number) for number in range(7)]
    keep(store, MONDAY, *texts)

    for most in (1, 3, 7, 100):
        assert list(Reading(reader, most).events("mau", MONDAY)) == texts


def test_events_that_come_meanwhile_are_kept_and_read_as_well(store, reader):
    keep(store, MONDAY, "0", "1")
    events = Reading(reader, most=1).events("mau", MONDAY)

    first = next(events)
    keep(store, MONDAY, "2")

    assert [first, *events] == ["0", "1", "2"]


def test_days_without_anything_are_left_out(store, reader):
    friday = MONDAY + timedelta(days=4)
    keep(store, MONDAY, "0")
    keep(store, friday, "1")

    reading = Reading(reader)

    assert list(reading.days("mau", *EVER)) == [MONDAY, friday]
    assert list(reading.days("mau", MONDAY, MONDAY)) == [MONDAY]
    assert list(reading.days("hue", *EVER)) == []


def test_a_reader_changes_nothing(store, reader):
    keep(store, MONDAY, "0")

    with pytest.raises(StoreUnavailable), Reading(reader)._transaction() as connection:
        connection.execute(delete(journal))

    assert store.events(MONDAY) == ["0"]


def test_a_reader_is_not_held_up_by_whoever_writes(store, reader):
    keep(store, MONDAY, "0")

    with store._engine.begin() as writing:
        writing.execute(delete(journal))

        assert list(Reading(reader).events("mau", MONDAY)) == ["0"]


async def test_a_hub_gives_numbers_while_somebody_reads(address, tmp_path):
    hub = HubProcess(tmp_path, address)
    reader = open_reader(address, Path())
    count = select(func.count()).select_from(journal)

    with reader.begin() as reading:
        before = reading.scalar(count)
        answers = await _issue(hub.url, 5)
        still = reading.scalar(count)
    with reader.begin() as reading:
        after = reading.scalar(count)
    reader.dispose()
    hub.stop()

    assert answers == ["done"] * 5
    assert after == before + 5
    assert still in (before, after)  # SQLite keeps the moment, PostgreSQL goes along


async def _issue(url, numbers):
    """Let a kiosk ask for so many numbers, and return how it was answered."""
    kinds = []
    async with connect(url, max_size=2**24) as kiosk:
        await kiosk.send(
            json.dumps({"type": "hello", "role": "kiosk", "station": "kiosk-1"})
        )
        for number in range(numbers):
            ask = {"type": "issue", "id": f"wish-{number}", "service": "1"}
            await kiosk.send(json.dumps(ask))
        while len(kinds) < numbers:
            kind = json.loads(await kiosk.recv())["type"]
            kinds += [kind] if kind in ("done", "refused") else []
    return kinds
