from datetime import time
from threading import Event

import pytest

from shared.clock import ManualClock
from shared.domain.times import HOUR, MINUTE
from shared.hub.nightly import Nightly
from shared.hub.notices import Board
from shared.store.backups import Backups
from tests.halls import EIGHT
from tests.shared.store.files import a_file


class Night:
    """An office's records at eight, with a backup wanted at ten."""

    def __init__(self, folder, backups=None):
        self.clock = ManualClock(EIGHT)
        self.board = Board()
        self.backups = backups or Backups(folder / "backups")
        self.nightly = Nightly(
            a_file(folder / "records.sqlite"),
            self.backups,
            time(10),
            self.clock,
            self.board,
        )

    def look(self):
        self.nightly.look()
        self.nightly.join()
        return [f"{each.made:%d %H:%M}" for each in self.backups.all()]

    @property
    def notices(self):
        return [notice.code for notice in self.board.all().list]


@pytest.fixture
def night(tmp_path):
    return Night(tmp_path)


def test_each_night_has_its_backup_and_a_missed_one_is_made_later(night):
    seen = [night.look()]
    for hours in (1, 1, 23, 1):
        night.clock.advance(hours * HOUR)
        seen.append(night.look())

    assert seen[:2] == [["05 08:00"], ["05 08:00"]]
    assert seen[2:4] == [["05 10:00"], ["05 10:00"]]
    assert seen[4] == ["06 10:00", "05 10:00"]


def test_one_that_fails_is_told_and_tried_again_an_hour_later(night, tmp_path):
    (tmp_path / "backups").write_text("no folder")

    first = (night.look(), night.notices)
    (tmp_path / "backups").unlink()
    night.clock.advance(59 * MINUTE)
    second = (night.look(), night.notices)
    night.clock.advance(MINUTE)
    third = (night.look(), night.notices)

    assert first == ([], ["backup_failed"])
    assert second == ([], ["backup_failed"])
    assert third == (["05 09:00"], [])


def test_a_folder_that_cannot_even_be_looked_into_is_told(tmp_path):
    gone = Backups(tmp_path / ("x" * 300))  # as a disk of the network that is away
    night = Night(tmp_path, gone)

    night.nightly.look()
    night.nightly.join()

    assert night.notices == ["backup_failed"]


def test_a_backup_leaves_room_for_the_work(tmp_path, caplog):
    night = Night(tmp_path, Backups(tmp_path / "backups", spare=2**60))

    seen = night.look()

    assert (seen, night.notices) == ([], ["backup_failed"])
    assert "MB are free: make room" in caplog.text
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_hub_that_ends_breaks_a_backup_off(night):
    night.nightly.stop()

    assert night.look() == []
    assert night.notices == []


def test_a_hub_that_begins_again_makes_backups_again(night):
    night.nightly.stop()

    night.nightly.begin()

    assert night.look() == ["05 08:00"]


class Hanging(Backups):
    """A folder on a disk of the network that does not answer until it is told to."""

    def __init__(self, folder):
        super().__init__(folder)
        self.asked, self.answer = Event(), Event()

    def due(self, now, at):
        self.asked.set()
        self.answer.wait()
        return super().due(now, at)


@pytest.fixture
def hanging(tmp_path):
    backups = Hanging(tmp_path / "backups")
    yield backups
    backups.answer.set()


def test_nobody_waits_for_a_folder_that_hangs(tmp_path, hanging, caplog):
    night = Night(tmp_path, hanging)

    night.nightly.look()
    assert hanging.asked.wait(10)
    night.nightly.look()
    night.nightly.stop(seconds=0.01)

    assert f"{hanging.folder} does not answer" in caplog.text


def test_a_folder_that_hangs_for_an_hour_is_told_once(tmp_path, hanging, caplog):
    night = Night(tmp_path, hanging)
    night.nightly.look()
    before = night.notices
    for _ in range(2):
        night.clock.advance(HOUR)
        night.nightly.look()

    assert (before, night.notices) == ([], ["backup_failed"])
    assert caplog.text.count("does not answer") == 1


def test_a_folder_that_answers_again_gets_its_backup(tmp_path, hanging):
    night = Night(tmp_path, hanging)
    night.nightly.look()
    night.clock.advance(HOUR)
    night.nightly.look()

    hanging.answer.set()
    night.nightly.join()

    assert [f"{each.made:%d %H:%M}" for each in hanging.all()] == ["05 09:00"]
    assert night.notices == []


def test_backups_on_the_disk_of_the_records_are_written_down(night, caplog):
    night.look()

    assert "on the disk of the records" in caplog.text
