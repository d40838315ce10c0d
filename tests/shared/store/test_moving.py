import sys
from datetime import date, timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Integer,
    LargeBinary,
    exists,
    insert,
    select,
    text,
)

from shared.store.engine import open_engine
from shared.store.errors import (
    BrokenOff,
    MovedWrong,
    OfficeOwned,
    OfficeThere,
    StoreForbidden,
    StoreUnavailable,
    StoreUnreachable,
)
from shared.store.moving import TABLES, Move
from shared.store.officelocks import OfficeLocks
from shared.store.partitions import JOURNAL, parts_of
from shared.store.reading import open_reader
from shared.store.store import Store
from shared.store.tables import day_keys, journal, metadata, offices
from tests.postgresql import a_server
from tests.programs import ROOT

DAY = date(2026, 1, 5)
ODD = (
    "", "\\N", "\\.", "\\", "a\tb\nc\rd\be\ff\vg", "'\";--", "%s {} $1", "\x1f\x7f",
    "Nguyễn Thị Ánh", "Nguyễn" + "\u0301", "e\u0301 é", "🐉 龍", "\u200b\ufeff\u2028",
    "a", "A", "á", "B", "_", "-",
)  # fmt: skip
"""Words that a format, a quote or an order of letters could change."""

ROWS = 3 * len(ODD)
"""Of an office in each table."""


def a_value(column, n):
    """Return a value for the *n*th row: odd, and in keys each another."""
    match column.type:
        case Boolean():
            return n % 3 == 0
        case BigInteger():
            return n * 10**15
        case Integer():
            return n
        case Date():
            return DAY + timedelta(days=n)
        case LargeBinary():
            return bytes(range(n, n + 32))
    word = ODD[n % len(ODD)]
    return (f"{n}{word}" if n >= len(ODD) else word)[: column.type.length]


def a_row(table, office, n, *, empty):
    """Return the *n*th row: nothing where that may be if *empty*."""
    row = {
        column.name: None if empty and column.nullable else a_value(column, n)
        for column in table.columns
    }
    return row | {"office": office}


def fill(engine, office):
    """Give *office* rows in every table."""
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            some = range(1 if table is offices else ROWS)
            values = [a_row(table, office, n, empty=n % 2 == 1) for n in some]
            connection.execute(insert(table), values)


def a_database(address, *filled):
    engine = open_engine(address, Path())
    Store(engine, "").prepare(DAY)
    for office in filled:
        fill(engine, office)
    return engine


@pytest.fixture
def source(tmp_path):
    address = f"sqlite:///{tmp_path}/source.sqlite"
    writer = a_database(address, "mau", "huế")
    writer.dispose()
    reader = open_reader(address, Path())
    yield reader
    reader.dispose()


@pytest.fixture(
    params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request, tmp_path):
    """Where to."""
    if request.param == "file":
        return f"sqlite:///{tmp_path}/target.sqlite"
    return request.getfixturevalue("postgresql").database()


@pytest.fixture
def target(address):
    engine = a_database(address)
    yield engine
    engine.dispose()


@pytest.fixture
def server(postgresql):
    """A target on a server."""
    engine = a_database(postgresql.database())
    yield engine
    engine.dispose()


@pytest.fixture
def durable_server():
    """A server that may be killed."""
    with a_server(durable=True) as server:
        yield server


def rows_of(engine, table, office):
    query = select(*table.columns).where(table.c.office == office)
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(query)}


def tell(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def is_empty(engine):
    with engine.connect() as connection:
        return not any(
            connection.scalar(select(exists().select_from(table)))
            for table in metadata.sorted_tables
        )


def test_every_row_of_every_table_comes_as_it_was(source, target):
    Move(source, target, ["mau", "huế"], most=7).run()

    for table in TABLES:
        for office in ("mau", "huế"):
            there = rows_of(target, table, office)
            assert there == rows_of(source, table, office)
            assert len(there) == (1 if table is offices else ROWS)


def test_keys_of_the_day_stay_behind(source, target):
    Move(source, target, ["mau"]).run()

    assert rows_of(source, day_keys, "mau")
    assert not rows_of(target, day_keys, "mau")


def test_the_way_back_brings_the_same(source, server, tmp_path):
    back = a_database(f"sqlite:///{tmp_path}/back.sqlite")

    Move(source, server, ["mau", "huế"]).run()
    Move(server, back, ["mau"]).run()

    for table in TABLES:
        assert rows_of(back, table, "mau") == rows_of(source, table, "mau")
        assert not rows_of(back, table, "huế")


def test_offices_move_one_by_one_into_one_database(source, target):
    Move(source, target, ["mau"]).run()
    Move(source, target, ["huế"]).run()

    assert rows_of(target, journal, "mau") == rows_of(source, journal, "mau")
    assert rows_of(target, journal, "huế") == rows_of(source, journal, "huế")


@pytest.mark.parametrize("table", TABLES)
def test_an_office_with_anything_there_is_refused_and_left_as_it_is(source, table):
    target = a_database("sqlite://")
    row = a_row(table, "mau", 1, empty=False)
    with target.begin() as connection:
        connection.execute(insert(table).values(row))

    with pytest.raises(OfficeThere):
        Move(source, target, ["huế", "mau"]).run()

    assert rows_of(target, table, "mau") == {tuple(row.values())}
    assert not rows_of(target, offices, "huế")


def test_an_office_that_was_only_begun_there_gives_way(source, target):
    there = Store(target, "mau")
    for _ in range(5):
        before = there.take(DAY).incarnation

    Move(source, target, ["mau"]).run()

    # Stations may have seen all that were there: the next one is new to them.
    assert there.take(DAY).incarnation == before + 1
    assert rows_of(target, journal, "mau") == rows_of(source, journal, "mau")


@pytest.mark.postgresql
def test_an_office_that_a_hub_owns_there_does_not_move(source, server):
    locks = OfficeLocks(server)
    locks.try_take(["mau"])

    with pytest.raises(OfficeOwned):
        Move(source, server, ["mau"]).run()
    Move(source, server, ["huế"]).run()

    locks.close()


@pytest.mark.postgresql
def test_an_office_that_a_hub_owns_does_not_move_away(source, server, tmp_path):
    Move(source, server, ["mau"]).run()
    back = a_database(f"sqlite:///{tmp_path}/back.sqlite")
    locks = OfficeLocks(server)
    locks.try_take(["mau"])

    with pytest.raises(OfficeOwned):
        Move(server, back, ["mau"]).run()

    locks.close()
    assert is_empty(back)


@pytest.mark.postgresql
def test_each_day_that_comes_has_its_part_and_a_wrong_clock_makes_no_thousand(
    server, tmp_path
):
    address = f"sqlite:///{tmp_path}/days.sqlite"
    days = [DAY, DAY + timedelta(days=3), date(2080, 1, 1)]
    rows = [
        a_row(journal, "mau", n, empty=False) | {"day": day}
        for n, day in enumerate(days)
    ]
    with a_database(address).begin() as connection:
        connection.execute(insert(journal), rows)

    Move(open_reader(address, Path()), server, ["mau"]).run()

    with server.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM journal_other")) == 0
        made = [part.first for part in parts_of(connection, JOURNAL)]
    assert {*days, DAY + timedelta(days=2)} <= set(made)
    assert len(made) < 20


def test_an_office_that_has_nothing_yet_moves_as_well(source, target, tmp_path):
    address = f"sqlite:///{tmp_path}/new.sqlite"
    Store(a_database(address), "new").take(DAY)

    assert Move(open_reader(address, Path()), target, ["new"]).run() == 1


def test_it_counts_what_has_come_and_what_was_compared(source, target):
    move = Move(source, target, ["mau"], most=10)
    seen = []

    def going():
        seen.append((move.copied, move.compared))
        return True

    rows = move.run(going)

    assert rows == move.rows == move.copied == move.compared
    assert seen == sorted(seen)
    assert (rows, 0) in seen


def test_one_who_does_not_want_to_wait_finds_the_target_as_it_was(source, target):
    asked = []

    def going():
        asked.append(None)
        return True

    Move(source, target, ["mau"], most=10).run(going)
    with target.begin() as connection:
        for table in TABLES:
            connection.execute(table.delete())
    assert len(asked) > 50
    for most in range(0, len(asked), 7):
        left = iter(range(most))
        with pytest.raises(BrokenOff):
            Move(source, target, ["mau"], most=10).run(
                lambda left=left: next(left, None) is not None
            )

        assert is_empty(target)


CHANGES = {
    "a letter": "NEW.event := replace(NEW.event, 'Nguyễn', 'Nguyên'); RETURN NEW",
    "a time": "NEW.at := NEW.at + 1; RETURN NEW",
    "a missing row": "IF NEW.seq = 0 THEN RETURN NULL; END IF; RETURN NEW",
    "something for nothing": "NEW.clerk := coalesce(NEW.clerk, ''); RETURN NEW",
}


@pytest.mark.postgresql
@pytest.mark.parametrize("change", CHANGES)
def test_what_a_server_has_changed_on_the_way_is_found_and_not_kept(
    source, server, change
):
    body = f"BEGIN {CHANGES[change]}; END"
    when = "BEFORE INSERT ON journal FOR EACH ROW"
    tell(
        server,
        f"CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER change {when} EXECUTE FUNCTION change()",
    )

    with pytest.raises(MovedWrong) as error:
        Move(source, server, ["mau"]).run()

    assert error.value.table == "journal"
    assert is_empty(server)


@pytest.mark.postgresql
def test_what_a_server_cannot_keep_is_one_line_about_that_server(
    source, server, tmp_path
):
    address = f"sqlite:///{tmp_path}/odd.sqlite"
    odd = a_database(address)
    row = a_row(journal, "mau", 1, empty=False) | {"event": "a\x00b"}
    with odd.begin() as connection:
        connection.execute(insert(journal).values(row))

    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1.*NUL"):
        Move(open_reader(address, Path()), server, ["mau"]).run()

    assert is_empty(server)


@pytest.mark.postgresql
def test_a_user_without_rights_is_told_so(source, server):
    tell(
        server,
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    )
    poor = open_engine(server.url.set(username="reader").render_as_string(), Path())

    with pytest.raises(StoreForbidden):
        Move(source, poor, ["mau"]).run()

    poor.dispose()


@pytest.mark.postgresql
def test_a_server_that_dies_on_the_way_has_kept_nothing(source, durable_server):
    address = durable_server.database()
    target = a_database(address)
    move = Move(source, target, ["mau"], most=10)

    def going():
        if move.copied > 300 and durable_server.process.poll() is None:
            durable_server.kill()
        return True

    with pytest.raises(StoreUnreachable):
        move.run(going)
    durable_server.start()

    assert is_empty(target)
    target.dispose()


def test_a_program_that_is_killed_has_moved_nothing(source, address):
    target = a_database(address)
    words = [sys.executable, "-m", "tests.shared.store.mover"]
    words += [str(source.url.database), address]
    mover = Popen(words, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
    for _ in range(20):
        mover.stdin.write("go on\n")
        mover.stdin.flush()
        copied = int(mover.stdout.readline())
    mover.kill()
    mover.communicate()

    assert copied > 0
    assert is_empty(target)
    Move(source, target, ["mau"]).run()
    target.dispose()
