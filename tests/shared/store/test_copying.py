import threading

import pytest

from shared.store.copying import copy, examine, part_of
from shared.store.engine import open_engine
from shared.store.errors import BrokenOff, StoreUnavailable
from shared.store.store import Store
from tests.programs import start
from tests.shared.store.files import DAY, a_file, ask, change, damage

COPIER = "tests.shared.store.copier"
SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.fixture
def source(tmp_path):
    return a_file(tmp_path / "records.sqlite")


def test_a_copy_has_all_that_was_kept(source, tmp_path):
    copy(source, tmp_path / "there" / "copy.sqlite")

    found = ask(tmp_path / "there" / "copy.sqlite", "SELECT count(*) FROM journal")
    assert found == 300


def test_a_copy_can_be_made_while_a_hub_writes(source, tmp_path):
    engine = open_engine(f"sqlite:///{source}", tmp_path)
    store = Store(engine, "mau")

    def going():
        store.take(DAY)  # a write in the middle of the copy
        return True

    copy(source, tmp_path / "copy.sqlite", going)

    engine.dispose()
    assert ask(source, "SELECT incarnation FROM offices") > 1
    assert ask(tmp_path / "copy.sqlite", "SELECT incarnation FROM offices") == 1


def test_no_copy_holds_the_key_of_the_day(source, tmp_path):
    change(
        source,
        "CREATE TABLE IF NOT EXISTS day_keys (office TEXT, day TEXT, key TEXT)",
        f"INSERT INTO day_keys (office, day, key) VALUES ('mau', 'd', '{SECRET}')",
    )
    target = tmp_path / "copy.sqlite"

    copy(source, target)

    assert SECRET.encode() in source.read_bytes()
    assert SECRET.encode() not in target.read_bytes()
    assert not list(tmp_path.glob("copy.sqlite-*"))


def test_a_damaged_file_is_not_copied_over_a_good_copy(source, tmp_path):
    target = tmp_path / "copy.sqlite"
    copy(source, target)
    damage(source)

    with pytest.raises(StoreUnavailable):
        copy(source, target)

    assert examine(target) == []
    assert not part_of(target).exists()


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreUnavailable, match="no such file"):
        copy(tmp_path / "gone.sqlite", tmp_path / "copy.sqlite")
    with pytest.raises(StoreUnavailable, match="no such file"):
        examine(tmp_path / "gone.sqlite")

    assert not list(tmp_path.iterdir())


def test_a_copy_can_be_broken_off(source, tmp_path):
    enough = threading.Event()
    enough.set()

    with pytest.raises(BrokenOff):
        copy(source, tmp_path / "copy.sqlite", lambda: not enough.is_set())

    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_copy_that_is_killed_leaves_the_old_one(tmp_path, steps):
    source = a_file(tmp_path / "records.sqlite", numbers=10_000)
    target = tmp_path / "copy.sqlite"
    copy(source, target)
    before = target.read_bytes()
    change(source, "UPDATE offices SET incarnation = 5")

    process = start(COPIER, "copy", source, target)
    for _ in range(steps):
        process.stdout.readline()
        process.stdin.write("\n")
        process.stdin.flush()
    assert process.stdout.readline()
    process.kill()
    process.communicate()
    killed = target.read_bytes()
    copy(source, target)

    assert killed == before
    assert ask(target, "SELECT incarnation FROM offices") == 5


def test_damage_is_found(source):
    sound = examine(source) + examine(source, quick=True)

    damage(source)

    assert sound == []
    assert examine(source)
    assert examine(source, quick=True)
