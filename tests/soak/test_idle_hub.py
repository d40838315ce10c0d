"""Two hubs on one office by mistake, and nobody asks one of them for anything."""

import asyncio

import pytest

from tests.soak.client import Acks, Client
from tests.soak.watcher import Watcher


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_a_hub_with_nothing_to_do_shows_what_the_other_has_written(
    address, start_hub, tmp_path
):
    busy, idle = start_hub(address), start_hub(address)
    acks = Acks(tmp_path / "acks.jsonl")
    client = Client(busy.url, "counter", "counter-1", acks, 1)
    watcher = Watcher(idle.url, "display-1", 1)
    watching = asyncio.create_task(watcher.run())

    try:
        answer = await client.ask("issue", service="1")
        await watcher.reach(answer["seq"])
    finally:
        watching.cancel()
        client.leave()
        acks.close()
