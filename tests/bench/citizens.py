"""The people of many offices in a process of their own: they come, and are served.

In each office a kiosk gives a number, the counter calls, serves and finishes it, and a
display looks on. Whoever loses the hub goes to the next one and asks again.
"""

import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from threading import Timer
from time import perf_counter
from typing import Any

import msgspec

from tests import programs
from tests.bench.station import LIMIT_SECONDS, Station, Told, enter, wish

COUNTER = "1"
VISIT = (
    ("kiosk", "issue"),
    ("counter", "call_next"),
    ("counter", "serve"),
    ("counter", "finish"),
)
ROLES = ("display", "kiosk", "counter")
AT_ONCE = 50
"""At first so many stations connect at the same time."""

PAUSE_SECONDS = 0.1
"""Before a station tries the next hub again."""


class Task(msgspec.Struct):
    """What they are to do."""

    hubs: list[str]
    """The URLs of all hubs."""

    offices: list[str]
    a_second: float
    """So many events of all offices together."""


class Seen(msgspec.Struct):
    """What they have seen. Times are seconds of `perf_counter`, for all processes."""

    acks: list[float] = []
    """How long each answer took, before the mark."""

    events: list[float] = []
    """How long each event took, from the wish to the display, before the mark."""

    seconds: float = 0.0
    """From the first wish to the mark."""

    served: dict[str, list[str]] = {}
    """The numbers that were given, by office."""

    back_at: dict[str, float | None] = {}
    """When the display of an office that had lost its hub was right again; nothing if
    nobody there was answered afterwards."""

    errors: list[str] = []


class Citizens:
    """The process."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def await_word(self) -> None:
        """Wait until all stations know their hall.

        Raises:
            RuntimeError: The process has ended instead, or took too long.
        """
        if (word := self._line()) != "here":
            raise RuntimeError(f"the citizens say {word!r}")

    def say(self, word: str) -> None:
        """Tell them to ``go``, to ``mark`` this moment."""
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def seen(self) -> Seen:
        """Send them home, and return what they have seen."""
        self.say("home")
        return msgspec.json.decode(self._line(), type=Seen)

    def _line(self) -> str:
        patience = Timer(2 * LIMIT_SECONDS, self._process.kill)
        patience.start()
        line: str = self._process.stdout.readline().strip()
        patience.cancel()
        return line


@contextmanager
def citizens(task: Task) -> Iterator[Citizens]:
    """Let them come, and send them home in the end."""
    with programs.start("tests.bench.citizens") as process:
        try:
            people = Citizens(process)
            people.say(msgspec.json.encode(task).decode())
            people.await_word()
            yield people
        finally:
            process.kill()


@dataclass(slots=True)
class Office:
    """One office, seen from its stations."""

    id: str
    hubs: Sequence[str]
    errors: list[str]
    stations: dict[str, Station] = field(default_factory=dict)
    sent: dict[int, float] = field(default_factory=dict)
    """When the wish was sent that made the event of this number."""

    heard: dict[int, float] = field(default_factory=dict)
    acks: list[tuple[float, float]] = field(default_factory=list)
    """When each wish was sent and answered."""

    numbers: list[str] = field(default_factory=list)
    broken_at: float | None = None
    """When a station first lost its hub."""

    back_at: float | None = None
    """When the display knew the hall of the next one."""

    goes_on: bool = False
    """Somebody was answered there."""

    async def come(self, gate: asyncio.Semaphore) -> None:
        """Let all stations in, and open the counter."""
        for role in ROLES:
            async with gate:
                await self._enter(role)
        await self._obeyed("counter", wish("open", counter=COUNTER))

    async def watch(self) -> None:
        """Keep the display connected, for ever."""
        while True:
            await self.stations["display"].gone
            self._miss()
            await self._enter("display")
            self.back_at = self.back_at or perf_counter()

    async def live(self, begin: float, step: float) -> None:
        """Serve one after the other, an act every *step* seconds, for ever."""
        act = -1
        while True:
            number: dict[str, str] = {}
            for role, kind in VISIT:
                # What could not be done in its time is not made up for.
                act = max(act + 1, int((perf_counter() - begin) / step))
                await asyncio.sleep(begin + act * step - perf_counter())
                fields = {"service": "1"} if kind == "issue" else {"counter": COUNTER}
                answer = await self._obeyed(role, wish(kind, **fields, **number))
                if answer.ticket is None:
                    break
                if kind == "issue":
                    self.numbers.append(answer.ticket.number)
                else:
                    number = {"number": answer.ticket.number}

    async def _obeyed(self, role: str, asked: dict[str, Any]) -> Told:
        """Ask until there is an answer, and return it."""
        sent = perf_counter()
        while True:
            try:
                answer, _ = await self.stations[role].repeat(asked)
            except ConnectionResetError:
                self._miss()
                await self._enter(role)
                continue
            self._take(role, answer, sent)
            if answer.code:
                self.errors.append(f"{self.id}: {asked['type']}: {answer.code}")
            return answer

    def _miss(self) -> None:
        self.broken_at = self.broken_at or perf_counter()

    def _take(self, role: str, answer: Told, sent: float) -> None:
        now = perf_counter()
        self.acks.append((sent, now))
        self.sent[answer.seq] = sent
        entered = self.stations[role].entered.result()
        self.goes_on |= entered > (self.broken_at or now)

    async def _enter(self, role: str) -> None:
        for url in cycle(self.hubs):
            station = Station(role, f"{role}-1", self.id)
            station.errors = self.errors
            if role == "display":
                station.heard = self._hear
            with suppress(OSError, TimeoutError):
                await enter(url, station)
                self.stations[role] = station
                return
            station.leave()
            await asyncio.sleep(PAUSE_SECONDS * random.uniform(0.5, 1.5))

    def _hear(self, frame: Told, at: float) -> None:
        if frame.type == "events":
            for seq in range(frame.first, frame.first + len(frame.events)):
                self.heard[seq] = at


async def _live(task: Task) -> None:
    errors: list[str] = []
    gate = asyncio.Semaphore(AT_ONCE)
    offices = [Office(id_, task.hubs, errors) for id_ in task.offices]
    await asyncio.gather(*(office.come(gate) for office in offices))
    _say("here")
    await _next_word()
    began = perf_counter()
    step = len(offices) / task.a_second
    works = [
        asyncio.create_task(work)
        for n, office in enumerate(offices)
        for work in (office.live(began + n / task.a_second, step), office.watch())
    ]
    await _next_word()
    mark = perf_counter()
    await _next_word()
    for work in works:
        if work.done():
            work.result()
        work.cancel()
    _say(msgspec.json.encode(_seen(offices, began, mark, errors)).decode())


def _seen(
    offices: Sequence[Office], began: float, mark: float, errors: list[str]
) -> Seen:
    seen = Seen(seconds=mark - began, errors=errors)
    for office in offices:
        acks = [(sent, at) for sent, at in office.acks if sent >= began]
        seen.acks += [at - sent for sent, at in acks if at <= mark]
        seen.events += [
            at - office.sent[seq]
            for seq, at in office.heard.items()
            if at <= mark and office.sent.get(seq, 0.0) >= began
        ]
        seen.served[office.id] = office.numbers
        if office.broken_at is not None:
            seen.back_at[office.id] = office.back_at if office.goes_on else None
    return seen


async def _next_word() -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.readline)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_live(msgspec.json.decode(sys.stdin.readline(), type=Task)))
