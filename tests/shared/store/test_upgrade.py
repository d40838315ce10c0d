from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from shared.store.engine import open_engine
from shared.store.errors import StoreNewer, StoreUnavailable, StoreUnfit
from shared.store.migrations.run import climb
from shared.store.partitions import metadata_for
from shared.store.rows import Answer
from shared.store.store import Store, Taken
from shared.store.upgrade import LAST, bring_up
from tests.programs import run, start
from tests.shared.store.upgrader import STEPS

DAY = date(2026, 1, 5)
PARTS = "SELECT relname FROM pg_class WHERE relispartition"
UPGRADER = "tests.shared.store.upgrader"


@pytest.fixture
def old(engine):
    """The records of a program without versions, with an office in them."""
    with engine.begin() as connection:
        climb(connection, "001")
    office = "INSERT INTO offices VALUES ('mau', 1, 0, '2026-01-05')"
    change(engine, office, "DROP TABLE alembic_version")
    return engine


@pytest.fixture(
    params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request, tmp_path):
    """A database with an office, at an address that other processes can open."""
    if request.param == "file":
        address = f"sqlite:///{tmp_path}/records.sqlite"
    else:
        address = request.getfixturevalue("postgresql").database()
    engine = open_engine(address, tmp_path)
    Store(engine, "mau").take(DAY)
    engine.dispose()
    return address


def change(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def value(engine, query):
    with engine.begin() as connection:
        return connection.exec_driver_sql(query).scalar()


def version_of(engine):
    return value(engine, "SELECT version_num FROM alembic_version")


def differences_of(connection):
    """Return where the tables differ from the program's, but for parts of tables."""
    dialect = connection.dialect.name
    parts = []
    if dialect == "postgresql":
        parts = connection.exec_driver_sql(PARTS).scalars().all()

    def is_whole(_object, name, kind, *_):
        return kind != "table" or name not in parts

    options = {"compare_type": True, "include_object": is_whole}
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, metadata_for(dialect))


def columns_of(engine, table):
    return {each["name"] for each in inspect(engine).get_columns(table)}


def test_the_steps_lead_to_the_tables_of_the_program(engine):
    with engine.begin() as connection:
        climb(connection)
        differences = differences_of(connection)

    assert differences == []
    assert version_of(engine) == LAST


def test_new_tables_are_those_of_the_last_step(engine):
    bring_up(engine, DAY)

    with engine.begin() as connection:
        assert differences_of(connection) == []
    assert version_of(engine) == LAST


def test_records_of_a_program_without_versions_are_taken_over(old):
    assert Store(old, "mau").take(DAY) == Taken(incarnation=2, seq=0, day=DAY)
    assert version_of(old) == LAST


def test_an_answer_of_before_is_still_given(old):
    answer = "INSERT INTO answers VALUES ('mau', '9f2c', 7, 'done')"
    change(old, answer)
    store = Store(old, "mau")

    store.take(DAY)

    assert store.answers.since(0) == {"9f2c": Answer("9f2c", 7, "done", None)}


@pytest.mark.parametrize(
    "damage",
    ["ALTER TABLE offices ADD COLUMN colour INTEGER", "DROP TABLE answers"],
)
def test_tables_that_are_not_ours_are_refused_in_a_line_and_left_alone(old, damage):
    change(old, damage)
    tables = sorted(inspect(old).get_table_names())

    with pytest.raises(StoreUnfit) as refused:
        Store(old, "mau").take(DAY)

    assert len(str(refused.value).splitlines()) == 1
    assert "move it aside" in str(refused.value)
    assert sorted(inspect(old).get_table_names()) == tables


def test_a_newer_database_is_refused_in_a_line_and_left_alone(engine):
    store = Store(engine, "mau")
    store.take(DAY)
    change(engine, "UPDATE alembic_version SET version_num = '999'")

    with pytest.raises(StoreNewer, match=r"newer version .*999.*restore"):
        store.take(DAY)

    assert version_of(engine) == "999"
    assert value(engine, "SELECT incarnation FROM offices") == 1


def test_before_a_file_is_changed_a_copy_is_left_beside_it(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    Store(engine, "mau").take(DAY)
    engine.dispose()

    run(UPGRADER, f"sqlite:///{tmp_path}/records.sqlite", input="\n")

    [copy] = tmp_path.glob("records.sqlite.2026-01-05.*")
    before = open_engine(f"sqlite:///{copy}", Path())
    assert columns_of(engine, "offices") - columns_of(before, "offices") == {"slow"}
    assert version_of(before) == LAST
    before.dispose()
    engine.dispose()


def test_without_a_copy_nothing_is_changed(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    Store(engine, "mau").take(DAY)
    (tmp_path / f"records.sqlite.2026-01-05.before-version-{LAST}.part").mkdir()

    with pytest.raises(StoreUnavailable, match="cannot copy"):
        bring_up(engine, DAY, "900", [STEPS])

    assert version_of(engine) == LAST
    engine.dispose()


def test_an_upgrade_that_is_killed_leaves_the_records_as_they_were(address, tmp_path):
    process = start(UPGRADER, address)
    said = process.stdout.readline()

    process.kill()

    process.communicate()
    engine = open_engine(address, tmp_path)
    assert said == "half way\n"
    assert Store(engine, "mau").take(DAY) == Taken(incarnation=2, seq=0, day=DAY)
    assert "slow" not in columns_of(engine, "offices")
    engine.dispose()


def test_an_upgrade_that_was_killed_can_be_done_again(address, tmp_path):
    process = start(UPGRADER, address)
    process.stdout.readline()
    process.kill()
    process.communicate()

    again = run(UPGRADER, address, input="\n")

    engine = open_engine(address, tmp_path)
    assert (again.returncode, version_of(engine)) == (0, "900")
    assert value(engine, "SELECT seq FROM offices") == 1000
    engine.dispose()


def test_of_two_programs_at_once_one_upgrades(address, tmp_path):
    first = start(UPGRADER, address)
    first.stdout.readline()
    second = start(UPGRADER, address)

    first.communicate("\n")
    said, _ = second.communicate("\n")

    engine = open_engine(address, tmp_path)
    assert (first.returncode, second.returncode, said) == (0, 0, "")
    assert value(engine, "SELECT seq FROM offices") == 1000
    engine.dispose()
