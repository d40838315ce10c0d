from datetime import datetime, time, timedelta

import pytest

from shared.domain.times import VIETNAM, millis
from shared.store.backups import Backups
from shared.store.errors import StoreUnavailable
from tests.shared.store.files import a_file, change, damage

TWO = time(2)


def at(text):
    return millis(datetime.fromisoformat(text).replace(tzinfo=VIETNAM))


def a_folder(tmp_path, *made):
    """Return a folder in which backups were *made* then; they are empty files."""
    backups = Backups(tmp_path / "backups")
    backups.folder.mkdir()
    for text in made:
        backups.path_at(at(text)).touch()
    return backups


def names(backups):
    return [f"{each.made:%m-%d %H:%M}" for each in backups.all()]


@pytest.mark.parametrize(
    ("made", "now", "due"),
    [
        ([], "2026-01-05 08:00", True),
        (["2026-01-05 02:00"], "2026-01-05 08:00", False),
        (["2026-01-05 02:00"], "2026-01-06 01:59", False),
        (["2026-01-05 02:00"], "2026-01-06 02:00", True),
        # The hub was off at two: it is made after the start.
        (["2026-01-04 02:00"], "2026-01-05 07:30", True),
        (["2026-01-05 07:31"], "2026-01-06 01:00", False),
        # Once the clock was wrong.
        (["2099-01-01 02:00"], "2026-01-05 08:00", True),
    ],
)
def test_one_is_due_when_there_is_none_since_the_hour_of_the_night(
    tmp_path, made, now, due
):
    assert a_folder(tmp_path, *made).due(at(now), TWO) is due


def test_a_folder_that_is_not_there_yet_is_empty(tmp_path):
    backups = Backups(tmp_path / "none")

    assert backups.all() == []
    assert backups.newest_good() is None


def test_seven_days_and_four_weeks_are_kept(tmp_path):
    source = a_file(tmp_path / "records.sqlite", numbers=1)
    backups = Backups(tmp_path / "backups")
    first = datetime(2026, 1, 5, 2, tzinfo=VIETNAM)  # a Monday

    for day in range(50):
        backups.make(source, millis(first + timedelta(days=day)))

    assert names(backups) == [
        *[f"02-{day} 02:00" for day in range(23, 16, -1)],
        "02-16 02:00", "02-15 02:00", "02-08 02:00", "02-01 02:00",
    ]  # fmt: skip


def test_of_a_day_the_last_one_counts_and_other_files_are_left_alone(tmp_path):
    source = a_file(tmp_path / "records.sqlite", numbers=1)
    backups = a_folder(tmp_path, "2026-01-05 02:00", "2026-01-05 09:00")
    (backups.folder / "motcua-2026-99-99-0000.sqlite").touch()
    (backups.folder / "letter.txt").touch()

    backups.make(source, at("2026-01-06 02:00"))

    assert names(backups) == ["01-06 02:00", "01-05 09:00"]
    assert len(list(backups.folder.iterdir())) == 4


def test_one_that_fails_leaves_the_others(tmp_path):
    backups = a_folder(tmp_path, *(f"2025-12-{day} 02:00" for day in range(10, 30)))

    with pytest.raises(StoreUnavailable):
        backups.make(tmp_path / "gone.sqlite", at("2026-01-06 02:00"))

    assert len(names(backups)) == 20


def test_the_newest_good_one_may_be_older_than_the_newest(tmp_path):
    source = a_file(tmp_path / "records.sqlite")
    backups = Backups(tmp_path / "backups")
    good = backups.make(source, at("2026-01-05 02:00"))
    damage(backups.make(source, at("2026-01-06 02:00")))
    backups.path_at(at("2026-01-07 02:00")).write_text("no database " * 500)

    assert backups.newest_good() == good


def test_the_newest_is_the_one_that_holds_most_whatever_the_clock_said(tmp_path):
    backups = Backups(tmp_path / "backups")
    old = a_file(tmp_path / "old.sqlite", numbers=3)
    new = a_file(tmp_path / "new.sqlite", numbers=5)
    backups.make(old, at("2099-01-01 02:00"))

    newest = backups.make(new, at("2026-01-06 02:00"))

    assert backups.newest_good() == newest


def test_what_was_put_back_and_went_on_is_newer_than_what_was_given_up(tmp_path):
    backups = Backups(tmp_path / "backups")
    given_up = a_file(tmp_path / "given_up.sqlite", numbers=9)
    went_on = a_file(tmp_path / "went_on.sqlite", numbers=4)
    change(went_on, "UPDATE offices SET incarnation = 2")
    newest = backups.make(went_on, at("2026-01-05 02:00"))
    backups.make(given_up, at("2026-01-06 02:00"))

    assert backups.newest_good() == newest
