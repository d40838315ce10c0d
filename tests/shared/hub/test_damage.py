"""What becomes of an office whose records are damaged, with nobody there to help."""

import asyncio
import json
import shutil
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect

from shared.clock import SystemClock
from shared.hub.commands import backup
from shared.hub.known import GAP
from shared.store.copying import examine
from tests.programs import HUB_CONFIG, HubProcess
from tests.shared.store.files import ask, change, damage

AFTERWARDS = 30


@asynccontextmanager
async def a_kiosk(url):
    async with connect(url, max_size=2**24) as connection:
        hello = {"type": "hello", "role": "kiosk", "station": "kiosk-1"}
        await connection.send(json.dumps(hello))
        while (welcome := json.loads(await connection.recv()))["type"] != "snapshot":
            pass
        yield connection, welcome


async def numbers(url, count):
    """Take *count* numbers; return them, and the stream they came in."""
    async with asyncio.timeout(30), a_kiosk(url) as (kiosk, welcome):
        given = []
        for place in range(count):
            id_ = f"{SystemClock().now()}-{place}"
            wish = {"type": "issue", "id": id_, "service": "1"}
            await kiosk.send(json.dumps(wish))
            while (frame := json.loads(await kiosk.recv()))["type"] != "done":
                pass
            given.append(frame["ticket"]["number"])
        return given, welcome["stream"]


def take(hub, count):
    return asyncio.run(numbers(hub.url, count))


class Office:
    """A hub that has given numbers, some of them before its backup."""

    def __init__(self, folder, *, backed_up):
        self.path = folder / "records.sqlite"
        self.hub = HubProcess(folder)
        self.given, self.stream = take(self.hub, 40)
        if backed_up:
            words = ["--config", str(HUB_CONFIG), "--database", self.hub.database]
            assert backup.main(words) == 0
        later, _ = take(self.hub, AFTERWARDS)
        self.given += later

    def end(self, *, killed):
        if killed:
            # The hub writes down once a second what it has given.
            known = self.path.with_name("records.sqlite.known.json")
            while given_in(known) != {"1": len(self.given)}:
                pass
            self.hub.kill()
            # What is in the log of SQLite comes into the file, to be damaged there.
            ask(self.path, "SELECT count(*) FROM tickets")
        else:
            self.hub.stop()


def given_in(known):
    return json.loads(known.read_text())["offices"]["mau"]["given"]


@pytest.mark.parametrize("killed", [True, False])
@pytest.mark.parametrize("backed_up", [True, False])
def test_damaged_records_give_way_to_a_backup_and_no_number_is_given_twice(
    tmp_path, killed, backed_up
):
    office = Office(tmp_path, backed_up=backed_up)
    office.end(killed=killed)
    spoil(office.path, header=not killed)

    office.hub.start()
    given, stream = take(office.hub, 2)
    code = office.hub.stop()

    first = 1000 + 40 + AFTERWARDS + GAP + 1
    assert given == [str(first), str(first + 1)]
    assert stream != office.stream
    assert code == 0
    assert examine(office.path) == []
    assert ask(office.path, "SELECT count(*) FROM tickets") == 42 if backed_up else 2
    assert list(tmp_path.glob("records.sqlite.aside-*"))
    assert "is damaged" in office.hub.log.read_text()


def spoil(path, *, header):
    """Damage a file; only a *header* is noticed by a hub that ended well."""
    damage(path)
    if header:
        with path.open("r+b") as file:
            file.write(b"\0" * 100)


def test_the_counters_are_told_that_a_backup_is_in_use(tmp_path):
    office = Office(tmp_path, backed_up=True)
    office.end(killed=True)
    damage(office.path)

    office.hub.start()
    notices = asyncio.run(told(office.hub.url))
    office.hub.stop()

    assert [each["code"] for each in notices] == ["numbers_skipped", "records_restored"]


async def told(url):
    hello = {"type": "hello", "role": "counter", "station": "counter-1"}
    async with asyncio.timeout(10), connect(url, max_size=2**24) as connection:
        await connection.send(json.dumps(hello))
        while (frame := json.loads(await connection.recv()))["type"] != "notices":
            pass
        return frame["list"]


def test_records_put_back_by_hand_from_yesterday_give_no_number_twice(tmp_path):
    office = Office(tmp_path, backed_up=True)
    office.hub.stop()
    [copy] = (tmp_path / "backups").iterdir()
    shutil.copy(copy, office.path)

    office.hub.start()
    given, _ = take(office.hub, 1)
    office.hub.stop()

    assert given == [str(1000 + 40 + AFTERWARDS + GAP + 1)]


def test_a_journal_that_makes_no_sense_is_damage_too(tmp_path):
    office = Office(tmp_path, backed_up=True)
    office.hub.stop()
    change(office.path, "UPDATE journal SET event = '{' WHERE seq = 60")

    office.hub.start()
    given, _ = take(office.hub, 1)
    office.hub.stop()

    assert given == [str(1000 + 40 + AFTERWARDS + GAP + 1)]


def test_a_hub_that_was_killed_and_is_sound_goes_on_without_a_gap(tmp_path):
    office = Office(tmp_path, backed_up=True)
    office.end(killed=True)

    office.hub.start()
    given, _ = take(office.hub, 1)
    office.hub.stop()

    assert given == [str(1000 + 40 + AFTERWARDS + 1)]
    assert not list(tmp_path.glob("*aside*"))
