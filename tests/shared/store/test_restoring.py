import pytest

from shared.store.copying import copy
from shared.store.engine import open_engine
from shared.store.errors import StoreInUse, StoreNewer, StoreUnavailable
from shared.store.ownership import owning
from shared.store.restoring import finish, ready_at, restore, set_aside
from shared.store.store import Store
from tests.programs import HubProcess, start
from tests.shared.store.files import DAY, a_file, ask, change, damage


@pytest.fixture
def backup(tmp_path):
    """A backup of an office whose hub has since begun its ninth incarnation."""
    path = a_file(tmp_path / "records.sqlite")
    copy(path, tmp_path / "backup.sqlite")
    change(path, "UPDATE offices SET incarnation = 9", "DELETE FROM tickets")
    return tmp_path / "backup.sqlite"


@pytest.fixture
def path(backup):
    return backup.with_name("records.sqlite")


def test_what_was_there_is_moved_aside_whole(backup, path):
    engine = open_engine(f"sqlite:///{path}", path.parent)
    Store(engine, "mau").take(DAY)
    before = {end: path.with_name(path.name + end).read_bytes() for end in ("", "-wal")}

    moved = restore(backup, path, "now")

    engine.dispose()
    aside = path.with_name("records.sqlite.aside-now")
    assert aside in moved
    for end, content in before.items():
        assert aside.with_name(aside.name + end).read_bytes() == content
    assert ask(path, "SELECT count(*) FROM tickets") == 1


def test_every_station_takes_the_hall_anew(backup, path):
    restore(backup, path, "now")

    engine = open_engine(f"sqlite:///{path}", path.parent)
    taken = Store(engine, "mau").take(DAY)
    engine.dispose()
    assert taken.incarnation > 9


def test_the_same_backup_twice_gives_another_incarnation(backup, path):
    restore(backup, path, "first")
    path.unlink()
    once = ask(path.with_name("backup.sqlite"), "SELECT incarnation FROM offices")
    restore(backup, path, "second", above=500)

    assert once == 1
    assert ask(path, "SELECT incarnation FROM offices") > 500


def test_nothing_that_was_moved_aside_is_written_over(backup, path):
    restore(backup, path, "now")
    restore(backup, path, "now")

    assert len(list(path.parent.glob("records.sqlite.aside-now*"))) == 2


def test_a_damaged_backup_changes_nothing(backup, path):
    damage(backup)
    before = path.read_bytes()

    with pytest.raises(StoreUnavailable):
        restore(backup, path, "now")

    assert path.read_bytes() == before
    assert not ready_at(path).exists()


def test_a_backup_of_a_newer_program_is_refused(backup, path):
    change(backup, "UPDATE alembic_version SET version_num = '999'")

    with pytest.raises(StoreNewer):
        restore(backup, path, "now")

    assert ask(path, "SELECT incarnation FROM offices") == 9


def test_a_restore_that_is_killed_changes_nothing(backup, path):
    process = start("tests.shared.store.copier", "restore", backup, path)
    process.stdout.readline()

    process.kill()

    process.communicate()
    assert finish(path, "later") == []
    assert ask(path, "SELECT incarnation FROM offices") == 9


@pytest.mark.parametrize("moved", [False, True])
def test_one_that_was_killed_at_its_very_end_is_finished(backup, path, moved):
    """Between two of the last renames there may be no database at all."""
    copy(backup, ready_at(path))
    if moved:
        path.rename(path.with_name("records.sqlite.aside-then"))

    finish(path, "now")

    assert ask(path, "SELECT count(*) FROM tickets") == 1
    assert len(list(path.parent.glob("records.sqlite.aside-*"))) == 1
    assert not ready_at(path).exists()


def test_records_have_one_owner_until_it_ends(path):
    refused = pytest.raises(StoreInUse, match="stop")
    with owning(path), refused, owning(path, patience=0):
        pass

    with owning(path, patience=0):
        pass


def test_a_hub_that_was_killed_owns_nothing(tmp_path):
    hub = HubProcess(tmp_path)
    path = tmp_path / "records.sqlite"

    with pytest.raises(StoreInUse), owning(path, patience=0):
        pass
    hub.kill()

    with owning(path, patience=0):
        pass


def test_a_file_that_cannot_be_moved_is_told_in_words(tmp_path):
    path = tmp_path / ("r" * 240)  # aside its name would be too long
    path.write_bytes(b"records")

    with pytest.raises(StoreUnavailable, match="cannot be moved"):
        set_aside(path, "2026-01-05-080000")

    assert path.is_file()
