from contextlib import closing
from datetime import date

import psycopg
import pytest

from shared.store.copying import copy
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.traces import files_with

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture
def store(engine):
    return a_store(engine)


def a_store(engine, office="mau"):
    store = Store(engine, office)
    store.take(MONDAY)
    return store


def test_a_key_is_random_and_the_same_all_day(store):
    key = store.day_keys.key_of(MONDAY)

    assert len(key) == 32
    assert store.day_keys.key_of(MONDAY) == key
    assert store.day_keys.key_of(TUESDAY) != key


def test_two_hubs_on_one_office_have_the_same_key(engine):
    mine, other = a_store(engine), a_store(engine)

    assert mine.day_keys.key_of(MONDAY) == other.day_keys.key_of(MONDAY)


def test_a_new_day_destroys_the_key_of_the_day_before(store):
    key = store.day_keys.key_of(MONDAY)

    store.day_keys.key_of(TUESDAY)

    assert store.day_keys.key_of(MONDAY) != key


def test_a_hub_that_is_late_does_not_destroy_the_new_days_key(engine):
    early, late = a_store(engine), a_store(engine)
    key = early.day_keys.key_of(TUESDAY)

    late.day_keys.key_of(MONDAY)

    assert early.day_keys.key_of(TUESDAY) == key


def test_an_office_destroys_its_own_keys_only(engine):
    mine, other = a_store(engine), a_store(engine, office="kia")
    key = mine.day_keys.key_of(MONDAY)
    theirs = other.day_keys.key_of(MONDAY)

    mine.day_keys.destroy()

    assert mine.day_keys.key_of(MONDAY) != key
    assert other.day_keys.key_of(MONDAY) == theirs


@pytest.mark.parametrize("ending", ["turn of the day", "limit turned off"])
def test_no_byte_of_a_destroyed_key_stays_in_the_files(tmp_path, ending):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    keys = a_store(engine).day_keys
    keys.wipe()
    key = keys.key_of(MONDAY)
    before = files_with(key, tmp_path)

    if ending == "turn of the day":
        keys.key_of(TUESDAY)
    else:
        keys.destroy()
    wiped = keys.wipe()

    assert before
    assert wiped
    assert not files_with(key, tmp_path)
    engine.dispose()


def test_what_a_hub_that_died_had_deleted_is_wiped_by_the_next(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    keys = a_store(engine).day_keys
    key = keys.key_of(MONDAY)
    keys.destroy()
    before = files_with(key, tmp_path)

    a_store(engine).day_keys.wipe()

    assert before
    assert not files_with(key, tmp_path)
    engine.dispose()


def test_a_key_goes_from_the_disk_once_nobody_reads_any_more(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    keys = a_store(engine).day_keys
    keys.wipe()
    key = keys.key_of(MONDAY)
    with closing(engine.raw_connection()) as reader:
        reader.cursor().execute("BEGIN")
        reader.cursor().execute("SELECT count(*) FROM journal").fetchall()
        keys.destroy()
        while_read = keys.wipe()
        reader.rollback()

    assert not while_read
    assert keys.wipe()
    assert not files_with(key, tmp_path)
    engine.dispose()


def test_a_copy_of_the_records_has_no_key(tmp_path):
    engine = open_engine("sqlite:///records.sqlite", tmp_path)
    keys = a_store(engine).day_keys
    key = keys.key_of(MONDAY)
    keys.wipe()

    (tmp_path / "copies").mkdir()
    copy(tmp_path / "records.sqlite", tmp_path / "copies" / "records.sqlite")

    assert not files_with(key, tmp_path / "copies")
    assert keys.key_of(MONDAY) == key
    engine.dispose()


@pytest.mark.postgresql
def test_no_byte_of_a_destroyed_key_stays_in_the_tables_of_postgresql(
    postgresql, tmp_path
):
    address = postgresql.database()
    engine = open_engine(address, tmp_path)
    keys = a_store(engine).day_keys
    tables = postgresql.folder / "data" / "base"
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as server:
        key = keys.key_of(MONDAY)
        server.execute("CHECKPOINT")
        before = files_with(key, tables)

        keys.key_of(TUESDAY)
        wiped = keys.wipe()
        server.execute("CHECKPOINT")

    assert before
    assert wiped
    assert not files_with(key, tables)
    engine.dispose()


@pytest.mark.postgresql
def test_a_dump_that_holds_the_table_holds_up_nobody(postgresql, tmp_path):
    address = postgresql.database()
    engine = open_engine(address, tmp_path)
    keys = a_store(engine).day_keys
    with psycopg.connect(address.replace("+psycopg", "")) as dump:
        dump.execute("SELECT count(*) FROM day_keys")
        while_dumped = keys.wipe()

    assert not while_dumped
    assert keys.wipe()
    engine.dispose()
