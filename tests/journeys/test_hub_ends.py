"""A hub is asked to end in the middle of the morning's rush."""

import asyncio
import json
from itertools import count

import pytest
from websockets.exceptions import ConnectionClosed

from tests.programs import HubProcess
from tests.soak.client import say_hello
from tests.soak.records import examine

KIOSKS, AT_ONCE, IN_THE_MIDDLE = 8, 16, 200


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/records.sqlite"


class Rush:
    """Kiosks that ask on and on, many wishes at once, until the hub hangs up."""

    def __init__(self):
        self.asked, self.done = {}, {}
        self.middle = asyncio.Event()

    async def ask(self, url, place):
        name = f"kiosk-{place}"
        connection, _ = await say_hello(url, role="kiosk", station=name)
        try:
            for number in count():
                wish = {"type": "issue", "id": f"{name}-{number:06}"}
                wish["service"] = str(number % 9 + 1)
                self.asked[wish["id"]] = wish
                await connection.send(json.dumps(wish))
                if number >= AT_ONCE:
                    await self._hear_one(connection)
        except ConnectionClosed:
            await self._hear_the_rest(connection)

    async def ask_again(self, url, name):
        connection, _ = await say_hello(url, role="kiosk", station=name)
        for id_, wish in self.asked.items():
            if id_.startswith(f"{name}-"):
                await connection.send(json.dumps(wish))
                await self._hear_one(connection)
        await connection.close()

    async def _hear_one(self, connection):
        while not self._take(await connection.recv()):
            pass

    async def _hear_the_rest(self, connection):
        try:
            while True:
                self._take(await connection.recv())
        except ConnectionClosed:
            pass

    def _take(self, text):
        frame = json.loads(text)
        if frame["type"] == "done":
            self.done[frame["id"]] = frame
            if len(self.done) >= IN_THE_MIDDLE:
                self.middle.set()
        return frame["type"] == "done"

    @property
    def pairs(self):
        return [(self.asked[id_], answer) for id_, answer in self.done.items()]


async def rush_until_the_hub_ends(hub):
    rush = Rush()
    kiosks = [asyncio.create_task(rush.ask(hub.url, k)) for k in range(KIOSKS)]
    async with asyncio.timeout(30):
        await rush.middle.wait()
        hub.process.terminate()
        await asyncio.gather(*kiosks)
    assert await asyncio.to_thread(hub.close) == 0
    return rush


async def test_a_hub_that_is_asked_to_end_has_kept_all_it_confirmed(tmp_path, address):
    rush = await rush_until_the_hub_ends(HubProcess(tmp_path, address))

    findings = examine(address, rush.pairs)
    assert (findings.lost, findings.duplicates, findings.gaps) == ([], [], [])
    assert len(rush.asked) > len(rush.done) >= IN_THE_MIDDLE


async def test_what_was_not_confirmed_is_asked_again_and_given_once(tmp_path, address):
    hub = HubProcess(tmp_path, address)
    rush = await rush_until_the_hub_ends(hub)
    before = dict(rush.done)

    hub.start()
    for place in range(KIOSKS):
        await rush.ask_again(hub.url, f"kiosk-{place}")

    assert await asyncio.to_thread(hub.stop) == 0
    findings = examine(address, rush.pairs)
    assert findings.counts == dict.fromkeys(findings.counts, 0)
    assert rush.done.keys() == rush.asked.keys()
    assert all(rush.done[id_]["ticket"] == a["ticket"] for id_, a in before.items())
