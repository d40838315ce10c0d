import os

import pytest

from shared.domain.times import HOUR
from shared.hub.known import Known
from shared.hub.mending import Mending
from shared.store.backups import Backups
from shared.store.copying import examine
from shared.store.errors import BrokenOff, StoreDamaged
from tests.halls import EIGHT
from tests.shared.store.files import a_file, damage


class Place:
    def __init__(self, folder):
        self.path = a_file(folder / "records.sqlite")
        self.known = Known(self.path)
        self.backups = Backups(folder / "backups")
        self.mending = Mending(self.path, self.known, self.backups)

    def aside(self):
        return list(self.path.parent.glob("records.sqlite.aside-*"))


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_sound_records_are_left_alone(place):
    place.known.change(running=True)

    place.mending.prepare(EIGHT)

    assert (place.mending.looked, place.aside()) == (True, [])


def test_records_are_only_looked_at_if_a_hub_ended_without_a_word(place):
    place.known.change(running=False)
    damage(place.path)

    place.mending.prepare(EIGHT)

    assert place.aside() == []


def test_records_too_large_for_the_start_are_looked_at_later(place):
    place.path.unlink()
    damage(a_file(place.path, numbers=10_000), first=600, pages=1)
    place.known.change(running=True)
    mending = Mending(place.path, place.known, place.backups, patience=-1)

    mending.prepare(EIGHT)

    assert not mending.looked
    with pytest.raises(StoreDamaged):
        mending.look(lambda: True)
    with pytest.raises(BrokenOff):
        mending.look(lambda: False)


def test_files_that_were_never_ours_are_left_alone(place):
    damage(place.path)

    with pytest.raises(StoreDamaged):
        place.mending.replace(EIGHT, "it is no database")

    assert place.aside() == []


def test_records_that_are_damaged_again_and_again_do_not_fill_the_disk(place):
    place.known.change(running=True)
    place.backups.make(place.path, EIGHT)

    for _ in range(3):
        place.mending.replace(EIGHT, "the disk dies")
    begins_empty = not place.path.exists()
    with pytest.raises(StoreDamaged, match="by hand"):
        place.mending.replace(EIGHT, "the disk dies")
    a_file(place.path)
    place.mending.replace(EIGHT + 24 * HOUR, "the disk dies")

    assert begins_empty
    assert len([path for path in place.aside() if path.name[-4:] not in ENDS]) == 4
    assert examine(place.path) == []


ENDS = {"-wal", "-shm"}


def test_a_full_disk_gives_its_reserve_for_a_backup(tmp_path):
    place = Place(tmp_path)
    backup = place.backups.make(place.path, EIGHT)
    size = backup.stat().st_size
    os.truncate(backup, 2**43)  # a hole: it seems to want all of the disk

    def make_room():
        os.truncate(backup, size)
        return True

    mending = Mending(place.path, place.known, place.backups, make_room=make_room)
    damage(place.path)

    mending.replace(EIGHT + HOUR, "damaged")

    assert place.known.facts.backup == backup.name
    assert examine(place.path) == []
