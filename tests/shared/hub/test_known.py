from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from shared.hub.known import GAP, Known, Standing

DAY, NEXT = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "records.sqlite"


def test_what_is_known_outlives_the_hub(path):
    Known(path).change(running=True)
    Known(path).give({"mau": Standing(incarnation=7, day=DAY, given={"1": 37})})

    again = Known(path)

    assert again.found
    assert again.facts.running
    assert again.of("mau") == Standing(incarnation=7, day=DAY, given={"1": 37})


def test_what_one_office_gives_changes_nothing_of_another(path):
    known = Known(path)
    known.give({"one": Standing(day=DAY, given={"1": 37})})
    known.give({"two": Standing(day=DAY, given={"1": 4})})

    again = Known(path)

    assert again.lost("one", DAY, {"1": 4}) == {"1": 37 + GAP}
    assert again.lost("two", DAY, {"1": 4}) == {}


def test_what_a_hub_of_before_has_written_still_counts(path):
    old = '{"incarnation": 7, "day": "2026-01-05", "given": {"1": 37}, "running": true}'
    path.with_name("records.sqlite.known.json").write_text(old)

    known = Known(path)

    assert known.lost("mau", DAY, {"1": 36}) == {"1": 37 + GAP}
    assert known.last_incarnation == known.of("mau").incarnation == 7


def test_where_nothing_was_written_nothing_is_known(path):
    assert not Known(path).found
    assert not Known(path).facts.running


@pytest.mark.parametrize("text", [b"", b"{", b'{"given": 3}', b"\0" * 100])
def test_a_file_that_is_torn_means_that_a_hub_ended_without_a_word(path, text):
    path.with_name("records.sqlite.known.json").write_bytes(text)

    known = Known(path)

    assert (known.found, known.facts.running) == (True, True)


@pytest.mark.parametrize(
    ("day", "given", "lost"),
    [
        (DAY, {"1": 37, "2": 5}, {}),
        (DAY, {"1": 36, "2": 5}, {"1": 37 + GAP}),
        (DAY, {}, {"1": 37 + GAP, "2": 5 + GAP}),
        # The backup is of yesterday.
        (date(2026, 1, 4), {"1": 90}, {"1": 37 + GAP, "2": 5 + GAP}),
        (NEXT, {}, {}),
    ],
)
def test_numbers_that_the_records_lack_are_left_out(path, day, given, lost):
    known = Known(path)
    known.give({"mau": Standing(day=DAY, given={"1": 37, "2": 5})})

    assert known.lost("mau", day, given) == lost


def test_in_memory_and_on_a_server_nothing_is_written(tmp_path):
    Known(None).change(running=True)

    assert not list(tmp_path.iterdir())


def test_two_threads_do_not_write_into_each_others_file(tmp_path, caplog):
    known = Known(tmp_path / "records.sqlite")

    def write(place):
        known.change(incarnation=place)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(200)))

    again = Known(tmp_path / "records.sqlite")
    assert caplog.text == ""
    assert again.facts == known.facts
