"""Two hubs on one office by mistake, both with stations at work."""

import pytest

from tests.soak.load import at_work
from tests.soak.records import Findings, examine

SEED = 20260109


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_two_hubs_on_one_office_are_slow_and_right(
    address, start_hub, length, tell, tmp_path
):
    hubs = [start_hub(address), start_hub(address)]
    urls = [hub.url for hub in hubs]

    async with at_work(urls, tmp_path / "acks.jsonl", SEED) as office:
        await office.acks.wait_for_more(length.shared_acks)

    findings = examine(address, office.acks.done, office.watchers)
    tell(**office.counts, **findings.counts)
    assert findings == Findings()
    assert [watcher.wrong for watcher in office.watchers] == [0, 0]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
async def test_a_second_hub_on_one_file_is_refused_while_the_first_works(
    address, start_hub, length, tell, tmp_path
):
    hub = start_hub(address)

    async with at_work([hub.url], tmp_path / "acks.jsonl", SEED) as office:
        with pytest.raises(RuntimeError, match="a hub is running on it"):
            start_hub(address)
        await office.acks.wait_for_more(length.shared_acks)

    findings = examine(address, office.acks.done, office.watchers)
    tell(**office.counts, **findings.counts)
    assert findings == Findings()
