from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from shared.store.engine import open_engine
from shared.store.errors import StoreUnavailable
from shared.store.migrations.run import climb
from shared.store.partitions import JOURNAL, TICKETS, Partitions, parts_of
from shared.store.store import Store
from tests.shared.store.past import TICKET, keep

pytestmark = pytest.mark.postgresql

MONDAY = date(2026, 1, 5)
TUESDAY = MONDAY + timedelta(days=1)
LATER = MONDAY + timedelta(days=100)

NULLS = """SELECT table_name, column_name, data_type, is_nullable
    FROM information_schema.columns WHERE table_name IN ('journal', 'tickets')
    ORDER BY table_name, ordinal_position"""
INDEXES = """SELECT tablename, replace(indexdef, 'ONLY ', '') FROM pg_indexes
    WHERE tablename IN ('journal', 'tickets') ORDER BY indexdef"""
A_TICKET = """INSERT INTO tickets VALUES ('mau', '2026-01-05', '1001', '1', 'finished',
    false, 1, 2, 3, '4', 5, 6, 7, 8, 9, '1', '2', 0, '1', false, 'token')"""
AN_EVENT = "INSERT INTO journal VALUES ('mau', 1, '2026-01-05', 7, 'k', 'event', 'Lan')"
CUT = """SELECT partrelid::regclass::text, pg_get_partkeydef(partrelid)
    FROM pg_partitioned_table ORDER BY 1"""


@pytest.fixture
def store(on_server):
    store = Store(on_server, "mau")
    store.take(MONDAY)
    return store


def value(on_server, query):
    with on_server.begin() as connection:
        return connection.execute(text(query)).scalar()


def names(on_server, cut):
    with on_server.begin() as connection:
        return [part.name for part in parts_of(connection, cut)]


def shape(on_server):
    """Return the columns and indexes of tables that are cut, and how they are."""
    with on_server.begin() as connection:
        return [
            connection.execute(text(query)).all() for query in (NULLS, INDEXES, CUT)
        ]


def where_rows_lie(on_server, table):
    query = f"SELECT DISTINCT tableoid::regclass::text FROM {table} ORDER BY 1"
    with on_server.begin() as connection:
        return connection.execute(text(query)).scalars().all()


def test_a_hub_finds_the_days_ahead_when_it_starts(store, on_server):
    days = [MONDAY + timedelta(days=n) for n in range(8)]

    assert names(on_server, JOURNAL) == [f"journal_{day:%Y_%m_%d}" for day in days]
    assert names(on_server, TICKETS) == [
        f"tickets_2026_{month:02}" for month in (1, 2, 3)
    ]


def test_what_happens_lies_in_the_part_of_its_day(store, on_server):
    keep(store, MONDAY, TICKET)
    keep(store, TUESDAY, TICKET)

    journal = ["journal_2026_01_05", "journal_2026_01_06"]
    assert where_rows_lie(on_server, "journal") == journal
    assert where_rows_lie(on_server, "tickets") == ["tickets_2026_01"]


def test_a_day_that_nobody_made_a_part_for_is_kept_all_the_same(store, on_server):
    keep(store, LATER, TICKET)

    assert where_rows_lie(on_server, "journal") == ["journal_other"]
    assert where_rows_lie(on_server, "tickets") == ["tickets_other"]
    assert store.events(LATER) == ["{}"]
    assert store.tickets(LATER) == {"1001": TICKET}


def test_what_came_before_its_part_moves_there(store, on_server):
    keep(store, LATER, TICKET)

    assert Partitions(on_server).make_ahead(LATER)

    assert where_rows_lie(on_server, "journal") == [JOURNAL.part(LATER).name]
    assert where_rows_lie(on_server, "tickets") == ["tickets_2026_04"]
    assert store.tickets(LATER) == {"1001": TICKET}


def test_parts_that_are_there_are_left_alone(store, on_server):
    keep(store, MONDAY, TICKET)
    before = names(on_server, JOURNAL)

    assert Partitions(on_server).make_ahead(MONDAY)

    assert names(on_server, JOURNAL) == before
    assert store.events(MONDAY) == ["{}"]


def test_days_gone_by_get_parts_for_whoever_brings_records(store, on_server):
    Partitions(on_server).make(date(2025, 12, 30), MONDAY)

    assert names(on_server, JOURNAL)[:2] == ["journal_2025_12_30", "journal_2025_12_31"]
    assert names(on_server, TICKETS)[0] == "tickets_2025_12"


def test_two_hubs_at_once_make_each_part_once(store, on_server):
    makers = [
        Thread(
            target=Partitions(on_server).make, args=(LATER, LATER + timedelta(days=9))
        )
        for _ in range(2)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert len(names(on_server, JOURNAL)) == 8 + 10


def test_whoever_reads_everything_makes_parts_wait_and_no_number(
    store, on_server, caplog
):
    with on_server.begin() as dump:
        dump.execute(text("LOCK TABLE journal, tickets IN ACCESS SHARE MODE"))

        made = Partitions(on_server).make_ahead(LATER)
        keep(store, LATER, TICKET)

    assert not made
    assert "days ahead have no part of their own yet" in caplog.text
    assert Partitions(on_server).make_ahead(LATER)
    assert where_rows_lie(on_server, "journal") == [JOURNAL.part(LATER).name]


def test_a_writer_at_work_is_not_in_the_way_of_new_parts(store, on_server):
    with on_server.begin() as writing:
        writing.execute(text(AN_EVENT))
        writing.execute(text(f"{A_TICKET} ON CONFLICT DO NOTHING"))

        Partitions(on_server).make(MONDAY, MONDAY + timedelta(days=20))

    assert len(names(on_server, JOURNAL)) == 21


def test_a_table_of_that_name_which_is_none_of_ours_is_told(store, on_server):
    with on_server.begin() as connection:
        connection.execute(text(f"CREATE TABLE {JOURNAL.part(LATER).name} (n INTEGER)"))

    with pytest.raises(StoreUnavailable, match=JOURNAL.part(LATER).name):
        Partitions(on_server).make(LATER, LATER)


def test_old_records_are_cut_with_all_that_is_in_them(on_server, postgresql, caplog):
    caplog.set_level("INFO")
    with on_server.begin() as connection:
        climb(connection, "006")
        for words in (
            "INSERT INTO offices VALUES ('mau', 1, 3, '2026-01-06', NULL)",
            *(
                "INSERT INTO journal VALUES"
                f" ('mau', {seq}, '{day}', 7, 'k', 'event {seq}', 'Lan')"
                for seq, day in (
                    (1, "2024-02-29"),
                    (2, "2026-01-05"),
                    (3, "2026-01-05"),
                )
            ),
            A_TICKET.replace("2026-01-05", "2024-02-29"),
        ):
            connection.execute(text(words))

    store = Store(on_server, "mau")
    store.take(TUESDAY)

    assert store.events(MONDAY) == ["event 2", "event 3"]
    assert store.events(date(2024, 2, 29)) == ["event 1"]
    [ticket] = store.tickets(date(2024, 2, 29)).values()
    assert (ticket.called_at, ticket.to_counter, ticket.back_to) == (5, "1", "2")
    assert value(on_server, "SELECT token FROM tickets") == "token"
    assert where_rows_lie(on_server, "tickets") == ["tickets_2024_02"]
    assert names(on_server, JOURNAL)[:3] == [
        "journal_2024_02_29", "journal_2026_01_05", "journal_2026_01_06",
    ]  # fmt: skip
    assert "journal: 3 rows now lie in parts, one a day" in caplog.text


def test_old_tables_become_what_new_ones_are(on_server, postgresql):
    with on_server.begin() as connection:
        climb(connection)
    new = open_engine(postgresql.database(), Path())
    Store(new, "mau").prepare(MONDAY)

    assert shape(on_server) == shape(new)
    new.dispose()
