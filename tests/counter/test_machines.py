from pathlib import Path

import pytest

from counter.machines import machines_of, notices_of
from counter.texts import Texts
from shared.config import load
from shared.wire.messages import Notice, Report, StationNow
from tests.programs import ROOT

VI = load(Path(ROOT, "config", "texts.vi.toml"), Texts, section="counter")


def a_station(name="kiosk-1", role="kiosk", *, here=True, **report):
    return StationNow(station=name, role=role, here=here, report=Report(**report))


@pytest.mark.parametrize(
    ("station", "line"),
    [
        (
            a_station(printer="paper_out", unprinted=("1007", "3012")),
            "Máy kiosk-1: hết giấy · chưa có phiếu: 1007, 3012",
        ),
        (a_station(printer="cover_open"), "Máy kiosk-1: nắp máy in đang mở"),
        (a_station(needs_help=True), "Máy kiosk-1: công dân cần hỗ trợ"),
        (
            a_station(needs_help=True, printer="paper_out"),
            "Máy kiosk-1: công dân cần hỗ trợ · hết giấy",
        ),
        (a_station(here=False, needs_help=True), "Máy kiosk-1: mất kết nối"),
        (
            a_station(printer="ready", scanner="away"),
            "Máy kiosk-1: không có máy quét thẻ, cấp số không hỏi thẻ",
        ),
        (a_station(printer="new_code"), "Máy kiosk-1: máy in gặp sự cố"),
        (
            a_station(printer="ready", paper="low", paper_metres=6),
            "Máy kiosk-1: sắp hết giấy, còn khoảng 6 m",
        ),
        (a_station(printer="ready", paper="low"), "Máy kiosk-1: sắp hết giấy"),
        (a_station(here=False, printer="paper_out"), "Máy kiosk-1: mất kết nối"),
        (
            a_station("display-1", "display", sound="no_device"),
            "Máy display-1: mất âm thanh, không thấy loa",
        ),
        (
            a_station("display-1", "display", sound="no_voice"),
            "Máy display-1: mất âm thanh, thiếu giọng đọc",
        ),
        (
            a_station("display-1", "display", here=False),
            "Máy display-1: mất kết nối",
        ),
        (
            a_station(printer="ready", unprinted=tuple(str(n) for n in range(1, 9))),
            "Máy kiosk-1: chưa có phiếu: 4, 5, 6, 7, 8 và 3 số khác",
        ),
        (
            a_station(printer="ready", unmerged=("1901", "2902")),
            "Máy kiosk-1: số cấp khi mất kết nối không vào được hàng chờ: 1901, 2902",
        ),
    ],
)
def test_what_somebody_should_see_to_is_a_line(station, line):
    assert machines_of([station], VI) == (line,)


@pytest.mark.parametrize(
    "station",
    [
        a_station(printer="ready", paper="ok"),
        a_station("display-1", "display", sound="ok"),
        a_station("display-1", "display", sound="off"),
        a_station("display-1", "display", sound="muted"),
        a_station("display-1", "display"),
        a_station("counter-2", "counter", here=False),
    ],
)
def test_what_is_well_is_not_spoken_of(station):
    assert machines_of([station], VI) == ()


def test_the_machines_stand_in_the_order_of_their_names():
    stations = [a_station(f"kiosk-{n}", printer="offline") for n in (2, 1)]

    first, second = machines_of(stations, VI)
    assert "kiosk-1" in first
    assert "kiosk-2" in second


def test_a_citizen_who_waits_for_staff_comes_before_all_machines():
    stations = [
        a_station("display-1", "display", here=False),
        a_station("kiosk-1", printer="paper_out"),
        a_station("kiosk-2", needs_help=True),
    ]

    first = machines_of(stations, VI)[0]

    assert first == "Máy kiosk-2: công dân cần hỗ trợ"


def test_what_is_wrong_at_the_hub_is_a_line_each():
    notices = [
        Notice(code="disk_low", at=0, parts={"megabytes": 812}),
        Notice(code="of_a_newer_hub", at=0),
        Notice(code="backup_failed", at=0),
    ]

    low, backup = notices_of(notices, VI)

    assert "812 MB" in low
    assert "sao lưu" in backup
