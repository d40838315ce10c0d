import os
import shlex
import signal
import subprocess
from contextlib import closing

import psycopg
import pytest

from shared.hub.commands.progress import progress
from tests.postgresql import _binaries
from tests.programs import HUB_CONFIG, HubProcess, run
from tests.shared.store.files import a_file, ask, change, damage


def hub(*words, database, **more):
    where = ("--config", HUB_CONFIG, "--database", database)
    return run("shared.hub", *words, *where, **more)


@pytest.fixture
def path(tmp_path):
    """The records of a hub that has ended."""
    HubProcess(tmp_path).stop()
    return tmp_path / "records.sqlite"


@pytest.fixture
def database(path):
    return f"sqlite:///{path}"


def test_a_backup_of_a_hub_at_work_is_in_the_folder_and_sound(tmp_path):
    office = HubProcess(tmp_path)

    made = hub("backup", database=office.database)
    checked = hub("check", database=office.database)
    office.stop()

    [backup] = (tmp_path / "backups").iterdir()
    assert made.stdout.splitlines() == [str(backup)]
    assert ask(backup, "SELECT incarnation FROM offices") == 1
    assert (checked.returncode, checked.stdout) == (0, "sound\n")


def test_damage_is_told_and_is_no_success(path, database):
    damage(a_file(path.with_name("backup.sqlite")))

    checked = hub("check", "--file", path.with_name("backup.sqlite"), database=database)

    assert checked.returncode == 1
    assert checked.stdout
    assert "Traceback" not in checked.stderr


def test_a_journal_that_makes_no_sense_is_told_in_a_line(path, database):
    row = "SELECT office, 1, day, 0, '', '{' FROM offices"
    change(path, f"INSERT INTO journal (office, seq, day, at, station, event) {row}")

    checked = hub("check", database=database)

    assert checked.returncode == 1
    assert "makes no sense" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_a_restore_brings_back_and_moves_aside(path, database, tmp_path):
    backup = tmp_path / "here.sqlite"
    hub("backup", "--to", backup, database=database)
    office = HubProcess(tmp_path)
    refused = hub("restore", backup, database=database)
    office.stop()

    restored = hub("restore", backup, database=database)
    aside = path.with_name("records.sqlite.aside")

    assert refused.returncode == 1
    assert "stop" in refused.stderr
    assert restored.returncode == 0
    assert f"moved aside: {aside}" in restored.stdout
    assert ask(path, "SELECT incarnation FROM offices") > 2


def test_numbers_on_paper_that_nothing_knows_of_can_be_told(path, database, tmp_path):
    backup = tmp_path / "here.sqlite"
    hub("backup", "--to", backup, database=database)

    hub("restore", backup, "--numbers-to", 300, database=database)

    known = path.with_name("records.sqlite.known.json").read_text()
    assert '"1":300' in known


def test_a_new_machine_says_that_it_knows_no_numbers_and_what_to_do(
    path, database, tmp_path
):
    backup = tmp_path / "here.sqlite"
    hub("backup", "--to", backup, database=database)
    new = f"sqlite:///{tmp_path}/new.sqlite"

    alone = hub("restore", backup, database=new)
    told = hub("restore", backup, "--numbers-to", 300, database=new)
    at_home = hub("restore", backup, database=database)

    assert "--numbers-to" in alone.stderr
    assert (alone.returncode, told.returncode, at_home.returncode) == (0, 0, 0)
    assert "--numbers-to" not in told.stderr + at_home.stderr


@pytest.mark.parametrize("words", [("restore", "gone.sqlite"), ("backup",)])
def test_a_file_that_is_not_there_is_one_clear_line(tmp_path, words):
    result = hub(*words, database=f"sqlite:///{tmp_path}/none.sqlite")

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "no such file" in result.stderr


def test_ctrl_c_breaks_long_work_off(capsys):
    with progress(lambda: "") as going:
        before = going()
        signal.raise_signal(signal.SIGINT)
        after = going()

    assert (before, after) == (True, False)


@pytest.mark.postgresql
def test_a_server_is_copied_and_brought_back_by_its_own_programs(postgresql, tmp_path):
    address = postgresql.database()
    office = HubProcess(tmp_path, address)
    office.stop()
    programs = _binaries(tmp_path)
    path = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    backup = tmp_path / "backup.dump"
    plain = address.replace("+psycopg", "")

    made = hub("backup", "--to", backup, database=address, environment=path)
    with closing(psycopg.connect(plain, autocommit=True)) as connection:
        connection.execute("DELETE FROM offices")
    told = hub("restore", backup, database=address, environment=path)
    for line in told.stdout.splitlines():
        subprocess.run(
            shlex.split(line), check=True, env=os.environ | path, capture_output=True
        )

    assert made.stdout == f"{backup}\n"
    with closing(psycopg.connect(plain)) as connection:
        query = "SELECT incarnation FROM offices"
        assert connection.execute(query).fetchone()[0] > 1_000_000


@pytest.mark.postgresql
def test_without_its_programs_the_command_is_said(postgresql, tmp_path):
    path = {"PATH": str(tmp_path)}
    words = ("backup", "--to", tmp_path / "x.dump")

    made = hub(*words, database=postgresql.database(), environment=path)

    assert made.returncode == 1
    assert made.stdout.startswith("pg_dump --format=custom")
    assert "--exclude-table-data=day_keys" in made.stdout
