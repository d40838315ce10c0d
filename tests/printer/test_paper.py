import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.paper import Paper, PaperCounter, changed, printed

DPI = 203
# 80 mm of rows and 12 mm to the cutter.
ROWS = round(80 / 25.4 * DPI)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "paper.json"


@pytest.fixture
def counter(path):
    counter = PaperCounter(path, 82)
    counter.changed()
    return counter


@pytest.mark.parametrize(("metres", "tickets"), [(82, 891), (24.6, 267)])
def test_a_new_roll_lasts_for_as_many_tickets_as_it_has_room(metres, tickets):
    paper = Paper(roll_mm=metres * 1000, used_mm=0)

    assert (paper.left_metres, paper.tickets_left) == (metres, tickets)
    assert not paper.low


@given(st.lists(st.integers(0, 3000), max_size=50))
def test_what_is_printed_and_what_is_left_make_the_roll(tickets):
    paper = Paper(roll_mm=82_000, used_mm=0)

    for rows in tickets:
        paper = printed(paper, rows, DPI)

    length = sum(rows / DPI * 25.4 + 12 for rows in tickets)
    assert paper.left_metres == pytest.approx(max(0, 82 - length / 1000))
    assert paper.tickets == len(tickets)


def test_shorter_tickets_leave_room_for_more():
    paper = printed(Paper(roll_mm=82_000, used_mm=0), 0, DPI)

    assert paper.tickets_left == (82_000 - 12) // 12


@pytest.mark.parametrize(
    ("used", "near_end", "low"),
    [
        (73_799, False, False),
        (73_800, False, True),
        (90_000, False, True),
        (0, True, True),
        (None, False, False),
        (None, True, True),
    ],
)
def test_the_last_tenth_or_the_sensor_is_low(used, near_end, low):
    assert Paper(roll_mm=82_000, used_mm=used, near_end=near_end).low is low


def test_more_than_a_roll_leaves_nothing():
    paper = Paper(roll_mm=82_000, used_mm=90_000)

    assert (paper.left_metres, paper.tickets_left) == (0, 0)


def test_nobody_knows_where_nobody_has_said():
    paper = printed(Paper(roll_mm=82_000), ROWS, DPI)

    assert (paper.left_metres, paper.tickets_left) == (None, None)
    assert changed(paper).left_metres == 82


def test_a_count_goes_on_after_the_program_ended(counter, path):
    for _ in range(3):
        counter.printed(ROWS, DPI)

    again = PaperCounter(path, 82)

    assert again.paper == counter.paper
    assert again.left_metres == pytest.approx(82 - 3 * 0.092, abs=0.001)


def test_a_count_is_never_half_written(counter, path):
    counter.printed(ROWS, DPI)

    assert [file.name for file in path.parent.iterdir()] == ["paper.json"]
    assert json.loads(path.read_text())["tickets"] == 1


def test_a_power_cut_while_writing_leaves_the_count_before(counter, path):
    counter.printed(ROWS, DPI)
    path.with_name("paper.json.new").write_text('{"used_mm": 9')

    assert PaperCounter(path, 82).paper == counter.paper


@pytest.mark.parametrize(
    "torn",
    [
        "",
        "{",
        "[]",
        "null",
        "\0\0\0\0",
        "{}",
        '{"used_mm": "much", "counted_mm": 0, "tickets": 0}',
        '{"used_mm": -1, "counted_mm": 0, "tickets": 0}',
        '{"used_mm": NaN, "counted_mm": 0, "tickets": 0}',
        "ă",
    ],
)
def test_a_torn_count_is_unknown_and_told(path, torn, caplog):
    path.parent.mkdir()
    path.write_text(torn)

    counter = PaperCounter(path, 82)
    counter.printed(ROWS, DPI)

    assert counter.left_metres is None
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert PaperCounter(path, 82).paper.tickets == 1


def test_a_new_roll_is_known_from_then_on(counter, path):
    counter.printed(ROWS, DPI)
    counter.heard(near_end=True)

    counter.changed()

    assert (counter.left_metres, counter.low) == (82, False)
    assert PaperCounter(path, 82).left_metres == 82


def test_the_sensor_is_believed_as_long_as_it_says_so(counter):
    counter.heard(near_end=True)
    low = counter.low
    counter.heard(near_end=False)

    assert (low, counter.low) == (True, False)


def test_another_kind_of_roll_counts_from_its_own_length(counter, path):
    counter.printed(ROWS, DPI)

    assert PaperCounter(path, 24.6).left_metres == pytest.approx(24.508, abs=0.001)


def test_a_roll_that_another_program_began_is_noticed(path):
    kiosk = PaperCounter(path, 82.0)
    kiosk.changed()
    kiosk.printed(800, 203)

    PaperCounter(path, 82.0).changed()
    kiosk.look()

    assert kiosk.left_metres == 82.0


def test_what_was_written_here_is_not_read_again(counter, path):
    counter.changed()
    counter.heard(near_end=True)

    counter.look()

    assert counter.paper.near_end
