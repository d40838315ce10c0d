"""How long the city waits for its report of a month, and whether its sums are right.

`python -m tests.bench.month FOLDER` leaves the report there, to be looked at.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import msgspec
from sqlalchemy import Engine, insert

from shared.domain.times import HOUR, day_of
from shared.hub.commands.report import main as report
from shared.store.engine import open_engine
from shared.store.partitions import Partitions
from shared.store.presences import HUB, Presences, Present
from shared.store.store import Store
from shared.store.tables import journal
from shared.wire.codec import event_table
from tests.bench.figures import Report, Row
from tests.bench.office import Place
from tests.bench.people import a_day
from tests.programs import ROOT

FIRST = date(2026, 1, 1)
OPEN_MINUTES = 420
HOURS = """
[hours]
holidays = [{ day = 2026-01-01, name = { vi = "Tết Dương lịch" } }]
sessions = [
    { id = "am", name = { vi = "Sáng" }, opens = "08:00", closes = "11:30" },
    { id = "pm", name = { vi = "Chiều" }, opens = "13:30", closes = "17:00" },
]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the city is."""

    offices: int = 126
    days: int = 31
    numbers: int = 150
    """Of an office on a day, about."""

    kinds: int = 12
    """Different days; the others are like one of them."""


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Make a month of a city in each kind of records, and report it both ways."""
    sizes = sizes or Sizes()
    found = Report()
    for kind in place.kinds:
        database = place.database(kind)
        with tempfile.TemporaryDirectory(dir=place.folder) as name:
            found += _measured(kind, database, Path(name), sizes)
    return found


def _measured(kind: str, database: str, folder: Path, sizes: Sizes) -> Report:
    found = Report()
    config = write_city(folder, sizes.offices)
    numbers = fill(database, folder, sizes)
    until = FIRST + timedelta(days=sizes.days - 1)
    for out in (folder / "month.csv", folder / "month.xlsx"):
        words = ["--from", str(FIRST), "--to", str(until), "--out", str(out)]
        began = perf_counter()
        code = report([*words, "--config", str(config), "--database", database])
        seconds = perf_counter() - began
        if code:
            found.errors.append(f"{kind}: no report {out.name}")
            continue
        what = f"report of {sizes.offices} offices, {numbers:,} numbers, {out.suffix}"
        size = out.stat().st_size / 1e6
        measured = f"{seconds:.1f} s, {size:.1f} MB"
        found.rows.append(Row(what=what, records=kind, measured=measured))
        if out.suffix == ".csv" and (told := _told_in(out)) != numbers:
            found.errors.append(f"{kind}: {told} numbers in the report, not {numbers}")
    return found


def write_city(folder: Path, offices: int) -> Path:
    """Write the settings of so many invented offices, and return the hub's."""
    city = folder / "offices"
    city.mkdir()
    common = (ROOT / "config" / "offices" / "common.toml").read_text(encoding="utf-8")
    head, tables = common.split("\n[[zones]]", 1)
    text = f"{head}\n{HOURS}\n[[zones]]{tables}"
    (city / "common.toml").write_text(text, encoding="utf-8")
    counters = "".join(
        f'[[counters]]\nid = "{n}"\nzone = "3"\nserves = ["{n}"]\n' for n in range(1, 9)
    )
    for number in range(1, offices + 1):
        words = (
            f'id = "{_office(number)}"\nname = {{ vi = "UBND xã Mẫu {number}" }}\n'
            f'unit = {{ vi = "Trung tâm Phục vụ hành chính công" }}\n{counters}'
        )
        path = city / f"{_office(number)}.toml"
        path.write_text(words, encoding="utf-8")
    settings = 'offices = "offices"\ndatabase = "sqlite://"\n'
    (folder / "hub.toml").write_text(settings, encoding="utf-8")
    return folder / "hub.toml"


def fill(database: str, folder: Path, sizes: Sizes) -> int:
    """Let a month have been in the records, and return how many numbers it had."""
    engine = open_engine(database, folder)
    try:
        return sum(_fill(engine, sizes))
    finally:
        engine.dispose()


def _fill(engine: Engine, sizes: Sizes) -> Iterator[int]:
    random = Random(1)
    days = [a_day(Random(seed), sizes.numbers) for seed in range(sizes.kinds)]
    seqs = dict.fromkeys(range(1, sizes.offices + 1), 0)
    for number in seqs:
        Store(engine, _office(number)).take(FIRST)
    for day in (FIRST + timedelta(days=n) for n in range(sizes.days)):
        if day.weekday() > 4 or day == FIRST:
            continue
        if engine.dialect.name == "postgresql":
            Partitions(engine).make_ahead(day)
        of_day = [_rows_of(kind, day) for kind in days]
        _be_there(engine, day, sizes.offices, random)
        with engine.begin() as connection:
            for office in seqs:
                rows = random.choice(of_day)
                kept = [
                    {**row, "office": _office(office), "seq": seqs[office] + place}
                    for place, row in enumerate(rows, 1)
                ]
                seqs[office] += len(rows)
                connection.execute(insert(journal), kept)
                yield sum('"action":"issue"' in row["event"] for row in rows)


def _rows_of(kind: list[Any], day: date) -> list[dict[str, Any]]:
    """Return the rows of the journal, were that *kind* of day on *day*."""
    shift = (day - day_of(kind[0].at)).days * 24 * HOUR
    rows = []
    for event in kind:
        told = _later(event_table(event), shift)
        text = msgspec.json.encode(told).decode()
        at = event.at + shift
        rows.append({"day": day, "at": at, "station": "pc", "event": text})
    return rows


def _later(told: Any, shift: int) -> Any:
    """Return an event's table with all its times moved."""
    match told:
        case dict():
            return {key: _later(value, shift) for key, value in told.items()}
        case int() if told > 1_000 * 24 * HOUR:
            return told + shift
        case _:
            return told


def _be_there(engine: Engine, day: date, offices: int, random: Random) -> None:
    """Let the stations be there most of the time; now and then one is not."""
    stations = [("", HUB), ("kiosk-1", "kiosk"), ("display-1", "display")]
    stations += [(f"counter-{n}", "counter") for n in range(1, 6)]
    Presences(engine).add(
        Present(
            office=_office(office),
            day=day,
            station=station,
            role=role,
            minutes=OPEN_MINUTES - int(random.random() ** 20 * OPEN_MINUTES),
            fault_minutes=random.randrange(30) if role == "kiosk" else 0,
        )
        for office in range(1, offices + 1)
        for station, role in stations
    )


def _office(number: int) -> str:
    return f"xa-mau-{number:03}"


def _told_in(path: Path) -> int:
    """Return how many numbers the report has, of all offices and days."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return sum(int(r["Số đã cấp"]) for r in rows if r["Lĩnh vực"] == "Tất cả")


def main(words: Sequence[str] | None = None) -> int:
    """Make one in a file, in a new folder, and leave it there with its report."""
    parser = argparse.ArgumentParser(prog="month", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--offices", type=int, default=Sizes().offices)
    arguments = parser.parse_args(words)
    folder = arguments.folder.absolute()
    folder.mkdir()
    sizes = Sizes(offices=arguments.offices)
    found = _measured("SQLite", f"sqlite:///{folder}/city.sqlite", folder, sizes)
    sys.stdout.writelines(f"{row.what}: {row.measured}\n" for row in found.rows)
    sys.stdout.writelines(f"WRONG: {error}\n" for error in found.errors)
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
