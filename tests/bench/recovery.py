"""How long a thousand displays are wrong when the hub dies without a word."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from tests.bench.batches import service_of
from tests.bench.checks import check_numbers, check_records, some
from tests.bench.crowd import Crowd, a_crowd
from tests.bench.figures import Report, Row
from tests.bench.office import Hub, Place, a_hub
from tests.bench.station import LIMIT_SECONDS, Station, Told, enter, wish

PAUSE_SECONDS = 0.2
"""Between two numbers of a kiosk: a busy hall, but not one of thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    displays: int = 1_000
    kiosks: int = 8
    kills: int = 3
    between: float = 1.5
    """Seconds for which everything goes well before the hub dies again."""


@dataclass(slots=True)
class Kiosks:
    """Kiosks that give numbers all the time, and ask again what got no answer."""

    url: str
    answers: list[Told] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ended: bool = False

    async def live(self, name: str) -> None:
        """Be one of them, until `ended`."""
        stream, last = None, 0
        asked: dict[str, Any] | None = None
        n = 0
        while not self.ended:
            kiosk = Station("kiosk", name)
            kiosk.stream, kiosk.last, kiosk.errors = stream, last, self.errors
            with suppress(OSError, TimeoutError):
                await enter(self.url, kiosk)
                while not self.ended:
                    asked = asked or wish("issue", service=service_of(n))
                    answer, _ = await kiosk.repeat(asked)
                    self.answers.append(answer)
                    asked, n = None, n + 1
                    await asyncio.sleep(PAUSE_SECONDS)
            kiosk.leave()
            stream, last = kiosk.stream, kiosk.last
            await asyncio.sleep(0.25 * random.uniform(0.8, 1.2))


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure from the kill until every display shows the new hub's state."""
    sizes = sizes or Sizes()
    report = Report()
    for kind in place.kinds:
        report += _row(place, kind, sizes)
    return report


def _row(place: Place, kind: str, sizes: Sizes) -> Report:
    what = f"hub killed → {sizes.displays:,} displays right again"
    with (
        a_hub(place, place.database(kind)) as hub,
        a_crowd(hub.url, sizes.displays) as crowd,
    ):
        kiosks = Kiosks(hub.url)
        starts, seconds = asyncio.run(_kill_often(hub, crowd, kiosks, sizes))
        seen = crowd.seen()
        errors = some(seen.errors + kiosks.errors) + check_numbers(kiosks.answers)
        errors += check_records(place, hub.database, kiosks.answers)
    row = Row(
        what=what,
        records=kind,
        measured=f"{median(seconds):.2f} s, at most {max(seconds):.2f} s",
        floor=f"start of a hub {median(starts):.2f} s",
        ratio=f"{median(seconds) / median(starts):.1f}×",
        target="2 s",
        reached=median(seconds) <= 2,
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


async def _kill_often(
    hub: Hub, crowd: Crowd, kiosks: Kiosks, sizes: Sizes
) -> tuple[list[float], list[float]]:
    """Return the seconds each start took, and those until all displays were right."""
    lives = [
        asyncio.create_task(kiosks.live(f"kiosk-{n}")) for n in range(sizes.kiosks)
    ]
    starts, seconds = [], []
    for _ in range(sizes.kills):
        await asyncio.sleep(sizes.between)
        crowd.say("again")
        began = perf_counter()
        await asyncio.to_thread(hub.kill)
        await asyncio.to_thread(hub.start)
        starts.append(hub.ready_seconds)
        await asyncio.to_thread(crowd.await_word, "back")
        seconds.append(perf_counter() - began)
    await asyncio.sleep(sizes.between)
    kiosks.ended = True
    async with asyncio.timeout(LIMIT_SECONDS):
        await asyncio.gather(*lives)
    return starts, seconds
