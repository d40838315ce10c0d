"""The database server dies under a hub that keeps running."""

import asyncio
from random import Random

import pytest

from tests.soak.load import KIOSKS, at_work
from tests.soak.records import Findings, examine

SEED = 20260106


@pytest.mark.postgresql
async def test_a_hub_whose_server_is_killed_refuses_and_comes_back(
    durable_postgresql, start_hub, length, tell, tmp_path
):
    random = Random(SEED)
    address = durable_postgresql.database()
    hub = start_hub(address)

    async with at_work([hub.url], tmp_path / "acks.jsonl", SEED) as office:
        for _ in range(length.crashes):
            await office.acks.wait_for_more(random.randint(*length.acks))
            await asyncio.sleep(random.uniform(0, 0.01))
            await asyncio.to_thread(durable_postgresql.kill)
            await office.acks.wait_for_more_refusals(2 * KIOSKS)
            await asyncio.to_thread(durable_postgresql.start)
        await office.acks.wait_for_more(length.acks[0])

    findings = examine(address, office.acks.done, office.watchers)
    [watcher] = office.watchers
    tell(crashes=length.crashes, **office.counts, **findings.counts)
    assert findings == Findings()
    assert watcher.wrong == 0
    assert hub.process.poll() is None
