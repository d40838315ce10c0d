import codecs
from datetime import date, timedelta

import pytest

from shared.domain.times import day_of
from shared.hub.commands.report import main
from shared.store.presences import Presences, Present
from shared.store.store import Store
from tests.halls import EIGHT
from tests.programs import HUB_CONFIG, a_config, run
from tests.shared.hub.commands.reporting import (
    DAY,
    NAMES,
    cells_in,
    events_of,
    keep,
    rows_in,
    sheets_in,
)
from tests.shared.store.past import drop

MONDAY = day_of(EIGHT)
TUESDAY = MONDAY + timedelta(days=1)

# Worked out by hand from DAY: the order is that of the headings.
PICKS = "3;2 × Đã hẹn trước, 1 × Lý do khác"
WHOLE = f"6;3;1;1;1;0;0;29,0;60,0;8,0;10,0;40,0;{PICKS};1;0;1;0;0;1"
CIVIL = f"3;2;0;1;0;0;0;29,0;50,0;5,0;10,0;66,7;{PICKS};1;0;0;0;0;1"
PAPERS = "1;0;0;0;1;0;0;;;;;0,0;0;;0;0;0;0;0;0"
TRADE = "2;1;1;0;0;0;0;60,0;60,0;8,0;8,0;0,0;0;;0;0;1;0;0;0"


@pytest.fixture
def report(address, tmp_path, capsys):
    """Return how the command ends with these words, what it says, and its file."""

    def report(
        *words,
        since="2026-01-01",
        until="2026-01-31",
        out="report.csv",
        config=HUB_CONFIG,
    ):
        options = ["--config", str(config), "--database", address]
        days = ["--from", since, "--to", until, "--out", str(tmp_path / out)]
        code = main([*days, *words, *options])
        said = capsys.readouterr()
        return code, said.err or said.out, tmp_path / out

    return report


def test_a_day_comes_to_what_was_worked_out_by_hand(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))

    code, said, path = report()

    headings, *rows = rows_in(path)
    assert (code, said) == (0, f"{path}\n")
    assert [";".join(row[4:-7]) for row in rows] == [WHOLE, CIVIL, PAPERS, TRADE]
    assert [row[:3] for row in rows] == [
        ["mau", "2026-01-05", service] for service in ("Tất cả", "1", "2", "5")
    ]
    assert rows[1][3] == "Hộ tịch"
    assert {len(row) for row in rows} == {len(headings)}
    assert "Được gọi trong 45 phút (%)" in headings


def test_a_day_that_goes_on_says_who_still_waits(store, report):
    keep(store, MONDAY, events_of(DAY[:8]))

    _, _, path = report()

    _, whole, *_ = rows_in(path)
    assert whole[4:11] == ["6", "0", "0", "0", "0", "5", "1"]


def test_the_promise_may_be_another_one(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))

    _, _, path = report("--within", "50")

    headings, whole, *_ = rows_in(path)
    assert whole[headings.index("Được gọi trong 50 phút (%)")] == "60,0"


def test_excel_in_vietnam_opens_the_csv(store, report):
    keep(store, MONDAY, events_of())

    _, _, path = report()

    assert path.read_bytes().startswith(codecs.BOM_UTF8 + "Đơn vị;Ngày;".encode())


def test_the_workbook_says_the_same_with_real_dates(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    _, _, path = report()
    headings, *told = rows_in(path)

    code, _, path = report(out="report.xlsx")

    sheets = sheets_in(path)
    days = cells_in(sheets["Đơn vị theo ngày"])
    services = cells_in(sheets["Lĩnh vực theo ngày"])
    assert code == 0
    assert [date(1899, 12, 30) + timedelta(int(row["Ngày"])) for row in days] == [
        MONDAY
    ]
    for row, same in zip([*days, *services], told, strict=True):
        for heading, cell in zip(headings, same, strict=True):
            if heading in row.keys() - {"Ngày"}:
                assert _as_told(heading, row[heading]) == cell


def _as_told(heading, text):
    is_decimal = "(phút)" in heading or "(%)" in heading
    return f"{float(text):.1f}".replace(".", ",") if is_decimal and text else text


def test_the_headings_of_each_sheet_stay_and_can_be_sorted_by(store, report):
    keep(store, MONDAY, events_of())

    _, _, path = report(out="report.xlsx")

    for sheet in sheets_in(path).values():
        pane = sheet.find(".//m:pane", NAMES)
        assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
        assert sheet.find(".//m:autoFilter", NAMES) is not None


def test_the_first_sheet_has_the_sums_of_each_office_and_of_all(store, report):
    other = Store(store._engine, "hue")
    other.take(MONDAY)
    keep(other, MONDAY, events_of(DAY[:2]))
    keep(store, MONDAY, events_of(ended=TUESDAY))
    keep(store, TUESDAY, events_of(ended=TUESDAY))

    _, _, path = report(out="report.xlsx")

    name, sheet = next(iter(sheets_in(path).items()))
    rows = cells_in(sheet)
    assert name == "Đơn vị"
    wanted = ("Đơn vị", "Số ngày có số liệu", "Số đã cấp", "Gọi ngoài thứ tự")
    assert [tuple(row[heading] for heading in wanted) for row in rows] == [
        ("hue", "1", "2", "0"),
        ("mau", "2", "12", "6"),
        ("Tất cả đơn vị", "3", "14", "6"),
    ]
    assert rows[1]["Được gọi trong 45 phút (%)"] == "40"
    assert rows[1]["Lý do gọi ngoài thứ tự"] == "4 × Đã hẹn trước, 2 × Lý do khác"


def test_a_sheet_has_the_sums_of_each_service(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    keep(store, TUESDAY, events_of(DAY[:1]))

    _, _, path = report(out="report.xlsx")

    rows = cells_in(sheets_in(path)["Lĩnh vực"])
    assert [(row["Lĩnh vực"], row["Số đã cấp"]) for row in rows] == [
        ("1", "4"),
        ("2", "1"),
        ("5", "2"),
    ]


def test_the_services_of_all_offices_come_together_and_are_not_sorted_away(
    store, report
):
    other = Store(store._engine, "hue")
    other.take(MONDAY)
    keep(other, MONDAY, events_of(DAY[:2]))
    keep(store, MONDAY, events_of(ended=TUESDAY))

    _, _, path = report(out="report.xlsx")

    sheets = sheets_in(path)
    rows = cells_in(sheets["Lĩnh vực"])
    told = [(row["Đơn vị"], row["Lĩnh vực"], row["Số đã cấp"]) for row in rows]
    assert told[:2] == [("hue", "1", "2"), ("mau", "1", "3")]
    # The names of hue's services are not in these settings: they may be others.
    assert told[4:] == [
        ("Tất cả đơn vị", "1", "2"),
        ("Tất cả đơn vị", "1", "3"),
        ("Tất cả đơn vị", "2", "1"),
        ("Tất cả đơn vị", "5", "2"),
    ]
    sorted_ = sheets["Lĩnh vực"].find(".//m:autoFilter", NAMES).get("ref")
    assert sorted_.endswith("5")


@pytest.fixture
def presences(store):
    return Presences(store._engine)


def a_present(station, day, minutes, faults=0):
    role = station.partition("-")[0] or "hub"
    return Present(
        office="mau", day=day, station=station, role=role,
        minutes=minutes, fault_minutes=faults,
    )  # fmt: skip


@pytest.fixture
def working_hours(tmp_path):
    """Settings of an office that is open seven hours on working days."""
    config = a_config(tmp_path)
    sessions = """sessions = [
        { id = "am", name = { vi = "Sáng" }, opens = "08:00", closes = "11:30" },
        { id = "pm", name = { vi = "Chiều" }, opens = "13:30", closes = "17:00" },
        ]"""
    with (tmp_path / "office.toml").open("a", encoding="utf-8") as office:
        office.write(f"\n[hours]\n{sessions}\n")
    return config


def equipment_in(row, headings):
    """Return the part of *row* that is about equipment."""
    first = headings.index("Thiết bị hoạt động (%)")
    return row[first : first + 6]


def test_equipment_is_told_as_a_share_of_the_working_hours(
    store, presences, report, working_hours
):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    presences.add(
        [
            a_present("", MONDAY, 360),
            a_present("kiosk-1", MONDAY, 360, faults=12),
            a_present("display-1", MONDAY, 90),
        ]
    )

    _, _, path = report(config=working_hours)

    headings, whole, service, *_ = rows_in(path)
    assert equipment_in(whole, headings) == ["53,6", "85,7", "85,7", "", "21,4", "12"]
    assert equipment_in(service, headings) == [""] * 6


def test_a_working_day_on_which_nothing_was_there_is_told(
    store, presences, report, working_hours
):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    presences.add([a_present("", MONDAY, 360), a_present("kiosk-1", MONDAY, 420)])

    _, _, path = report(until="2026-01-06", config=working_hours)

    headings, *rows = rows_in(path)
    tuesday = rows[-1]
    assert tuesday[:5] == ["mau", "2026-01-06", "Tất cả", "", "0"]
    assert tuesday[-1] == "Không có số liệu trong giờ làm việc"
    assert equipment_in(tuesday, headings)[:3] == ["0,0", "0,0", "0,0"]


def test_of_dropped_days_the_totals_are_told_and_the_rest_is_empty(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    _drop(store, most=200)

    _, _, path = report(until="2026-01-05")

    _, whole, *services = rows_in(path)
    assert whole[4:9] == ["6", "3", "1", "", "2"]
    assert set(whole[9:-1]) == {""}
    assert whole[-1].startswith("Tổng ngày")
    assert [row[2] for row in services] == ["1", "2", "5"]


def test_a_day_of_which_a_part_is_dropped_is_told_by_its_totals(store, report):
    keep(store, MONDAY, events_of(ended=TUESDAY))
    _drop(store, most=12, steps=1)

    _, _, path = report()

    assert rows_in(path)[1][4:9] == ["6", "3", "1", "", "2"]


def _drop(store, most, steps=None):
    """Sum Monday up, and drop it in slices as nights do, all or so many."""
    keep(store, TUESDAY, events_of(DAY[:1]))
    while store.history.sum_up(TUESDAY + timedelta(days=1)):
        pass
    drop(store, TUESDAY, most, steps)


def test_only_the_days_and_offices_that_are_asked_for_are_told(store, report):
    other = Store(store._engine, "hue")
    other.take(MONDAY)
    for day in (MONDAY, TUESDAY):
        keep(store, day, events_of(DAY[:1]))
        keep(other, day, events_of(DAY[:2]))

    _, _, one = report("--office", "hue", since="2026-01-06", out="one.csv")
    _, _, all_ = report(out="all.csv")

    assert [row[:5] for row in rows_in(one)[1:]] == [
        ["hue", "2026-01-06", "Tất cả", "", "2"],
        ["hue", "2026-01-06", "1", "", "2"],
    ]
    assert [row[:2] for row in rows_in(all_)[1::2]] == [
        ["hue", "2026-01-05"],
        ["hue", "2026-01-06"],
        ["mau", "2026-01-05"],
        ["mau", "2026-01-06"],
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"since": "1.1.2026"}, "'1.1.2026' is no day: write it as 2026-01-31"),
        ({"until": "2026-02-30"}, "'2026-02-30' is no day"),
        ({"since": "2026-02-01"}, "is after --to"),
        ({"since": "2026-01-20"}, "nothing is recorded from 2026-01-20 to 2026-01-31"),
        ({"out": "there.csv"}, "there.csv is there already: name another"),
        ({"out": "none/report.csv"}, "No such file or directory"),
        ({"out": "none/report.xlsx"}, "No such file or directory"),
    ],
)
def test_what_cannot_be_told_is_one_line_and_no_file(
    store, report, tmp_path, words, said
):
    keep(store, MONDAY, events_of())
    (tmp_path / "there.csv").write_text("mine")

    code, line, path = report(**words)

    assert (code, line.count("\n")) == (1, 1)
    assert said in line
    assert path.name == "there.csv" or not path.exists()
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_an_office_that_is_not_there_is_told_with_those_that_are(store, report):
    code, line, _ = report("--office", "vinh")

    assert code == 1
    assert line.endswith("no office 'vinh' in the records; there: mau\n")


def test_a_journal_that_makes_no_sense_leaves_no_file(store, report):
    keep(store, MONDAY, events_of())
    day = MONDAY.isoformat()
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE journal SET event = '[' WHERE seq = 3 AND day = '{day}'"
        )

    code, line, path = report(out="report.xlsx")

    assert (code, line.count("\n")) == (1, 1)
    assert not [each for each in path.parent.iterdir() if "report" in each.name]


@pytest.mark.parametrize("address", ["sqlite:///{}/none.sqlite", "sqlite://"])
def test_records_that_are_not_there_are_told_in_a_line(tmp_path, address):
    made = run(
        "shared.hub", "report", "--config", HUB_CONFIG,
        "--database", address.format(tmp_path),
        "--from", "2026-01-01", "--to", "2026-01-31",
    )  # fmt: skip

    assert (made.returncode, made.stderr.count("\n")) == (1, 1)
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "none.sqlite").exists()
