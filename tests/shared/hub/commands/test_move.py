import asyncio
import json
import signal
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy import insert, make_url, text
from websockets.asyncio.client import connect

from shared.store.engine import open_engine
from shared.store.store import Store
from shared.store.tables import offices
from tests.programs import HubProcess, a_config, run, start
from tests.shared.store.files import DAY, a_file, ask, change, damage

pytestmark = pytest.mark.postgresql

NOTHING = {"incarnation": 1, "seq": 0, "day": DAY}


@pytest.fixture
def config(tmp_path):
    """Settings whose records are in a file."""
    return a_config(tmp_path)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "records.sqlite"


@pytest.fixture
def address(postgresql):
    """An empty database on a server."""
    return postgresql.database()


def move(config, path, address, *words, **more):
    where = ("--config", config, "--database", f"sqlite:///{path}", "--to", address)
    return run("shared.hub", "move", *where, *words, **more)


def the_hub(config, database):
    return HubProcess(config.parent, database, config=config)


def take_a_number(url, **hello):
    """Return the welcome, and the number that a kiosk is given."""

    async def talk():
        async with connect(url, max_size=2**24) as connection:
            words = {"type": "hello", "role": "kiosk", "station": "kiosk-1", **hello}
            await connection.send(json.dumps(words))
            while (welcome := json.loads(await connection.recv())).get("seq") is None:
                pass
            wish = {"type": "issue", "id": f"wish-{welcome['seq']}", "service": "1"}
            await connection.send(json.dumps(wish))
            while (frame := json.loads(await connection.recv()))["type"] != "done":
                pass
            return welcome, frame["ticket"]["number"]

    return asyncio.run(asyncio.wait_for(talk(), 10))


@contextmanager
def a_database(address):
    """Give an engine for *address*, with tables and nothing in them."""
    engine = open_engine(address, Path())
    try:
        Store(engine, "").prepare(DAY)
        yield engine
    finally:
        engine.dispose()


def asked(address, query):
    with a_database(address) as engine, engine.begin() as connection:
        return connection.scalar(text(query))


def tell(address, *statements):
    with a_database(address) as engine, engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def one_line(result):
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    [line] = result.stderr.splitlines()
    return line


def test_a_hub_goes_on_with_the_next_number_where_its_records_moved_to(
    config, path, address
):
    office = the_hub(config, f"sqlite:///{path}")
    before, first = take_a_number(office.url)
    office.stop()

    moved = move(config, path, address)
    office = the_hub(config, address)
    after, second = take_a_number(office.url, stream=before["stream"], last=1)
    office.stop()

    assert moved.returncode == 0
    assert int(second) == int(first) + 1
    assert after["type"] == "snapshot"
    assert after["stream"] != before["stream"]
    assert [each["number"] for each in after["state"]["tickets"]] == [first]


def test_it_says_the_line_for_the_settings_and_keeps_the_file(config, path, address):
    a_file(path)
    before = path.read_bytes()

    moved = move(config, path, address)

    assert f'database = "{address}"' in moved.stdout.splitlines()
    assert f"{path} is kept as it was" in moved.stdout
    assert path.read_bytes() == before
    # 300 events, one ticket, the office itself.
    assert moved.stdout.startswith("302 rows of mau moved, and compared")


def test_a_hub_at_work_is_not_moved(config, path, address):
    office = the_hub(config, f"sqlite:///{path}")

    refused = move(config, path, address)
    office.stop()

    assert "stop that first" in one_line(refused)


def test_a_second_move_is_refused_and_what_came_since_is_left_alone(
    config, path, address
):
    the_hub(config, f"sqlite:///{path}").stop()
    move(config, path, address)
    office = the_hub(config, address)
    _, first = take_a_number(office.url)
    office.stop()

    refused = move(config, path, address)
    office = the_hub(config, address)
    _, second = take_a_number(office.url)
    office.stop()

    assert "holds records of mau already" in one_line(refused)
    assert (first, second) == ("1001", "1002")


def test_ctrl_c_breaks_it_off_and_nothing_has_changed(config, path, address):
    a_file(path)
    where = ("--config", config, "--database", f"sqlite:///{path}", "--to", address)
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with a_database(address) as engine, engine.begin() as connection:
        # Somebody else is just making that office: the move must wait for him.
        connection.execute(insert(offices).values(office="mau", **NOTHING))
        moving = start("shared.hub", "move", *where, stderr=PIPE)
        while not connection.scalar(waits):
            assert moving.poll() is None
        moving.send_signal(signal.SIGINT)
        connection.rollback()
        _, errors = moving.communicate(timeout=20)

    assert moving.returncode == 130
    assert errors == "motcua-hub: the move was broken off; nothing has changed\n"
    assert asked(address, "SELECT count(*) FROM offices") == 0


def test_an_office_that_is_not_there_is_said_with_those_that_are(config, path, address):
    a_file(path)

    refused = move(config, path, address, "--office", "huế")

    assert "no office 'huế' in the records; there: mau" in one_line(refused)


def test_damaged_records_do_not_move(config, path, address):
    damage(a_file(path, numbers=2_000))

    assert "motcua-hub restore" in one_line(move(config, path, address))


def test_a_backup_put_in_place_is_for_a_hub_to_take_in_hand_first(
    config, path, address
):
    office = the_hub(config, f"sqlite:///{path}")
    office.stop()
    where = ("--config", config, "--database", f"sqlite:///{path}")
    backup = path.with_name("backup.sqlite")
    run("shared.hub", "backup", "--to", backup, *where)
    run("shared.hub", "restore", backup, *where)

    refused = move(config, path, address)
    the_hub(config, f"sqlite:///{path}").stop()
    moved = move(config, path, address)

    assert "start the hub once" in one_line(refused)
    assert moved.returncode == 0


def test_records_of_an_older_program_move_as_well(config, path, address):
    a_file(path)
    # As before the step that keeps who did it.
    change(
        path,
        "ALTER TABLE journal DROP COLUMN clerk",
        "DROP TABLE presence",
        "UPDATE alembic_version SET version_num = '005'",
    )

    moved = move(config, path, address)

    assert moved.returncode == 0, moved.stderr
    assert asked(address, "SELECT count(*) FROM journal") == 300
    assert ask(path, "SELECT count(*) FROM journal") == 300


TROUBLES = {
    "gone": (("port", 1), "start that server"),
    "unknown user": (("username", "nobody-there"), "createuser"),
    "unknown database": (("database", "nowhere"), "createdb"),
    "no rights": (("username", "poor"), "OWNER TO"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_wrong_with_the_server_is_one_line_with_what_to_do(
    config, path, address, trouble
):
    a_file(path)
    (key, value), advice = TROUBLES[trouble]
    tell(address, "DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN")
    url = make_url(address).set(**{key: value})

    line = one_line(move(config, path, url.render_as_string()))

    assert advice in line


def test_a_disk_that_is_full_is_one_line_with_what_to_do(config, path, address):
    a_file(path)
    body = "BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END"
    when = "BEFORE INSERT ON journal FOR EACH ROW"
    tell(
        address,
        f"CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER fill {when} EXECUTE FUNCTION fill()",
    )

    assert "make room there" in one_line(move(config, path, address))


@pytest.mark.parametrize(
    "to", ["mysql://here/x", "sqlite://", "postgresql+psycopg://a:b@c/d"]
)
def test_an_address_that_cannot_be_is_one_line(config, path, to):
    a_file(path)

    one_line(move(config, path, to))


def test_records_that_are_not_there_are_one_line(config, path, address):
    assert "no such file" in one_line(move(config, path, address))
    assert not path.exists()


def test_another_file_is_as_good(config, path):
    a_file(path)
    new = path.with_name("new.sqlite")

    moved = move(config, path, f"sqlite:///{new}")

    assert moved.returncode == 0
    assert ask(new, "SELECT count(*) FROM journal") == 300


def test_a_file_does_not_move_into_itself(config, path):
    a_file(path)

    one_line(move(config, path, f"sqlite:///{path}"))

    assert ask(path, "SELECT count(*) FROM journal") == 300
