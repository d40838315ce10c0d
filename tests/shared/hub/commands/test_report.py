import codecs
from datetime import date, timedelta

import pytest

from shared.domain.times import day_of
from shared.hub.commands.report import main
from shared.store.store import Store
from tests.halls import EIGHT
from tests.programs import HUB_CONFIG, run
from tests.shared.hub.commands.reporting import (
    DAY,
    NAMES,
    cells_in,
    events_of,
    keep,
    rows_in,
    sheet_in,
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

    def report(*words, since="2026-01-01", until="2026-01-31", out="report.csv"):
        options = ["--config", str(HUB_CONFIG), "--database", address]
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
    assert [";".join(row[4:-1]) for row in rows] == [WHOLE, CIVIL, PAPERS, TRADE]
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
    report()

    code, _, path = report(out="report.xlsx")

    sheet = sheet_in(path)
    headings, *rows = cells_in(sheet)
    pane = sheet.find(".//m:pane", NAMES)
    told = [";".join(row[4:-1]) for row in rows_in(path.with_suffix(".csv"))[1:]]
    columns = [column for column in headings if column not in "ABCDY"]
    assert code == 0
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert [date(1899, 12, 30) + timedelta(int(row["B"])) for row in rows] == [
        MONDAY
    ] * 4
    assert [";".join(_as_told(row, columns)) for row in rows] == told


def _as_told(row, columns):
    decimals = {*"LMNOP"}
    for column in columns:
        text = row.get(column, "")
        told = f"{float(text):.1f}" if text and column in decimals else text
        yield told.replace(".", ",")


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
