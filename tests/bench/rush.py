"""What the stations do while a hub is measured: as fast as it can, or in its time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter

from tests.bench.batches import service_of
from tests.bench.checks import check_frames
from tests.bench.office import COUNTERS
from tests.bench.station import LIMIT_SECONDS, Station, Told, enter

Answers = list[tuple[Told, float]]
"""What was said, and after how many seconds."""

ROUND = (("call_next", "called"), ("serve", "serving"), ("finish", "finished"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    kiosks: int = 64
    displays: int = 20
    counters: int = COUNTERS
    seconds: float = 4.0
    calm: int = 120
    """How many numbers are taken one after the other."""

    a_second: float = 20.0
    """And how many of these a second."""

    commits: int = 400
    """How many bare commits are timed for comparison."""


@dataclass(slots=True)
class Day:
    """What the stations of one run have seen."""

    issued: Answers = field(default_factory=list)
    moved: Answers = field(default_factory=list)
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        """How many wishes were granted in a second."""
        return (len(self.issued) + len(self.moved)) / self.seconds

    @property
    def answers(self) -> list[Told]:
        """All that was said."""
        return [answer for answer, _ in self.issued + self.moved]


async def rush(url: str, sizes: Sizes, *, displays: int, counters: int = 0) -> Day:
    """Let every kiosk take a number as soon as it has the one before."""
    day = Day()
    kiosks = await come(url, "kiosk", sizes.kiosks)
    walls = await come(url, "display", displays)
    desks = await come(url, "counter", counters)
    for desk in desks:
        await desk.ask("open", counter=desk.name.partition("-")[2])
    began = perf_counter()
    end = began + sizes.seconds
    taking = (_take(kiosk, n, day, end) for n, kiosk in enumerate(kiosks))
    working = (_work(desk, day, end) for desk in desks)
    async with asyncio.timeout(sizes.seconds + LIMIT_SECONDS):
        await asyncio.gather(*taking, *working)
    day.seconds = perf_counter() - began
    await settle(walls)
    return leave(day, [*kiosks, *walls, *desks])


async def calm(url: str, sizes: Sizes, *, displays: int) -> Day:
    """Let one kiosk take numbers at so many a second."""
    day = Day()
    [kiosk] = await come(url, "kiosk", 1)
    walls = await come(url, "display", displays)

    async def take(n: int) -> None:
        day.issued.append(await kiosk.ask("issue", service=service_of(n)))

    await paced(take, sizes.calm, sizes.a_second)
    await settle(walls)
    return leave(day, [kiosk, *walls])


async def paced(
    act: Callable[[int], Awaitable[None]], times: int, a_second: float
) -> None:
    """Begin *act* so many times a second, whether the one before has ended or not."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    limit = times / a_second + LIMIT_SECONDS
    async with asyncio.timeout(limit), asyncio.TaskGroup() as group:
        for n in range(times):
            await asyncio.sleep(began + n / a_second - loop.time())
            group.create_task(_awaited(act(n)))


async def come(url: str, role: str, stations: int) -> list[Station]:
    """Let so many stations of *role* come in; the first display keeps what it hears."""
    named = [Station(role, f"{role}-{n}") for n in range(1, stations + 1)]
    for witness in named[:1] if role == "display" else ():
        witness.keep = []
    return [await enter(url, station) for station in named]


async def settle(stations: Iterable[Station]) -> None:
    """Wait until every station has heard a heartbeat, and so all before it."""
    beats = []
    for station in stations:
        beat = asyncio.get_running_loop().create_future()

        def heard(frame: Told, _at: float, beat: asyncio.Future[None] = beat) -> None:
            if frame.type == "heartbeat" and not beat.done():
                beat.set_result(None)

        station.heard = heard
        beats.append(beat)
    async with asyncio.timeout(LIMIT_SECONDS):
        await asyncio.gather(*beats)


def leave(day: Day, stations: Iterable[Station]) -> Day:
    """Let the stations go, and note what they saw wrong."""
    for station in stations:
        day.errors += station.errors
        day.errors += check_frames(station.keep or ())
        station.leave()
    return day


async def _take(kiosk: Station, n: int, day: Day, end: float) -> None:
    while perf_counter() < end:
        n += 1
        asked = {"service": service_of(n), "priority": n % 5 == 0}
        answer = await kiosk.ask("issue", **asked)
        day.issued.append(answer)


async def _work(desk: Station, day: Day, end: float) -> None:
    """Call, serve and finish again and again."""
    counter = desk.name.partition("-")[2]
    while perf_counter() < end:
        number: dict[str, str] = {}
        for kind, state in ROUND:
            answer, seconds = await desk.ask(kind, counter=counter, **number)
            if answer.ticket is None:
                if answer.code != "nobody_waits":
                    day.errors.append(f"counter {counter}: {kind}: {answer.code}")
                break
            if answer.ticket.state != state:
                day.errors.append(f"{kind} left {answer.ticket}")
            number = {"number": answer.ticket.number}
            day.moved.append((answer, seconds))


async def _awaited(act: Awaitable[None]) -> None:
    await act
