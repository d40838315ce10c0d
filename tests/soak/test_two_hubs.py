"""Several hubs, one office: never do two of them decide."""

import asyncio
import os
import signal
from random import Random

import psycopg
import pytest

from tests.soak.city import trial
from tests.soak.load import at_work
from tests.soak.records import Findings, examine

SEED = 20260109
PATIENCE_SECONDS = 60


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_a_hub_that_stands_by_goes_on_when_the_other_is_killed(
    address, start_hub, length, tell, tmp_path
):
    hubs = [start_hub(address), start_hub(address)]
    urls = [hub.url for hub in hubs]
    random = Random(SEED)

    async with at_work(urls, tmp_path / "acks.jsonl", SEED) as office:
        for kill in range(length.kills):
            await office.acks.wait_for_more(random.randint(*length.acks))
            hub = hubs[kill % 2]  # the one that stands by becomes the one that has it
            await asyncio.to_thread(hub.kill)
            await asyncio.to_thread(hub.start)
        await office.acks.wait_for_more(length.acks[0])

    nothing_is_wrong(address, office, tell, kills=length.kills)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_a_hub_that_hangs_is_followed_and_when_it_wakes_it_decides_nothing(
    address, start_hub, length, tell, tmp_path
):
    hubs = [start_hub(address), start_hub(address)]
    urls = [hub.url for hub in hubs]

    async with at_work(urls, tmp_path / "acks.jsonl", SEED) as office:
        await office.acks.wait_for_more(length.acks[0])
        os.kill(hubs[0].process.pid, signal.SIGSTOP)
        try:
            await from_another(office, gone=urls[0])
        finally:
            os.kill(hubs[0].process.pid, signal.SIGCONT)
        await office.acks.wait_for_more(length.shared_acks)

    nothing_is_wrong(address, office, tell)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_hubs_that_lose_their_sessions_again_and_again_write_one_story(
    address, start_hub, length, tell, tmp_path
):
    hubs = [start_hub(address), start_hub(address)]
    urls = [hub.url for hub in hubs]

    async with at_work(urls, tmp_path / "acks.jsonl", SEED) as office:
        for _ in range(length.kills):
            await office.acks.wait_for_more(length.acks[0])
            await asyncio.to_thread(end_sessions, address)
        await office.acks.wait_for_more(length.acks[0])

    nothing_is_wrong(address, office, tell)


@pytest.mark.postgresql
async def test_in_a_city_whose_hubs_die_at_work_nothing_is_lost_or_shown_wrong(
    durable_postgresql, length, tell, tmp_path
):
    found = await trial(
        tmp_path, durable_postgresql.database(), offices=length.offices,
        kills=length.kills, answers=length.acks[0], seed=SEED,
    )  # fmt: skip

    tell(
        offices=length.offices, kills=length.kills, **found.counts,
        longest_without_answer_ms=round(max(found.answers)),
    )  # fmt: skip
    assert found.wrong == 0
    assert found.counts["hubs that ended ill"] == 0


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


def nothing_is_wrong(address, office, tell, **counts):
    """Fail unless the records and the board are as the stations were told."""
    [watcher] = office.watchers
    findings = examine(address, office.acks.done, office.watchers)
    tell(**counts, **office.counts, **findings.counts)
    assert findings == Findings()
    assert watcher.wrong == 0


async def from_another(office, *, gone):
    """Wait for an answer that is not from the hub that has *gone*."""
    begun = len(office.acks.at)
    await office.acks.wait_until(
        lambda: any(url != gone for _, url in office.acks.at[begun:]), PATIENCE_SECONDS
    )


def end_sessions(address):
    """Let the server end all sessions that own offices."""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
            " application_name = 'motcua-owner' AND datname = current_database()"
        )
