"""How fast an office's records move to a PostgreSQL server, and are compared.

The days have their parts of the tables there, as with any office after the first.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import msgspec

from shared.clock import SystemClock
from shared.domain.times import day_of
from shared.store.engine import open_engine
from shared.store.moving import Move
from shared.store.partitions import Partitions
from shared.store.reading import open_reader
from shared.store.store import Store
from tests.bench.checks import check_records
from tests.bench.figures import Report, Row
from tests.bench.office import OFFICE, Place, records
from tests.bench.past import A_DAY, fill, remember
from tests.programs import ENVIRONMENT, ROOT

A_SECOND, MEGABYTES = 80_000, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    old: int = 60_000
    """Finished tickets, each with an event."""

    waiting: int = 1_000
    """And of today."""


class Moved(msgspec.Struct):
    """What the process that moved them tells."""

    rows: int
    seconds: float
    megabytes: float


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Move a long past to a server, if there is one, in a process of its own."""
    sizes = sizes or Sizes()
    if "PostgreSQL" not in place.kinds:
        return Report()
    source, target = place.database("SQLite"), place.database("PostgreSQL")
    now = SystemClock().now()
    with records(place, source) as engine:
        remember(engine, place.plan, now, sizes.old)
        fill(engine, place.plan, now, sizes.waiting)
    with records(place, target) as engine:
        Store(engine, OFFICE).prepare(day_of(now))
        first = day_of(now) - timedelta(days=sizes.old // A_DAY)
        Partitions(engine).make(first, day_of(now))
    moved = _beside(source, target)
    speed = moved.rows / moved.seconds
    row = Row(
        what=f"move and compare {moved.rows:,} rows",
        records="PostgreSQL",
        measured=f"{speed:,.0f} rows/s, {moved.megabytes:.0f} MB",
        target=f"{A_SECOND:,} rows/s, {MEGABYTES} MB",
        reached=speed >= A_SECOND and moved.megabytes <= MEGABYTES,
    )
    # What was in the file is what must be there now; the move itself has compared.
    return Report([row], check_records(place, target, []))


def _beside(source: str, target: str) -> Moved:
    words = [sys.executable, "-m", "tests.bench.move", source, target]
    done = subprocess.run(
        words, cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True
    )
    return msgspec.json.decode(done.stdout, type=Moved)


def _move(source: str, target: str) -> Moved:
    reader, server = open_reader(source, Path()), open_engine(target, Path())
    began = perf_counter()
    rows = Move(reader, server, [OFFICE]).run()
    seconds = perf_counter() - began
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Moved(rows, seconds, kilobytes / 1024)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_move(*sys.argv[1:])))
