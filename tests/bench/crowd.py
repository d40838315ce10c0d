"""Many displays in a process of their own: when each event reached the last of them."""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from threading import Timer
from typing import Any

from tests import programs
from tests.bench.station import LIMIT_SECONDS, Station, Told, enter

AT_ONCE = 50
"""So many connect at the same time, at first."""

FIRST_PAUSE, LONGEST_PAUSE, LONGER = 0.25, 4.0, 1.5
"""Seconds before a display comes back, as `shared.qt.link` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a crowd has seen. Times are seconds of `perf_counter`, for all processes."""

    last: dict[tuple[str, int], float]
    """By stream and event: when the last display had it."""

    displays: dict[tuple[str, int], int]
    """By stream and event: how many displays were told."""

    errors: list[str]


class Crowd:
    """A running crowd; `seen` ends it."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def await_word(self, word: str) -> None:
        """Wait until the crowd says *word*: ``here`` or ``back``.

        Raises:
            RuntimeError: It has ended instead, or took too long.
        """
        patience = Timer(LIMIT_SECONDS, self._process.kill)
        patience.start()
        line = self._process.stdout.readline().strip()
        patience.cancel()
        if line != word:
            raise RuntimeError(f"the crowd says {line!r}, not {word!r}")

    def say(self, word: str) -> None:
        """Tell the crowd to wait for something else: ``home`` or ``again``."""
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def seen(self) -> Seen:
        """Send the crowd home, and return what it has seen."""
        self.say("home")
        told = json.loads(self._process.stdout.readline())
        events = [((stream, seq), n, at) for stream, seq, n, at in told["events"]]
        return Seen(
            last={key: at for key, _, at in events},
            displays={key: n for key, n, _ in events},
            errors=told["errors"],
        )


@contextmanager
def a_crowd(url: str, displays: int) -> Iterator[Crowd]:
    """Let so many displays come in, and send them home in the end."""
    with programs.start("tests.bench.crowd", url, displays) as process:
        try:
            crowd = Crowd(process)
            crowd.await_word("here")
            yield crowd
        finally:
            process.kill()


class _Watch:
    """What all displays of this process have seen together."""

    def __init__(self, url: str, displays: int) -> None:
        self._url = url
        self._size = displays
        self._gate = asyncio.Semaphore(AT_ONCE)
        self.counts: Counter[tuple[str, int]] = Counter()
        self.last: dict[tuple[str, int], float] = {}
        self.entered: Counter[str] = Counter()
        self.errors: list[str] = []
        self.here = asyncio.Event()

    async def attend(self, name: str) -> None:
        """Keep one display connected, for ever."""
        stream, last, pause = None, 0, FIRST_PAUSE
        while True:
            display = Station("display", name)
            display.stream, display.last = stream, last
            display.heard = self._heard(display)
            display.errors = self.errors
            try:
                # At first in an orderly way; all at once when the hub comes back.
                async with nullcontext() if stream else self._gate:
                    await enter(self._url, display)
                pause = FIRST_PAUSE
                await display.gone
            except (OSError, TimeoutError):
                display.leave()
            stream, last = display.stream, display.last
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))
            pause = min(LONGER * pause, LONGEST_PAUSE)

    def _heard(self, display: Station) -> Any:
        current = ""

        def heard(frame: Told, at: float) -> None:
            nonlocal current
            if frame.type == "events":
                for seq in range(frame.first, frame.first + len(frame.events)):
                    key = (frame.stream or "", seq)
                    self.counts[key] += 1
                    self.last[key] = at
            if frame.stream and frame.stream != current:
                current = frame.stream
                self.entered[current] += 1
                if self.entered[current] == self._size:
                    self.here.set()

        return heard


async def _live(url: str, displays: int) -> None:
    watch = _Watch(url, displays)
    tasks = [asyncio.create_task(watch.attend(f"display-{n}")) for n in range(displays)]
    loop = asyncio.get_running_loop()
    word, saying = "here", "again"
    while saying == "again":
        await watch.here.wait()
        watch.here.clear()
        _say(word)
        word = "back"
        saying = (await loop.run_in_executor(None, sys.stdin.readline)).strip()
    for task in tasks:
        task.cancel()
    events = [(*key, n, watch.last[key]) for key, n in watch.counts.items()]
    seen = {"events": events, "errors": watch.errors}
    _say(json.dumps(seen))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_live(sys.argv[1], int(sys.argv[2])))
