"""Many who ask at the same time."""

import asyncio

import pytest

from shared.hub.gathering import Gathering


class Work:
    """Work that ends when the test says so."""

    def __init__(self):
        self.batches = []
        self.goes_on = asyncio.Event()

    async def __call__(self, names):
        self.batches.append([*names])
        await self.goes_on.wait()
        if "bad" in names:
            raise ZeroDivisionError
        return {name: name.upper() for name in names}


async def test_who_asks_meanwhile_is_done_together_and_each_once():
    gathering = Gathering(work := Work())
    first = gathering.ask("a")
    await asyncio.sleep(0)

    later = [gathering.ask(name) for name in ("b", "c", "b", "a")]
    work.goes_on.set()

    assert await asyncio.gather(first, *later) == ["A", "B", "C", "B", "A"]
    assert work.batches == [["a"], ["b", "c"]]
    assert gathering.asked("b") is None


async def test_after_a_pause_it_begins_again():
    gathering = Gathering(work := Work())
    work.goes_on.set()

    assert await gathering.ask("a") == "A"
    assert await gathering.ask("a") == "A"
    assert work.batches == [["a"], ["a"]]


async def test_what_goes_wrong_is_told_to_all_who_asked_and_to_nobody_else():
    gathering = Gathering(work := Work())
    work.goes_on.set()
    wrong = [gathering.ask("a"), gathering.ask("bad")]
    await asyncio.sleep(0)
    right = gathering.ask("c")

    for answer in wrong:
        with pytest.raises(ZeroDivisionError):
            await answer
    assert await right == "C"
