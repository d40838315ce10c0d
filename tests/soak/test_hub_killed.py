"""A hub dies without a word, again and again, while stations work."""

import asyncio
from random import Random

from tests.soak.load import at_work
from tests.soak.records import Findings, examine

SEED = 20260105


async def test_a_hub_that_is_killed_loses_nothing(
    address, start_hub, length, tell, tmp_path
):
    random = Random(SEED)
    hub = start_hub(address)

    async with at_work([hub.url], tmp_path / "acks.jsonl", SEED) as office:
        for _ in range(length.kills):
            await office.acks.wait_for_more(random.randint(*length.acks))
            if random.random() < 0.3:  # some live until their state was compared
                await office.see_all()
            # Anywhere between two commits, not only just after an answer.
            await asyncio.sleep(random.uniform(0, 0.01))
            await asyncio.to_thread(hub.kill)
            await asyncio.to_thread(hub.start)
        await office.acks.wait_for_more(length.acks[0])

    findings = examine(address, office.acks.done, office.watchers)
    [watcher] = office.watchers
    tell(kills=length.kills, **office.counts, **findings.counts)
    assert findings == Findings()
    assert watcher.wrong == 0
    assert watcher.count["snapshots"] > length.kills
    assert "do not fit together" not in hub.log.read_text()
