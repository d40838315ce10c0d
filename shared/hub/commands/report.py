"""Writes what each day came to, for the city: numbers, waits, calls out of turn.

A workbook has a sheet with a line for each office, one for its services, and both day
by day; CSV has the days alone: a line for each office and business day, and one for
each of its services. "In time" means: first called within so many minutes of the
number. What a citizen was told is not kept, so they are the ageing_minutes of the
settings (in which an ordinary number comes to stand with the priority ones) unless
--within says others; those who expired without a call count as not in time. Equipment
is expected in all working hours if it was there within the last 14 days. The hub may
be at work meanwhile.
"""

import argparse
import sys
import tomllib
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import chain
from pathlib import Path

from shared.clock import SystemClock
from shared.domain.times import day_of
from shared.hub.commands.arguments import ended, parser_of, place_of
from shared.hub.commands.lines import Lines
from shared.hub.commands.progress import progress
from shared.hub.commands.sheets import Format, write_csv, write_xlsx
from shared.hub.commands.tables import Tables
from shared.hub.plans import Plans
from shared.store.reading import Reading, open_reader


class Unanswerable(Exception):
    """There is no such report; the sentence says what to ask for instead."""


def main(words: Sequence[str]) -> int:
    """Obey ``motcua-hub report``, and return the exit code."""
    arguments = _parser().parse_args(words)

    def work() -> int:
        try:
            print(_made(arguments))
        except Unanswerable as error:
            print(f"motcua-hub report: {error}", file=sys.stderr)
            return 1
        except OSError as error:
            where = error.filename or "the report"
            print(f"motcua-hub report: {where}: {error.strerror}", file=sys.stderr)
            return 1
        return 0

    return ended(work)


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("report", __doc__)
    add = parser.add_argument
    add("--from", dest="since", metavar="DAY", required=True, help="as 2026-01-01")
    add("--to", dest="until", metavar="DAY", required=True, help="the last day")
    add("--office", metavar="ID", action="append", help="else all; may come again")
    add("--format", choices=("csv", "xlsx"), help="else what FILE ends in, or csv")
    add("--out", type=Path, metavar="FILE", help="else baocao-… in this folder")
    add("--within", type=float, metavar="MINUTES", help="called in time")
    return parser


def _made(arguments: argparse.Namespace) -> Path:
    """Make the report, and return where it is."""
    since, until = _day(arguments.since), _day(arguments.until)
    if since > until:
        raise Unanswerable(f"--from {since} is after --to {until}: exchange the two")
    kind = _format_of(arguments)
    out: Path = arguments.out or Path(f"baocao-{since}-{until}.{kind}")
    if out.exists():
        raise Unanswerable(f"{out} is there already: name another file with --out")
    place = place_of(arguments)
    plans = place.plans
    now = SystemClock().now()
    within = _within(arguments.within, plans, day_of(now))
    with closing(Reading(open_reader(place.address, place.folder))) as reading:
        offices = _offices(reading, arguments.office)
        reasons = _usual_reasons(place.folder)
        lines = Lines(reading, plans, within=within, reasons=reasons, now=now)
        with progress(lambda: f"{lines.at} …") as going:
            told = lines.of(offices, since, until, going)
            first = next(told, None)
            if first is None:
                raise Unanswerable(f"nothing is recorded from {since} to {until}")
            tables = Tables(within)
            if kind == "csv":
                write_csv(out, tables.days_alone(chain([first], told)))
            else:
                title = f"Báo cáo từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}"
                rows = tables.rows(chain([first], told))
                write_xlsx(out, tables.sheets, rows, title)
    return out


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise Unanswerable(f"{word!r} is no day: write it as 2026-01-31") from error


def _format_of(arguments: argparse.Namespace) -> Format:
    excel = arguments.out is not None and arguments.out.suffix.lower() == ".xlsx"
    kind: Format = arguments.format or ("xlsx" if excel else "csv")
    return kind


def _within(minutes: float | None, plans: Plans, today: date) -> float:
    if minutes is None:
        usual = {plans.on(office, today).policy.ageing_minutes for office in plans}
        if len(usual) > 1:
            told = ", ".join(f"{each:g}" for each in sorted(usual))
            raise Unanswerable(f"ageing_minutes are {told}: name one with --within")
        return usual.pop()
    if not 0 <= minutes <= 24 * 60:
        raise Unanswerable(f"--within {minutes:g}: name 0 to 1440 minutes")
    return minutes


def _offices(reading: Reading, wanted: Sequence[str] | None) -> list[str]:
    known = reading.offices()
    if wanted is None:
        return known
    for office in wanted:
        if office not in known:
            there = ", ".join(known) or "none"
            raise Unanswerable(f"no office {office!r} in the records; there: {there}")
    return list(dict.fromkeys(wanted))


def _usual_reasons(folder: Path) -> frozenset[str]:
    """Return the reasons for a call that the screens offer, in every language."""
    reasons: set[str] = set()
    for path in folder.glob("texts.*.toml"):
        try:
            texts = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue  # whoever shows it says what is wrong with it
        lists = texts.get("counter", {}).get("reasons", {})
        reasons |= {*lists.get("call", ()), *lists.get("walk_in", ())}
    return frozenset(reasons)
