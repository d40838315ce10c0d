import asyncio
import logging
import os
import re
from contextlib import asynccontextmanager

import pytest

from shared.office.keeper import Keeper
from shared.office.pulse import pulses
from tests.programs import ENVIRONMENT

PROGRAM = "tests.shared.office.pretend"


class Log(logging.Handler):
    """What was logged, as it comes."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self._news = asyncio.Event()

    def emit(self, record):
        self.lines.append(record.getMessage())
        self._news.set()

    async def wait_for(self, pattern, times=1):
        async with asyncio.timeout(20):
            while sum(bool(re.search(pattern, line)) for line in self.lines) < times:
                self._news.clear()
                await self._news.wait()


@pytest.fixture
def lines():
    log, root = Log(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.INFO)
    yield log
    root.removeHandler(log)
    root.setLevel(level)


@asynccontextmanager
async def kept(how, deadline=20.0, stop_seconds=10.0):
    """Keep a program that is to do *how*."""
    async with pulses(deadline) as listening:
        pulse = await listening.to("program")
        words = [PROGRAM, how]
        keeper = Keeper("program", words, pulse, ENVIRONMENT, stop_seconds=stop_seconds)
        life = keeper.start()
        try:
            yield keeper, life
        finally:
            await keeper.stop()


async def test_a_program_that_ends_is_started_again_later_each_time(lines):
    async with kept("7") as (_, life):
        await lines.wait_for(r"ended \(7\); again in 1 s")
        assert not life.done()

    assert lines.lines.count("I am to 7") >= 2


async def test_a_program_that_a_technician_left_stays_ended(lines):
    async with kept("3") as (_, life):
        async with asyncio.timeout(20):
            await life

    assert lines.lines.count("I am to 3") == 1


async def test_a_program_that_gives_no_sign_of_life_is_killed_and_started_again(lines):
    async with kept("freeze", deadline=0.5):
        await lines.wait_for("gives no sign of life")
        await lines.wait_for("I am to freeze", times=2)


async def test_a_program_that_lives_is_left_alone(lines):
    async with kept("live", deadline=0.5) as (keeper, life):
        await keeper.wait_until_ready(20)
        done, _ = await asyncio.wait([life], timeout=2.5)

    assert not done
    assert lines.lines.count("I am to live") == 1


async def test_a_program_that_does_not_end_is_killed(lines):
    async with kept("ignore", stop_seconds=0.3) as (keeper, life):
        await keeper.wait_until_ready(20)
        await keeper.stop()

        assert life.done()
    await lines.wait_for("does not end: killed")


async def test_a_line_without_end_does_not_stop_the_log(lines):
    async with kept("shout"):
        await lines.wait_for("still here")


async def test_programs_get_nothing_of_ours_for_systemd():
    async with pulses() as listening:
        pulse = await listening.to("program")

    assert pulse.environment["NOTIFY_SOCKET"] != os.environ.get("NOTIFY_SOCKET")
    assert pulse.environment["WATCHDOG_USEC"] == "30000000"
