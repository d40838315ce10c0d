"""Hundreds of offices on two hubs and a server: a busy day, and a hub that dies."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.bench.checks import check_numbers, check_office, some
from tests.bench.citizens import Citizens, Seen, Task, citizens
from tests.bench.city import ALL, HALVES, plans_of, settings_of, two_hubs, write_city
from tests.bench.figures import Report, Row, spread
from tests.bench.office import Hub, Place, a_hub, records
from tests.bench.station import TicketTold, Told

ACK, EVENT, TAKE_OVER = 50, 100, 2.0
"""Milliseconds for nearly all, and the seconds in which nobody may miss a dead hub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it. At the country's peak it is 300 offices and 1,042 events."""

    offices: int = 60
    a_second: float = 208.0
    seconds: float = 8.0
    after: float = 5.0
    """Seconds for which it goes on when one of the hubs is dead."""

    alone: int = 100
    """Offices of the hub whose memory is looked at."""


COUNTRY = Sizes(offices=300, a_second=1_042, seconds=30, after=8)


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure both, where there is a server."""
    sizes = sizes or Sizes()
    if "PostgreSQL" not in place.kinds:
        return Report()
    report = _busy(place, sizes)
    report.rows.append(_alone(place, sizes.alone))
    return report


def _busy(place: Place, sizes: Sizes) -> Report:
    database = place.database("PostgreSQL")
    ids = write_city(place, sizes.offices)
    with two_hubs(place, database, sizes.offices) as hubs:
        task = Task([hub.url for hub in hubs], ids, sizes.a_second)
        with citizens(task) as people:
            killed_at, used = asyncio.run(_day(people, hubs, sizes))
            seen = people.seen()
    errors = some(seen.errors) + _checked(place, database, sizes.offices, seen)
    back = [at - killed_at for at in seen.back_at.values() if at is not None]
    if len(back) < max(len(seen.back_at), 1):
        errors.append(f"{len(back)} of {len(seen.back_at)} offices found another hub")
    rows = [*_day_rows(sizes, seen, used)]
    if back:
        rows.append(_take_over_row(back))
    return Report(rows, [f"{sizes.offices} offices: {error}" for error in errors])


async def _day(
    people: Citizens, hubs: Sequence[Hub], sizes: Sizes
) -> tuple[float, float]:
    """Let people come and be served, then kill the first of *hubs*.

    Return when that was, and for how many seconds all had used a core until then.
    """
    before = sum(hub.processor_seconds() for hub in hubs)
    people.say("go")
    await asyncio.sleep(sizes.seconds)
    people.say("mark")
    used = sum(hub.processor_seconds() for hub in hubs) - before
    killed_at = perf_counter()
    await asyncio.to_thread(hubs[0].kill)
    await asyncio.sleep(sizes.after)
    return killed_at, used


def _checked(place: Place, database: str, offices: int, seen: Seen) -> list[str]:
    """Return what was lost, doubled or missing in any office."""
    errors = []
    with records(place, database) as engine:
        for id_, plan in plans_of(place, offices).items():
            given = [_given(number) for number in seen.served[id_]]
            wrong = check_numbers(given) + check_office(engine, plan, id_, given)
            errors += [f"{id_}: {each}" for each in wrong]
    return some(errors)


def _given(number: str) -> Told:
    ticket = TicketTold(number=number, service="1", state="waiting")
    return Told(type="done", ticket=ticket)


def _day_rows(sizes: Sizes, seen: Seen, used: float) -> Iterator[Row]:
    acks, events = spread(seen.acks), spread(seen.events)
    a_second = len(seen.acks) / seen.seconds
    who = f"{sizes.offices} offices, {len(HALVES)} hubs"
    yield Row(
        what=f"{who}: wish → answer",
        records="PostgreSQL",
        measured=f"{a_second:,.0f}/s, {acks}",
        floor=f"asked {sizes.a_second:,.0f}/s",
        ratio=f"{a_second / sizes.a_second:.0%}",
        target=f"p99 {ACK} ms",
        reached=acks.p99 <= ACK and a_second >= 0.98 * sizes.a_second,
    )
    yield Row(
        what=f"{who}: wish → event on the display",
        records="PostgreSQL",
        measured=f"{events}",
        target=f"p99 {EVENT} ms",
        reached=events.p99 <= EVENT,
    )
    each = used / len(seen.acks) * 1e3
    yield Row(
        what=f"{who}: time on a core for wishes",
        records="PostgreSQL",
        measured=f"{used / seen.seconds:.0%}, {each:.1f} ms each",
    )


def _take_over_row(seconds: Sequence[float]) -> Row:
    return Row(
        what=f"hub killed → {len(seconds)} offices right again",
        records="PostgreSQL",
        measured=f"{median(seconds):.2f} s, at most {max(seconds):.2f} s",
        target=f"{TAKE_OVER:g} s",
        reached=max(seconds) <= TAKE_OVER,
    )


def _alone(place: Place, offices: int) -> Row:
    database = place.database("PostgreSQL")
    write_city(place, offices)
    settings = settings_of(place, offices, ALL)
    with a_hub(place, database, settings) as hub:
        pass
    with a_hub(place, database, settings) as hub:
        return Row(
            what=f"start of a hub with {offices} offices",
            records="PostgreSQL",
            measured=f"{hub.ready_seconds:.2f} s, {hub.megabytes():.0f} MB",
        )
