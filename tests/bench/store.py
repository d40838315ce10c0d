"""What keeping costs, without any station: records against the bare disk."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import Engine

from shared.clock import SystemClock
from shared.domain.times import day_of
from shared.store.store import Store
from tests.bench.batches import Batches
from tests.bench.figures import Report, Row, Spread, spread
from tests.bench.office import OFFICE, Place, records

PAGE = bytes(4096)
LARGEST = 64
TARGETS = {"SQLite": (10_000, 15.0), "PostgreSQL": (6_000, 20.0)}
"""Numbers a second, and milliseconds that nearly all batches take at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    singles: int = 400
    batches: int = 100


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Measure single commits and batches, each beside the least that is durable."""
    sizes = sizes or Sizes()
    report = Report()
    for kind in place.kinds:
        with records(place, place.database(kind)) as engine:
            report += _measure(place, kind, engine, sizes)
    return report


def _measure(place: Place, kind: str, engine: Engine, sizes: Sizes) -> Report:
    now = SystemClock().now()
    store = Store(engine, OFFICE)
    store.take(day_of(now))
    made = Batches(place.plan, now)
    singles = [made.issues(1) for _ in range(sizes.singles)]
    batches = [made.issues(LARGEST) for _ in range(sizes.batches)]
    with _disk(place) as sync, _bare(engine) as bare:
        # In turns, so that what else the machine does burdens all alike.
        turns = [
            (timed(sync), timed(bare), timed(partial(store.record, single)))
            for single in singles
        ]
    synced, bared, single = (spread(times) for times in zip(*turns, strict=True))
    in_batches = [timed(partial(store.record, batch)) for batch in batches]
    rows = [
        _single_row(kind, synced, bared, single),
        _bare_row(kind, synced, bared),
        _batch_row(kind, in_batches),
    ]
    return Report(rows, _counted(engine, store, sizes))


def bare_commits(engine: Engine, times: int) -> float:
    """Return how many short rows a second one client can keep, with the driver alone.

    It leaves a table ``floor`` behind.
    """
    with _bare(engine) as commit:
        return times / sum(timed(commit) for _ in range(times))


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that *act* takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


@contextmanager
def _disk(place: Place) -> Iterator[Callable[[], None]]:
    """Give what appends one page to a file and waits for the disk."""
    file = os.open(place.folder / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def sync() -> None:
        os.write(file, PAGE)
        os.fdatasync(file)

    try:
        yield sync
    finally:
        os.close(file)


@contextmanager
def _bare(engine: Engine) -> Iterator[Callable[[], None]]:
    """Give what writes one short row durably, with the driver alone."""
    with closing(engine.raw_connection()) as connection:
        cursor: Any = connection.cursor()
        sqlite = engine.dialect.name == "sqlite"
        cursor.execute("CREATE TABLE floor (n BIGINT)")
        connection.commit()

        def commit() -> None:
            if sqlite:
                cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO floor VALUES (1)")
            connection.commit()

        yield commit


def _single_row(kind: str, synced: Spread, bared: Spread, single: Spread) -> Row:
    floor = synced if kind == "SQLite" else bared
    name = "fdatasync" if kind == "SQLite" else "bare commit"
    return Row(
        what="keep one issue",
        records=kind,
        measured=f"{single}",
        floor=f"{name} {floor}",
        ratio=f"{floor.p50 / single.p50:.0%}",
        target="≥ 70 %",
        reached=floor.p50 / single.p50 >= 0.7,
    )


def _bare_row(kind: str, synced: Spread, bared: Spread) -> Row:
    return Row(
        what="commit one short row, driver alone",
        records=kind,
        measured=f"{bared}",
        floor=f"fdatasync {synced}",
        ratio=f"{synced.p50 / bared.p50:.0%}",
        target="≥ 70 %",
        reached=synced.p50 / bared.p50 >= 0.7,
    )


def _batch_row(kind: str, seconds: list[float]) -> Row:
    numbers = LARGEST * len(seconds) / sum(seconds)
    times = spread(seconds)
    least, most = TARGETS[kind]
    return Row(
        what=f"keep {LARGEST} issues in one commit",
        records=kind,
        measured=f"{numbers:,.0f} issues/s, {times}",
        target=f"{least:,}/s, p99 {most:.0f} ms",
        reached=numbers >= least and times.p99 <= most,
    )


def _counted(engine: Engine, store: Store, sizes: Sizes) -> list[str]:
    wanted = sizes.singles + sizes.batches * LARGEST
    seq, day = store.position()
    kept = len(store.tickets(day))
    if (seq, kept) != (wanted, wanted):
        return [f"{engine.dialect.name}: {kept} of {wanted} tickets, event {seq}"]
    return []
