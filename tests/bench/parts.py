"""What it costs to drop days of long ago, and whether a number waits for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from threading import Event, Thread
from time import perf_counter

from sqlalchemy import Engine, text

from shared.clock import SystemClock
from shared.domain.times import day_of
from shared.store.errors import StoreUnavailable
from shared.store.partitions import JOURNAL
from shared.store.retention import Retention
from shared.store.store import Store
from shared.store.tables import journal
from tests.bench.batches import Batches
from tests.bench.figures import Report, Row, Spread, spread
from tests.bench.office import OFFICE, Place, records
from tests.bench.past import A_DAY, remember
from tests.bench.store import timed

KIND = "PostgreSQL"
PAUSE_SECONDS = 0.1
"""Between two parts; a hub waits ten times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    days: int = 730
    dropped: int = 60
    singles: int = 1_000
    offices: int = 300
    """Whose events a day's part has, where dropping and deleting are compared."""


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure numbers while nothing else happens, and while days are dropped."""
    sizes = sizes or Sizes()
    report = Report()
    if KIND not in place.kinds:
        return report
    with records(place, place.database(KIND)) as engine:
        now = SystemClock().now()
        remember(engine, place.plan, now, sizes.days * A_DAY)
        first = day_of(now) - timedelta(days=sizes.days)
        store = Store(engine, OFFICE)
        made = Batches(place.plan, now, store.take(day_of(now)).seq)
        keep = partial(_keep, store, made, sizes.singles)
        calm = keep()
        with _dropping(engine, first + timedelta(days=sizes.dropped)) as dropped:
            busy = keep()
        last = first + timedelta(days=sizes.dropped + 1)
        whole, rows = _whole_day(engine, last, sizes.offices)
        report.rows += _rows(calm, busy, dropped)
        report.rows.append(_day_row(whole, rows))
        seq, day = store.position()
        kept = len(store.tickets(day))
        if kept != 2 * sizes.singles:
            report.errors.append(f"{kept} of {2 * sizes.singles} tickets, event {seq}")
        if not dropped:
            report.errors.append("nothing was dropped")
    return report


def _keep(store: Store, made: Batches, numbers: int) -> list[float]:
    """Return the seconds that each number took, given one after another."""
    batches = [made.issues(1) for _ in range(numbers)]
    return [timed(partial(store.record, batch)) for batch in batches]


@contextmanager
def _dropping(engine: Engine, before: date) -> Iterator[list[float]]:
    """Drop parts until the block ends, one at least; give how long each took."""
    retention = Retention(engine)
    ended = Event()
    seconds: list[float] = []

    def drop() -> None:
        while not (ended.wait(PAUSE_SECONDS) and seconds):
            began = perf_counter()
            try:
                if not retention.step(before):
                    return
            except StoreUnavailable:
                continue
            seconds.append(perf_counter() - began)

    thread = Thread(target=drop)
    thread.start()
    try:
        yield seconds
    finally:
        ended.set()
        thread.join()


def _whole_day(engine: Engine, day: date, offices: int) -> tuple[float, float]:
    """Return the seconds that a full day takes to be dropped, and one to be deleted."""
    for each in (day, day + timedelta(days=1)):
        _crowd(engine, each, offices)
    part, other = (JOURNAL.part(day + timedelta(days=n)).name for n in range(2))
    with engine.connect() as connection:
        by_itself = connection.execution_options(isolation_level="AUTOCOMMIT")

        def do(words: str) -> float:
            return timed(lambda: by_itself.execute(text(words)))

        deleted = do(f"DELETE FROM {other}") + do(f"VACUUM {other}")
        return do(f"DROP TABLE {part}"), deleted


def _crowd(engine: Engine, day: date, offices: int) -> None:
    """Let *day* have been at so many more offices."""
    columns = ", ".join(each.name for each in journal.c if each.name != "office")
    copied = (
        f"SELECT office || n, {columns} FROM journal, generate_series(1, {offices}) n"
    )
    with engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO journal (office, {columns}) {copied}"
                f" WHERE day = '{day}' AND office = '{OFFICE}'"
            )
        )


def _rows(calm: list[float], busy: list[float], dropped: list[float]) -> Iterator[Row]:
    floor, times = spread(calm), spread(busy)
    yield Row(
        what="keep one issue while old days are dropped",
        records=KIND,
        measured=f"{times}, longest {max(busy) * 1e3:.0f} ms",
        floor=f"nothing dropped {floor}, longest {max(calm) * 1e3:.0f} ms",
        ratio=f"{times.p50 / floor.p50:.2f}×",
        target="≤ 1.3×, none over 100 ms",
        reached=_is_calm(floor, times, max(busy)),
    )
    yield Row(
        what=f"sum up and drop a day, {len(dropped)} of them",
        records=KIND,
        measured=f"{spread(dropped or [0.0])}",
    )


def _day_row(dropped: float, deleted: float) -> Row:
    return Row(
        what="drop a day of many offices",
        records=KIND,
        measured=f"{dropped * 1e3:.0f} ms",
        floor=f"its rows deleted and vacuumed {deleted * 1e3:.0f} ms",
        ratio=f"{deleted / dropped:.0f}×",
    )


def _is_calm(floor: Spread, times: Spread, longest: float) -> bool:
    return times.p50 <= 1.3 * floor.p50 and longest <= 0.1
