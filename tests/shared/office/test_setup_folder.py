import os
import random
import shutil

import pytest

from shared.office.setup import folder
from shared.office.setup.folder import FolderInUse
from tests.programs import start
from tests.shared.office.replacing import FILES

LOOKS = 40_000


@pytest.fixture
def small(tmp_path):
    """A folder of settings with three files that say the same."""
    config = tmp_path / "config"
    (config / "printers").mkdir(parents=True)
    for name in FILES:
        (config / name).write_text("# 0\n")
    return config


def words(config):
    return {(config / name).read_text() for name in FILES}


def without_the_step(new, old, config):
    return False


@pytest.mark.parametrize("step", [folder.exchanged, without_the_step])
def test_the_old_folder_is_kept_beside_the_new_one(small, step):
    folder.staged(small, {"pc.toml": "# 1\n"})

    old = folder.replace(small, "20261123", step)

    assert (small / "pc.toml").read_text() == "# 1\n"
    assert (old / "pc.toml").read_text() == "# 0\n"
    assert old.name == "config-20261123"
    assert sorted(small.parent.iterdir()) == [small, old]


def test_two_changes_in_one_second_keep_both_old_folders(small):
    for word in "12":
        folder.staged(small, {"pc.toml": word})
        folder.replace(small, "now")

    kept = {
        path.name: (path / "pc.toml").read_text() for path in small.parent.iterdir()
    }
    assert kept == {"config": "2", "config-now": "# 0\n", "config-now-2": "1"}


def test_who_is_killed_at_any_moment_leaves_one_whole_folder(small):
    chance = random.Random(1)
    for _ in range(12):
        process = start("tests.shared.office.replacing", small)
        for _ in range(chance.randint(1, 4)):
            process.stdout.readline()
        process.kill()
        process.communicate()

        assert len(words(small)) == 1
        for path in small.parent.glob("config-*"):
            shutil.rmtree(path)


def test_whoever_looks_meanwhile_finds_one_whole_folder(small):
    process = start("tests.shared.office.replacing", small)
    process.stdout.readline()

    try:
        seen = [look(small) for _ in range(LOOKS)]
    finally:
        process.kill()
        process.communicate()

    assert {len(said) for said in seen} == {1}
    assert len(set(map(tuple, seen))) > 1


def look(config):
    """Return what the files of the folder say that is *config* just now."""
    here = os.open(config, os.O_RDONLY)
    try:
        return {read_at(here, name) for name in FILES}
    finally:
        os.close(here)


def read_at(folder, name):
    file = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(file, 100)
    finally:
        os.close(file)


def test_a_break_between_two_renames_is_mended(small):
    folder.staged(small, dict.fromkeys(FILES, "# 1\n"))
    small.rename(small.with_name("config-old"))

    assert folder.mend(small)

    assert words(small) == {"# 1\n"}
    assert not folder.mend(small)


def test_what_a_break_has_left_does_not_get_into_the_next_folder(small):
    (folder.staging(small) / "rest").mkdir(parents=True)

    folder.staged(small, {})

    assert not (folder.staging(small) / "rest").exists()


def test_a_folder_that_cannot_be_replaced_stays(small):
    folder.staged(small, dict.fromkeys(FILES, "# 1\n"))

    def refused(new, old, config):
        raise PermissionError(13, "Permission denied")

    with pytest.raises(FolderInUse, match="Permission denied"):
        folder.replace(small, "now", refused)

    assert words(small) == {"# 0\n"}
