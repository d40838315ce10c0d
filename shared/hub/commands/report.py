"""Writes what each day came to, for the city: numbers, waits, calls out of turn.

One line for each office and business day, and one for each of its services. "In time"
means: first called within so many minutes of the number. What a citizen was told is
not kept, so they are the ageing_minutes of the settings (in which an ordinary number
comes to stand with the priority ones) unless --within says others; those who expired
without a call count as not in time. The hub may be at work meanwhile.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import chain
from pathlib import Path

from shared.domain.plan import Plan
from shared.domain.times import MINUTE
from shared.hub.commands.arguments import ended, parser_of, place_of
from shared.hub.commands.progress import progress
from shared.hub.commands.sheets import Cell, Format, write
from shared.hub.journal import event_in
from shared.hub.rollup import LEVELS, OTHER, DayCount, Figures, Spread, is_whole, summed
from shared.store.errors import BrokenOff
from shared.store.reading import Reading, open_reader

ALL_SERVICES = "Tất cả"
OTHER_REASON = "Lý do khác"
FROM_JOURNAL = "Nhật ký"
FROM_TOTALS = "Tổng ngày (số hết hạn gồm cả vắng mặt)"


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
    within = _within(arguments.within, place.plan)
    with closing(Reading(open_reader(place.address, place.folder))) as reading:
        offices = _offices(reading, arguments.office)
        report = _Report(reading, place.plan, within, _usual_reasons(place.folder))
        with progress(lambda: f"{report.at} …") as going:
            rows = report.rows(offices, since, until, going)
            first = next(rows, None)
            if first is None:
                raise Unanswerable(f"nothing is recorded from {since} to {until}")
            write(kind, out, chain([report.headings(), first], rows))
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


def _within(minutes: float | None, plan: Plan) -> float:
    if minutes is None:
        return plan.policy.ageing_minutes
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


class _Report:
    """The lines of a report, made while they are written."""

    def __init__(
        self, reading: Reading, plan: Plan, within: float, reasons: frozenset[str]
    ) -> None:
        self._reading = reading
        self._plan = plan
        self._within = within
        self._reasons = reasons
        self.at = ""
        """How far it is, in words."""

    def headings(self) -> list[Cell]:
        return [
            "Đơn vị", "Ngày", "Lĩnh vực", "Tên lĩnh vực", "Số đã cấp", "Hoàn tất",
            "Huỷ", "Vắng mặt", "Hết hạn", "Còn chờ", "Đang gọi, phục vụ hoặc tạm hoãn",
            "Chờ: một nửa không quá (phút)", "Chờ: 90% không quá (phút)",
            "Phục vụ: một nửa không quá (phút)", "Phục vụ: 90% không quá (phút)",
            f"Được gọi trong {self._within:g} phút (%)", "Gọi ngoài thứ tự",
            "Lý do gọi ngoài thứ tự", "Cán bộ hoàn tác",
            *(f"Đánh giá mức {level}" for level in LEVELS), "Nguồn số liệu",
        ]  # fmt: skip

    def rows(
        self,
        offices: Sequence[str],
        since: date,
        until: date,
        going: Callable[[], bool],
    ) -> Iterator[list[Cell]]:
        """Give the lines of *offices*, day by day, the whole office first.

        Raises:
            BrokenOff: *going* said no.
            StoreError: The records cannot be read.
        """
        for office in offices:
            for day in self._reading.days(office, since, until):
                self.at = f"{office} {day}"
                yield from self._rows_of(office, day, going)

    def _rows_of(
        self, office: str, day: date, going: Callable[[], bool]
    ) -> Iterator[list[Cell]]:
        count = DayCount(int(self._within * MINUTE), self._reasons)
        for text in self._reading.events(office, day):
            if not going():
                raise BrokenOff("the report was broken off")
            count.take(event_in(text))
        whole, services, source = count.figures(), count.by_service(), FROM_JOURNAL
        totals = self._reading.totals(office, day)
        if not is_whole(whole, summed(totals)):
            whole, source = summed(totals), FROM_TOTALS
            services = {total.service: summed([total]) for total in totals}
        if not services:
            return  # counters were opened, and nobody came
        yield [office, day, ALL_SERVICES, None, *_cells(whole), source]
        for service, figures in services.items():
            name = self._name(office, service)
            yield [office, day, service, name, *_cells(figures), source]

    def _name(self, office: str, service: str) -> str | None:
        """Return the service's name; the settings know those of one office only."""
        known = self._plan.service_by_id.get(service)
        return known.name["vi"] if known and office == self._plan.id else None


def _cells(figures: Figures) -> list[Cell]:
    """Return *figures* as they stand below the headings."""
    ratings = figures.ratings
    return [
        figures.issued,
        figures.served,
        figures.cancelled,
        figures.no_shows,
        figures.expired,
        figures.waiting,
        figures.under_way,
        *_minutes(figures.wait),
        *_minutes(figures.service),
        _percent(figures.kept, figures.promised),
        None if figures.picks is None else sum(figures.picks.values()),
        _reasons(figures),
        figures.undos,
        *(None if ratings is None else ratings.get(level, 0) for level in LEVELS),
    ]


def _minutes(spread: Spread | None) -> tuple[Cell, Cell]:
    if spread is None:
        return None, None
    half, most = spread.half / MINUTE, spread.nine_in_ten / MINUTE
    return round(half, 1), round(most, 1)


def _percent(some: int | None, of: int | None) -> float | None:
    return round(100 * some / of, 1) if some is not None and of else None


def _rank(counted: tuple[str, int]) -> tuple[int, bool, str]:
    reason, times = counted
    return -times, reason == OTHER, reason


def _reasons(figures: Figures) -> str | None:
    """Return the reasons, the most frequent first; the count stands before each."""
    if not figures.picks:
        return None
    ordered = sorted(figures.picks.items(), key=_rank)
    return ", ".join(
        f"{times} × {OTHER_REASON if reason == OTHER else reason}"
        for reason, times in ordered
    )
