from datetime import date
from pathlib import Path

import pytest

from shared.domain.times import HOUR, MINUTE
from shared.store.clerks import LOCK_MILLISECONDS, Clerk
from shared.store.deeds import Deed
from shared.store.engine import open_engine
from shared.store.errors import ClerkKnown, ClerkUnknown
from shared.store.migrations.run import climb
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from tests.halls import EIGHT

DAY = date(2026, 1, 5)
LAN = "Nguyễn Thị Lan"


@pytest.fixture
def store(engine):
    store = Store(engine, "mau")
    store.take(DAY)
    return store


@pytest.fixture
def clerks(store):
    return store.clerks


def a_clerk(name=LAN, **more):
    return Clerk(name=name, password_hash=f"hash of {name}", added_at=EIGHT, **more)


def test_a_clerk_who_was_added_is_there(clerks):
    clerks.add(a_clerk("Hùng", role="supervisor"))
    clerks.add(a_clerk())

    assert clerks.all() == [a_clerk("Hùng", role="supervisor"), a_clerk()]


def test_offices_have_clerks_of_their_own(engine, clerks):
    clerks.add(a_clerk())

    other = Store(engine, "kia").clerks

    assert other.all() == []
    assert other.begin_try(LAN, EIGHT) == (None, None)


@pytest.mark.parametrize("name", [LAN, "NGUYỄN  thị lan"])
def test_a_name_is_given_once_however_it_is_written(clerks, name):
    clerks.add(a_clerk())

    with pytest.raises(ClerkKnown, match=LAN):
        clerks.add(a_clerk(name))


def test_a_clerk_is_disabled_and_enabled(clerks):
    clerks.add(a_clerk())

    clerks.disable("nguyễn thị lan", EIGHT + 1)
    [disabled] = clerks.all()
    clerks.enable(LAN)
    [enabled] = clerks.all()

    assert (disabled.disabled_at, enabled.disabled_at) == (EIGHT + 1, None)


def test_who_is_not_there_cannot_be_changed(clerks):
    for change in (
        lambda: clerks.disable("nobody", EIGHT),
        lambda: clerks.enable("nobody"),
        lambda: clerks.set_password("nobody", "hash"),
    ):
        with pytest.raises(ClerkUnknown, match="clerk list"):
            change()


@pytest.mark.parametrize("name", [LAN, "nobody"])
def test_the_fifth_try_in_a_row_locks_a_name(clerks, name):
    clerks.add(a_clerk())
    for n in range(4):
        clerks.begin_try(name, EIGHT + n)
    before = clerks.locked_until(name, EIGHT + 4)

    clerks.begin_try(name, EIGHT + 4)

    until = EIGHT + 4 + LOCK_MILLISECONDS
    assert (before, clerks.locked_until(name, EIGHT + 5)) == (None, until)
    assert clerks.begin_try(name, EIGHT + 5) == (None, until)
    assert clerks.locked_until(name, until) is None


def test_after_a_lock_there_are_five_tries_again(clerks):
    for _ in range(5):
        clerks.begin_try("nobody", EIGHT)
    later = EIGHT + LOCK_MILLISECONDS

    locked = []
    for n in range(5):
        clerks.begin_try("nobody", later + n)
        locked.append(clerks.locked_until("nobody", later + n) is not None)

    assert locked == [False, False, False, False, True]


def test_who_got_it_right_begins_anew_and_was_seen(clerks):
    clerks.add(a_clerk())
    for _ in range(4):
        clerks.begin_try(LAN, EIGHT)

    clerks.succeed(LAN, EIGHT + 1)
    clerks.begin_try(LAN, EIGHT + 2)

    assert clerks.locked_until(LAN, EIGHT + 2) is None
    assert clerks.all()[0].last_seen == EIGHT + 1


@pytest.mark.parametrize("mend", ["enable", "set_password"])
def test_a_technician_ends_a_lock(clerks, mend):
    clerks.add(a_clerk())
    for _ in range(5):
        clerks.begin_try(LAN, EIGHT)

    if mend == "enable":
        clerks.enable(LAN)
    else:
        clerks.set_password(LAN, "another")

    assert clerks.locked_until(LAN, EIGHT) is None


def test_wrong_tries_of_yesterday_are_forgotten(clerks):
    for _ in range(4):
        clerks.begin_try("nobody", EIGHT)

    clerks.begin_try("nobody", EIGHT + 24 * HOUR + 1)

    assert clerks.locked_until("nobody", EIGHT + 24 * HOUR + 1) is None


def test_a_clock_that_was_set_back_locks_nobody_out_for_long(clerks):
    for _ in range(5):
        clerks.begin_try("nobody", EIGHT)

    assert clerks.locked_until("nobody", EIGHT - MINUTE) is None


def test_tries_outlive_the_program(tmp_path):
    for _ in range(5):
        engine = open_engine("sqlite:///records.sqlite", tmp_path)
        store = Store(engine, "mau")
        store.take(DAY)
        store.clerks.begin_try("nobody", EIGHT)
        engine.dispose()

    clerks = Store(open_engine("sqlite:///records.sqlite", tmp_path), "mau").clerks
    assert clerks.locked_until("nobody", EIGHT) == EIGHT + LOCK_MILLISECONDS


def test_what_was_typed_for_a_name_is_kept_nowhere(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/records.sqlite", Path())
    store = Store(engine, "mau")
    store.take(DAY)

    store.clerks.begin_try("mat-khau-o-nham-o", EIGHT)
    engine.dispose()

    written = b"".join(path.read_bytes() for path in tmp_path.glob("records*"))
    assert b"mat-khau" not in written


def test_the_journal_says_who_did_it(store):
    entries = [
        Entry(day=DAY, at=EIGHT, station="pc-1", event="{}", clerk=LAN),
        Entry(day=DAY, at=EIGHT + 1, station="", event="{}"),
    ]
    store.record(Batch(seq=0, day=DAY, entries=entries))

    assert store.deeds.of(DAY) == [
        Deed(at=EIGHT, station="pc-1", clerk=LAN, event="{}"),
        Deed(at=EIGHT + 1, station="", clerk=None, event="{}"),
    ]
    assert store.deeds.of(date(2026, 1, 6)) == []


def test_of_what_was_done_before_there_were_clerks_nobody_knows_who(engine):
    with engine.begin() as connection:
        climb(connection, "003")
        connection.exec_driver_sql(
            "INSERT INTO offices VALUES ('mau', 1, 1, '2026-01-05')"
        )
        connection.exec_driver_sql(
            "INSERT INTO journal VALUES ('mau', 1, '2026-01-05', 7, 'pc-1', '{}')"
        )
    store = Store(engine, "mau")

    store.take(DAY)

    assert store.deeds.of(DAY) == [Deed(at=7, station="pc-1", clerk=None, event="{}")]
    assert store.clerks.all() == []
