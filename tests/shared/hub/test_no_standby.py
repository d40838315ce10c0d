"""A wish is answered once a second machine has it, whatever happens to its commit."""

import asyncio

import pytest

from tests.postgresql import a_server
from tests.programs import HubProcess
from tests.shared.store import standing
from tests.soak.client import Acks, Client
from tests.soak.records import Findings, examine


@pytest.mark.postgresql
async def test_a_wish_whose_commit_was_cancelled_is_answered_once_it_is_safe(tmp_path):
    with a_server() as server:
        address = server.database()
        hub = HubProcess(tmp_path, address)
        acks = Acks(tmp_path / "acks.jsonl")
        kiosk = Client([hub.url], "kiosk", "kiosk-1", acks, seed=1)
        await kiosk.ask("issue", service="1")

        with standing.without_standby(address):
            asking = asyncio.create_task(kiosk.ask("issue", service="1"))
            first = await asyncio.to_thread(standing.wait_for_waiting, address)
            standing.cancel_wait(address, first)
            await asyncio.to_thread(standing.wait_for_waiting, address, {first})
            assert not asking.done()
        answer = await asking

        kiosk.leave()
        acks.close()
        assert hub.stop() == 0
        assert answer["ticket"]["number"] == "1002"
        assert examine(address, acks.done) == Findings()
