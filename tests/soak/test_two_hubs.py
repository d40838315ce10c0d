"""A second hub on the file of an office that has one."""

import pytest

from tests.soak.load import at_work
from tests.soak.records import Findings, examine

SEED = 20260109


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
