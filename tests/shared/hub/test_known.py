from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from shared.hub.known import GAP, Known

DAY, NEXT = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "records.sqlite"


def test_what_is_known_outlives_the_hub(path):
    Known(path).change(incarnation=7, day=DAY, given={"1": 37}, running=True)

    again = Known(path)

    assert again.found
    assert (again.facts.incarnation, again.facts.given) == (7, {"1": 37})
    assert again.facts.running


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
    known.change(day=DAY, given={"1": 37, "2": 5})

    assert known.lost(day, given) == lost


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
