"""A station that is connected and does not read."""

from pathlib import Path

from tests.soak.client import Client
from tests.soak.load import at_work
from tests.soak.raw import RawStation
from tests.soak.records import Findings, examine

SEED = 20260108
SMALL = 4_096
"""Bytes that the station's own system takes in for it."""

NUMBERS = [f"{place:060}" for place in range(900)]
"""As long a report as a frame may hold: counters are told it, and it soon fills what
may wait for one. After 15 seconds the hub would let it go since it answers no ping.
"""

MOST_TOLD = 1_000
MEMORY = 20 * 2**20
"""Bytes by which the hub may grow, for what waits and for the records."""


async def test_a_station_that_does_not_read_is_cut_off_and_delays_nobody(
    start_hub, length, tell, tmp_path
):
    hub = start_hub(f"sqlite:///{tmp_path}/records.sqlite")

    async with at_work([hub.url], tmp_path / "acks.jsonl", SEED) as office:
        await office.acks.wait_for_more(100)
        trials = [await freeze(office, hub) for _ in range(length.frozen)]
    answered, grown = zip(*trials, strict=True)

    findings = examine(hub.database, office.acks.done, office.watchers)
    tell(
        frozen=length.frozen, others_answered=answered, most_bytes_more=max(grown),
        **office.counts, **findings.counts,
    )  # fmt: skip
    assert findings == Findings()
    assert min(answered) > 100
    assert cut_off(hub) == length.frozen
    assert max(grown) < MEMORY


async def freeze(office, hub):
    """Have one station not read until it is cut off.

    Return how many answers the others got meanwhile, and by how many bytes the
    hub has grown.
    """
    before, begun, times = memory(hub), len(office.acks.all), cut_off(hub)
    with RawStation(hub.url, receive_buffer=SMALL) as frozen:
        frozen.say(type="hello", role="counter", station="frozen")
        await talk(office, hub, lambda: cut_off(hub) > times)
        frozen.drain()
    meanwhile = [wish["type"] for wish, _ in office.acks.all[begun:]]
    return len(meanwhile) - meanwhile.count("pause"), memory(hub) - before


async def talk(office, hub, enough):
    """Have counters told long things until it is *enough*."""
    talker = Client([hub.url], "counter", "counter-8", office.acks, SEED)
    await talker.ask("open", counter="8")
    for place in range(MOST_TOLD):
        await talker.tell("report", unprinted=NUMBERS, paper_metres=place)
        await talker.ask("pause", counter="8", reason="lunch")
        if enough():
            break
    talker.leave()
    assert enough()


def cut_off(hub):
    """Return how many stations *hub* has cut off because they did not read."""
    return hub.log.read_text().count("does not read: cut off")


def memory(hub):
    """Return the bytes of memory that *hub* takes, on Linux."""
    [line] = [
        line
        for line in Path(f"/proc/{hub.process.pid}/status").read_text().splitlines()
        if line.startswith("VmRSS:")
    ]
    return int(line.split()[1]) * 1024
