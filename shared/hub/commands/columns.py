"""The tables of the report: what stands below which heading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shared.domain.times import MINUTE
from shared.hub.commands.sheets import Cell
from shared.hub.equipment import Alive, Equipment
from shared.hub.rollup import LEVELS, OTHER
from shared.hub.sums import Figures, Spread
from shared.store.presences import HUB

ALL_SERVICES = "Tất cả"
OTHER_REASON = "Lý do khác"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is told in one line: of an office or a service, on a day or in all."""

    office: str
    """Its id; of all together a word for that."""

    name: str | None = None
    day: date | None = None
    days: int | None = None
    """How many days it is the sum of, if it is one."""

    service: str | None = None
    service_name: str | None = None
    figures: Figures
    equipment: Equipment | None = None
    source: str | None = None
    is_total: bool = False
    """It is of all offices."""


class Column(NamedTuple):
    """A heading, and what stands below it."""

    heading: str
    cell: Callable[[Line], Cell]


Columns = Sequence[Column]

OFFICE = Column("Đơn vị", lambda line: line.office)
NAME = Column("Tên đơn vị", lambda line: line.name)
DAY = Column("Ngày", lambda line: line.day)
DAYS = Column("Số ngày có số liệu", lambda line: line.days)
SERVICE = Column("Lĩnh vực", lambda line: line.service or ALL_SERVICES)
SERVICE_NAME = Column("Tên lĩnh vực", lambda line: line.service_name)
SOURCE = Column("Nguồn số liệu", lambda line: line.source)

EQUIPMENT: Columns = (
    Column("Thiết bị hoạt động (%)", lambda line: _of_all(line.equipment)),
    Column("Máy chủ (%)", lambda line: _of_role(line, HUB)),
    Column("Máy lấy số (%)", lambda line: _of_role(line, "kiosk")),
    Column("Máy quầy (%)", lambda line: _of_role(line, "counter")),
    Column("Màn hình (%)", lambda line: _of_role(line, "display")),
    Column(
        "Máy in lỗi (phút)",
        lambda line: line.equipment.fault_minutes if line.equipment else None,
    ),
)


def figures(within: float) -> Columns:
    """Return what is told of the queue; *within* so many minutes is in time."""
    return (
        Column("Số đã cấp", lambda line: line.figures.issued),
        Column("Hoàn tất", lambda line: line.figures.served),
        Column("Huỷ", lambda line: line.figures.cancelled),
        Column("Vắng mặt", lambda line: line.figures.no_shows),
        Column("Hết hạn", lambda line: line.figures.expired),
        Column("Còn chờ", lambda line: line.figures.waiting),
        Column("Đang gọi, phục vụ hoặc tạm hoãn", lambda line: line.figures.under_way),
        Column("Chờ: một nửa không quá (phút)", lambda line: _half(line.figures.wait)),
        Column("Chờ: 90% không quá (phút)", lambda line: _most(line.figures.wait)),
        Column(
            "Phục vụ: một nửa không quá (phút)",
            lambda line: _half(line.figures.service),
        ),
        Column(
            "Phục vụ: 90% không quá (phút)", lambda line: _most(line.figures.service)
        ),
        Column(
            f"Được gọi trong {within:g} phút (%)",
            lambda line: _percent(line.figures.kept, line.figures.promised),
        ),
        Column("Gọi ngoài thứ tự", lambda line: _picks(line.figures)),
        Column("Lý do gọi ngoài thứ tự", lambda line: _reasons(line.figures)),
        Column("Cán bộ hoàn tác", lambda line: line.figures.undos),
        *(Column(f"Đánh giá mức {level}", _rated(level)) for level in LEVELS),
    )


def _half(spread: Spread | None) -> float | None:
    return round(spread.half / MINUTE, 1) if spread else None


def _most(spread: Spread | None) -> float | None:
    return round(spread.nine_in_ten / MINUTE, 1) if spread else None


def _percent(some: int | None, of: int | None) -> float | None:
    return round(100 * some / of, 1) if some is not None and of else None


def _picks(figures: Figures) -> int | None:
    return None if figures.picks is None else sum(figures.picks.values())


def _rated(level: int) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        ratings = line.figures.ratings
        return None if ratings is None else ratings.get(level, 0)

    return cell


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


def _of_all(equipment: Equipment | None) -> float | None:
    return _share(equipment.stations) if equipment else None


def _of_role(line: Line, role: str) -> float | None:
    known = line.equipment.by_role.get(role) if line.equipment else None
    return _share(known) if known else None


def _share(alive: Alive) -> float | None:
    return _percent(alive.minutes, alive.expected)
