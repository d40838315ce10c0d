"""How long it takes until the last of a thousand displays has heard."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import perf_counter

from tests.bench.batches import service_of
from tests.bench.checks import check_records, some
from tests.bench.crowd import Crowd, Seen, a_crowd
from tests.bench.figures import Report, Row, Spread, spread
from tests.bench.floors import a_floor
from tests.bench.office import Place, a_hub
from tests.bench.rush import paced
from tests.bench.station import Station, Told, enter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    displays: int = 1_000
    commands: int = 160
    a_second: float = 20.0
    settling: float = 1.5
    """Seconds after which each display has heard the heartbeat after the last event."""


@dataclass(slots=True)
class Sent:
    """What one kiosk has asked."""

    stream: str = ""
    at: dict[int, float] = field(default_factory=dict)
    """By the event it led to: when the wish was sent."""

    answers: list[Told] = field(default_factory=list)


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure a command's way to all displays beside a loop that only writes."""
    sizes = sizes or Sizes()
    report = Report()
    for kind in place.kinds:
        report += _row(place, kind, sizes)
    return report


def _row(place: Place, kind: str, sizes: Sizes) -> Report:
    what = f"command → last of {sizes.displays:,} displays, {sizes.a_second:.0f}/s"
    # Just before the hub, so that what else the machine does burdens both.
    with a_floor("shout") as url, a_crowd(url, sizes.displays) as crowd:
        floor, wrong = _told(crowd, url, sizes)
    with (
        a_hub(place, place.database(kind)) as hub,
        a_crowd(hub.url, sizes.displays) as crowd,
    ):
        times, errors = _told(crowd, hub.url, sizes)
        errors += check_records(place, hub.database, [])
    errors += [f"the floor: {error}" for error in wrong]
    row = Row(
        what=what,
        records=kind,
        measured=f"{times}",
        floor=f"writing only {floor}",
        ratio=f"{times.p50 / floor.p50:.2f}×",
        target="p50 30, p99 80 ms, ≤ 1.7×",
        reached=times.within(p50=30, p99=80) and times.p50 <= 1.7 * floor.p50,
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


def _told(crowd: Crowd, url: str, sizes: Sizes) -> tuple[Spread, list[str]]:
    """Return how long it took until the last display heard, and what went wrong."""
    sent = asyncio.run(_send(url, sizes))
    seen = crowd.seen()
    last = (seen.last[sent.stream, seq] - at for seq, at in sent.at.items())
    return spread(last), [*some(seen.errors), *_unheard(sent, seen, sizes.displays)]


async def _send(url: str, sizes: Sizes) -> Sent:
    kiosk = await enter(url, Station("kiosk", "kiosk-1"))
    sent = Sent(stream=kiosk.stream or "")

    async def issue(n: int) -> None:
        began = perf_counter()
        answer, _ = await kiosk.ask("issue", service=service_of(n))
        sent.at[answer.seq] = began
        sent.answers.append(answer)

    await paced(issue, sizes.commands, sizes.a_second)
    await asyncio.sleep(sizes.settling)
    kiosk.leave()
    return sent


def _unheard(sent: Sent, seen: Seen, displays: int) -> Iterable[str]:
    for seq in sent.at:
        heard = seen.displays.get((sent.stream, seq), 0)
        if heard != displays:
            yield f"event {seq} was told {heard} times to {displays} displays"
