"""Whether a full hall or a long past makes a number, a call or a start slower."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from shared.clock import SystemClock
from tests.bench.checks import check_records, some
from tests.bench.figures import Report, Row, Spread, spread
from tests.bench.office import Hub, Place, a_hub, records
from tests.bench.past import fill, remember
from tests.bench.station import LIMIT_SECONDS, Station, Told, enter

COUNTER, SERVICE = "1", "1"
ACTS = {"issue": "give a number", "call": "call the next"}
MEGABYTES, READY_SECONDS = 80, 1.5
"""What an office's hub may hold, and how soon it must be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    waiting: int = 100_000
    old: int = 1_000_000
    rounds: int = 200
    starts: int = 3


@dataclass(slots=True)
class Taken:
    """What one hub's stations have seen."""

    issue: list[float] = field(default_factory=list)
    call: list[float] = field(default_factory=list)
    answers: list[Told] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A hub to measure, and what it has behind it."""

    name: str
    hub: Hub
    taken: Taken
    starts: Sequence[float]
    megabytes: float


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure three hubs in turns: an empty one, a full one, an old one."""
    sizes = sizes or Sizes()
    report = Report()
    for kind in place.kinds:
        with _offices(place, kind, sizes) as offices:
            asyncio.run(_take_turns(offices, sizes.rounds))
            for office in offices:
                report.errors += _checked(place, office)
        report.rows += _rows(kind, offices)
    return report


@contextmanager
def _offices(place: Place, kind: str, sizes: Sizes) -> Iterator[list[Office]]:
    with ExitStack() as open_hubs:
        offices = []
        for name, old, waiting in (
            ("nothing before", 0, 0),
            (f"{sizes.waiting:,} waiting", 0, sizes.waiting),
            (f"{sizes.old:,} old tickets", sizes.old, 0),
        ):
            database = place.database(kind)
            with records(place, database) as engine:
                now = SystemClock().now()
                remember(engine, place.plan, now, old)
                fill(engine, place.plan, now, waiting)
            hub = open_hubs.enter_context(a_hub(place, database))
            starts = _start_often(hub, sizes.starts)
            office = Office(
                name=name,
                hub=hub,
                taken=Taken(),
                starts=starts,
                megabytes=hub.megabytes(),
            )
            offices.append(office)
        yield offices


def _start_often(hub: Hub, times: int) -> list[float]:
    """Return the seconds from each start until a display knew the hall."""
    seconds = []
    for _ in range(times):
        hub.stop()
        began = perf_counter()
        hub.start()
        display = asyncio.run(_look(hub.url))
        seconds.append(display - began)
    return seconds


async def _look(url: str) -> float:
    display = await enter(url, Station("display", "display-1"))
    display.leave()
    return display.entered.result()


async def _take_turns(offices: Sequence[Office], rounds: int) -> None:
    """Go from hub to hub, so that what else the machine does burdens all alike."""
    desks = []
    for office in offices:
        kiosk = await enter(office.hub.url, Station("kiosk", "kiosk-1"))
        desk = await enter(office.hub.url, Station("counter", "counter-1"))
        await desk.ask("open", counter=COUNTER)
        desks.append((office.taken, kiosk, desk))
    async with asyncio.timeout(rounds + LIMIT_SECONDS):
        for _ in range(rounds):
            for taken, kiosk, desk in desks:
                await _visit(taken, kiosk, desk)
    for taken, kiosk, desk in desks:
        taken.errors += kiosk.errors + desk.errors
        kiosk.leave()
        desk.leave()


async def _visit(taken: Taken, kiosk: Station, desk: Station) -> None:
    """Give a number, and serve whoever is next."""
    issued, issue_seconds = await kiosk.ask("issue", service=SERVICE)
    called, call_seconds = await desk.ask("call_next", counter=COUNTER)
    if called.ticket is None:
        taken.errors.append(f"call_next: {called.code}")
        return
    taken.issue.append(issue_seconds)
    taken.call.append(call_seconds)
    taken.answers += [issued, called]
    for kind in ("serve", "finish"):
        number = called.ticket.number
        answer, _ = await desk.ask(kind, counter=COUNTER, number=number)
        taken.answers.append(answer)
        if answer.code:
            taken.errors.append(f"{kind} {number}: {answer.code}")


def _checked(place: Place, office: Office) -> list[str]:
    errors = some(office.taken.errors)
    errors += check_records(place, office.hub.database, office.taken.answers)
    return [f"{office.name}: {error}" for error in errors]


def _rows(kind: str, offices: Sequence[Office]) -> Iterator[Row]:
    empty = offices[0].taken
    for act, floor in (("issue", spread(empty.issue)), ("call", spread(empty.call))):
        yield Row(
            what=f"{ACTS[act]}, nothing before", records=kind, measured=f"{floor}"
        )
        for office in offices[1:]:
            times = spread(getattr(office.taken, act))
            yield _ratio_row(f"{ACTS[act]}, {office.name}", kind, times, floor)
    for office in offices:
        yield _start_row(kind, office)


def _ratio_row(what: str, kind: str, times: Spread, floor: Spread) -> Row:
    ratio = times.p50 / floor.p50
    return Row(
        what=what,
        records=kind,
        measured=f"{times}",
        floor=f"nothing before {floor}",
        ratio=f"{ratio:.2f}×",
        target="≤ 1.3×",
        reached=ratio <= 1.3,
    )


def _start_row(kind: str, office: Office) -> Row:
    seconds = median(office.starts)
    full = office.name.endswith("waiting")
    reached = seconds <= READY_SECONDS and office.megabytes <= MEGABYTES
    return Row(
        what=f"start of a hub, {office.name}",
        records=kind,
        measured=f"{seconds:.2f} s, {office.megabytes:.0f} MB",
        target="" if full else f"{READY_SECONDS} s, {MEGABYTES} MB",
        reached=None if full else reached,
    )
