"""What a display costs: until a call is painted, while it moves, while it stands."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue
from threading import Event, Thread

from shared.clock import stopwatch
from tests import programs
from tests.bench.batches import service_of
from tests.bench.figures import Report, Row, spread
from tests.bench.kiosk import Kiosk
from tests.bench.office import Hub, Place, a_hub
from tests.bench.rush import come
from tests.bench.station import LIMIT_SECONDS, Station, Told

PAINTED_MS = 100.0
MEGABYTES, IDLE_SHARE = 150.0, 1.0
MOVING_SHARES = {"1920x1080": 15.0, "3840x2160": 25.0}
KILOBYTES_A_DAY = 200.0

COUNTERS = 8
WEEK_LIMIT_S = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    others: int = 19
    """So many displays hang beside the one that is measured."""

    calls: int = 160
    burst: int = 64
    between: float = 0.15
    """Seconds between two calls; in a burst they come as fast as they can."""

    seconds: float = 8.0
    """For how long it is watched while it moves, and while it stands."""

    days: int = 7
    calls_a_day: int = 200


class Display(Kiosk):
    """A display in a process of its own, on a screen that nobody sees."""

    def __init__(self, hub: Hub, folder: Path, size: str, *, ticker: bool) -> None:
        text = (programs.ROOT / "config" / "display.toml").read_text(encoding="utf-8")
        if not ticker:
            start, _, rest = text.partition("ticker = [")
            text = start + "ticker = []" + rest.partition("\n]")[2]
        for name in ("texts.vi.toml", "texts.en.toml"):
            text = text.replace(f'"{name}"', f'"{programs.ROOT}/config/{name}"')
        config = folder / "display.toml"
        config.write_text(text, encoding="utf-8")
        with (folder / "display.log").open("a") as log:
            self.process = programs.start(
                "display",
                "--config", config,
                "--hub", hub.url,
                "--size", size,
                "--figures",
                stderr=log,
            )  # fmt: skip
        self.painted: Queue[tuple[str, int]] = Queue()
        self.ready = Event()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            told = json.loads(line)
            if told["event"] == "painted":
                self.painted.put((told["number"], told["at"]))
            elif told["event"] == "ready":
                self.ready.set()


@contextmanager
def a_display(
    hub: Hub, folder: Path, size: str = "1920x1080", *, ticker: bool = True
) -> Iterator[Display]:
    """Start a display of *hub*, wait until it shows the hall, and stop it in the end.

    Raises:
        TimeoutError: It shows nothing.
    """
    display = Display(hub, folder, size, ticker=ticker)
    try:
        if not display.ready.wait(LIMIT_SECONDS):
            raise TimeoutError((folder / "display.log").read_text())
        yield display
    finally:
        display.process.terminate()
        display.process.wait(timeout=20)
        for stream in (display.process.stdin, display.process.stdout):
            if stream is not None:
                stream.close()


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Return what a display costs; a call that is not painted is an error."""
    sizes = sizes or Sizes()
    report = Report()
    with a_hub(place, place.database("SQLite")) as hub:
        for kind, moving in MOVING_SHARES.items():
            with a_display(hub, place.folder, kind) as display:
                calls = asyncio.run(_call(hub, display, sizes))
                megabytes = display.megabytes
                share = asyncio.run(_watched(hub, display, sizes))
            report.errors += [f"{kind}: {n} was not painted" for n in calls.missing]
            crowd = sizes.others + 1
            painted, bare = spread(calls.seconds), spread(calls.heard)
            report.rows += [
                replace(
                    _row(f"display {kind}: call to painted, p99, {crowd} displays",
                         painted.p99, "ms", PAINTED_MS),
                    floor=f"heard: {bare.p99:.0f} ms",
                    ratio=f"p50 {painted.p50:.0f}, heard {bare.p50:.0f} ms",
                ),
                _row(f"display {kind}: {sizes.burst} calls at once, the last painted",
                     calls.burst, "ms", None),
                _row(f"display {kind}: a core, while it moves", share, "%", moving),
                _row(f"display {kind}: memory", megabytes, "MB", MEGABYTES),
            ]  # fmt: skip
        with a_display(hub, place.folder, ticker=False) as display:
            Event().wait(min(6.0, sizes.seconds))  # until no call stands out
            share = _share(display, sizes.seconds)
        report.rows.append(
            _row("display: a core, standing there", share, "%", IDLE_SHARE)
        )
    days = ("--days", sizes.days, "--calls", sizes.calls_a_day)
    week = programs.start("tests.bench.week", *map(str, days))
    told = json.loads(week.communicate(timeout=WEEK_LIMIT_S)[0])
    what = f"display: memory a day, over {sizes.days} of {sizes.calls_a_day:,} calls"
    report.rows.append(_row(what, told["kilobytes_a_day"], "kB", KILOBYTES_A_DAY))
    return report


@dataclass(slots=True)
class Calls:
    """When calls were painted."""

    seconds: list[float]
    burst: float
    """Milliseconds until the last of the burst was painted."""

    missing: list[str]
    heard: list[float]
    """Seconds until a display that paints nothing had heard of each."""


async def _call(hub: Hub, display: Display, sizes: Sizes) -> Calls:
    """Let counters call one after the other, then all as fast as they can."""
    others = await come(hub.url, "display", sizes.others)
    desks = await come(hub.url, "counter", COUNTERS)
    [kiosk] = await come(hub.url, "kiosk", 1)
    for place, desk in enumerate(desks):
        await desk.ask("open", counter=str(place + 1))
    asked: dict[str, int] = {}
    heard = _listen(others[:1])

    async def call(n: int) -> None:
        place = n % COUNTERS
        counter, service = str(place + 1), service_of(n)
        issued, _ = await kiosk.ask("issue", service=service)
        assert issued.ticket is not None
        number, desk = issued.ticket.number, desks[place]
        asked[number] = stopwatch()
        await desk.ask("call", counter=counter, number=number, reason="bench")
        await desk.ask("serve", counter=counter, number=number)
        await desk.ask("finish", counter=counter, number=number)

    for n in range(sizes.calls):
        await call(n)
        await asyncio.sleep(sizes.between)
    single = set(asked)
    began = stopwatch()
    for first in range(0, sizes.burst, COUNTERS):
        await asyncio.gather(*map(call, range(first, first + COUNTERS)))
    painted = await asyncio.to_thread(_painted, display, set(asked))
    for station in (*others, *desks, kiosk):
        station.leave()
    return Calls(
        seconds=[(painted[n] - asked[n]) / 1e3 for n in single & painted.keys()],
        burst=max((painted[n] - began for n in painted.keys() - single), default=0),
        missing=sorted(asked.keys() - painted.keys()),
        heard=[(heard[n] - asked[n]) / 1e3 for n in single & heard.keys()],
    )


def _listen(stations: Iterable[Station]) -> dict[str, int]:
    """Return what fills with when one of *stations* first heard of a called number."""
    heard: dict[str, int] = {}

    def hear(frame: Told, _at: float) -> None:
        for event in frame.events if frame.type == "events" else ():
            if event.ticket is not None and event.ticket.state == "called":
                heard.setdefault(event.ticket.number, stopwatch())

    for station in stations:
        station.heard = hear
    return heard


def _painted(display: Display, wanted: set[str]) -> dict[str, int]:
    """Return when each number was painted; without those that never were."""
    found: dict[str, int] = {}
    end = stopwatch() + 10_000
    while wanted - found.keys() and stopwatch() < end:
        if display.painted.empty():
            Event().wait(0.05)
            continue
        number, at = display.painted.get()
        found.setdefault(number, at)
    return found


async def _watched(hub: Hub, display: Display, sizes: Sizes) -> float:
    """Return the share of a core while calls stand out and the words run."""
    [kiosk] = await come(hub.url, "kiosk", 1)
    [desk] = await come(hub.url, "counter", 1)
    before = display.cpu_seconds
    end = stopwatch() + 1_000 * sizes.seconds
    while stopwatch() < end:
        issued, _ = await kiosk.ask("issue", service="1")
        assert issued.ticket is not None
        number = issued.ticket.number
        for kind in ("call", "serve", "finish"):
            more = {"reason": "bench"} if kind == "call" else {}
            await desk.ask(kind, counter="1", number=number, **more)
        await asyncio.sleep(min(2.0, sizes.seconds))
    share = 100 * (display.cpu_seconds - before) / sizes.seconds
    for station in (kiosk, desk):
        station.leave()
    return share


def _share(display: Display, seconds: float) -> float:
    before = display.cpu_seconds
    Event().wait(seconds)
    return 100 * (display.cpu_seconds - before) / seconds


def _row(what: str, cost: float, unit: str, budget: float | None) -> Row:
    return Row(
        what=what,
        measured=f"{cost:.2f} {unit}",
        target=f"{budget:g} {unit}" if budget else "",
        reached=cost <= budget if budget else None,
    )
