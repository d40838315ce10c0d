"""How many numbers a hub gives, and how long a station waits for its own."""

import asyncio
from dataclasses import replace

from tests.bench.checks import check_numbers, check_records, some
from tests.bench.figures import Report, Row, spread
from tests.bench.floors import a_floor
from tests.bench.office import Hub, Place, a_hub, records
from tests.bench.rush import Day, Sizes, calm, rush
from tests.bench.store import bare_commits

FEW = 8
"""So many kiosks and counters are an office on a busy morning."""


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure issue, issue with calls, and one number after the other."""
    sizes = sizes or Sizes()
    report = Report()
    with a_floor("echo") as url:
        floor = asyncio.run(rush(url, sizes, displays=0))
        calm_floor = asyncio.run(calm(url, sizes, displays=0))
    for kind in place.kinds:
        report += _few_row(place, kind, sizes)
        report += _rush_row(place, kind, sizes, floor)
        report += _mixed_row(place, kind, sizes, floor)
        report += _calm_row(place, kind, sizes, calm_floor)
    return report


def _few_row(place: Place, kind: str, sizes: Sizes) -> Report:
    few = replace(sizes, kiosks=min(FEW, sizes.kiosks))
    database = place.database(kind)
    with records(place, database) as engine:
        bare = bare_commits(engine, sizes.commits)
    with a_hub(place, database) as hub:
        day = asyncio.run(rush(hub.url, few, displays=1, counters=FEW))
        errors = _checked(place, hub, day) + _called_twice(day)
    what = f"{few.kiosks} kiosks issue, {FEW} counters call, serve, finish"
    row = Row(
        what=what,
        records=kind,
        measured=f"{day.a_second:,.0f}/s",
        floor=f"one client's bare commits {bare:,.0f}/s",
        ratio=f"{day.a_second / bare:.0%}",
        target="≥ 80 %",
        reached=day.a_second >= 0.8 * bare,
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


def _rush_row(place: Place, kind: str, sizes: Sizes, floor: Day) -> Report:
    with a_hub(place, place.database(kind)) as hub:
        day = asyncio.run(rush(hub.url, sizes, displays=sizes.displays))
        errors = _checked(place, hub, day)
    times = spread(seconds for _, seconds in day.issued)
    what = f"issue, {sizes.kiosks} kiosks and {sizes.displays} displays"
    row = Row(
        what=what,
        records=kind,
        measured=f"{day.a_second:,.0f}/s, {times}",
        floor=f"echo {floor.a_second:,.0f}/s",
        ratio=f"{day.a_second / floor.a_second:.0%}",
        target="4,000/s, p99 30 ms",
        reached=day.a_second >= 4_000 and times.p99 <= 30,
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


def _mixed_row(place: Place, kind: str, sizes: Sizes, floor: Day) -> Report:
    with a_hub(place, place.database(kind)) as hub:
        walls, desks = sizes.displays, sizes.counters
        day = asyncio.run(rush(hub.url, sizes, displays=walls, counters=desks))
        errors = _checked(place, hub, day) + _called_twice(day)
    times = spread(seconds for _, seconds in day.moved)
    what = f"the same while {sizes.counters} counters call, serve, finish"
    row = Row(
        what=what,
        records=kind,
        measured=f"{day.a_second:,.0f}/s, counters {times}",
        floor=f"echo {floor.a_second:,.0f}/s",
        ratio=f"{day.a_second / floor.a_second:.0%}",
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


def _calm_row(place: Place, kind: str, sizes: Sizes, floor: Day) -> Report:
    with a_hub(place, place.database(kind)) as hub:
        day = asyncio.run(calm(hub.url, sizes, displays=sizes.displays))
        errors = _checked(place, hub, day)
    times = spread(seconds for _, seconds in day.issued)
    least = spread(seconds for _, seconds in floor.issued)
    what = f"answer to a kiosk, {sizes.a_second:.0f} numbers a second"
    row = Row(
        what=what,
        records=kind,
        measured=f"{times}",
        floor=f"echo {least}",
        ratio=f"{times.p50 / least.p50:.1f}×",
        target="p50 2.5, p99 10 ms",
        reached=times.within(p50=2.5, p99=10),
    )
    return Report([row], [f"{what}, {kind}: {error}" for error in errors])


def _checked(place: Place, hub: Hub, day: Day) -> list[str]:
    """Return what went wrong. The hub still runs, the records are as they are."""
    numbers = check_numbers(answer for answer, _ in day.issued)
    return some(day.errors) + numbers + check_records(place, hub.database, day.answers)


def _called_twice(day: Day) -> list[str]:
    calls = [a.ticket for a, _ in day.moved if a.ticket and a.ticket.state == "called"]
    numbers = [ticket.number for ticket in calls]
    return ["a number was called twice"] if len(set(numbers)) < len(numbers) else []
