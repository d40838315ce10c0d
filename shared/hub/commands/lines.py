"""The lines of the report: what stands below which heading."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from shared.domain.plan import Plan
from shared.domain.times import MINUTE
from shared.hub.commands.sheets import Cell
from shared.hub.journal import event_in
from shared.hub.rollup import LEVELS, OTHER, DayCount, Figures, Spread, is_whole, summed
from shared.store.errors import BrokenOff
from shared.store.reading import Reading

ALL_SERVICES = "Tất cả"
OTHER_REASON = "Lý do khác"
FROM_JOURNAL = "Nhật ký"
FROM_TOTALS = "Tổng ngày (số hết hạn gồm cả vắng mặt)"


class Lines:
    """The lines of a report, made while they are written."""

    def __init__(
        self, reading: Reading, plan: Plan, within: float, reasons: frozenset[str]
    ) -> None:
        """Call *within* so many minutes "in time", and repeat only these *reasons*.

        The names of services are those of the *plan*, for its office.
        """
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

    def of(
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
