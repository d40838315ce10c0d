from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from shared.domain.ticket import State
from shared.store.errors import StoreUnavailable
from shared.store.partitions import CUTS, JOURNAL, Partitions, parts_of
from shared.store.retention import DROPPING, SLICE, Retention
from shared.store.store import Store
from tests.shared.store.past import TICKET, keep

pytestmark = pytest.mark.postgresql

LONG_AGO, NEXT = date(2023, 12, 29), date(2024, 1, 2)
MONDAY = date(2026, 1, 5)
KEPT_SINCE = date(2024, 1, 1)


@pytest.fixture
def store(on_server):
    """An office with numbers of long ago, of not so long ago, and of today."""
    store = Store(on_server, "mau")
    store.take(LONG_AGO)
    for day in (LONG_AGO, NEXT):
        keep(store, day, TICKET, replace(TICKET, number="1002", state=State.FINISHED))
    store.take(MONDAY)
    return store


@pytest.fixture
def retention(on_server):
    return Retention(on_server)


def drop_all(retention):
    while retention.step(KEPT_SINCE):
        pass


def parts(on_server):
    with on_server.begin() as connection:
        return [part.name for cut in CUTS for part in parts_of(connection, cut)]


def test_parts_of_long_ago_go_and_what_the_days_came_to_stays(
    store, retention, on_server
):
    drop_all(retention)

    assert "journal_2023_12_31" not in parts(on_server)
    assert parts(on_server)[0] == "journal_2024_01_01"
    assert "tickets_2023_12" not in parts(on_server)
    assert store.events(LONG_AGO) == []
    assert len(store.events(NEXT)) == 2
    assert len(store.tickets(NEXT)) == 2
    [total] = store.history.totals(LONG_AGO)
    assert (total.day, total.issued, total.served, total.expired) == (LONG_AGO, 2, 1, 1)


def test_an_office_that_no_hub_serves_any_more_keeps_its_totals(
    store, retention, on_server
):
    closed = Store(on_server, "hue")
    closed.take(LONG_AGO)
    keep(closed, LONG_AGO, TICKET)

    drop_all(retention)

    assert [total.issued for total in closed.history.totals(LONG_AGO)] == [1]
    assert closed.tickets(LONG_AGO) == {}


def test_totals_that_are_known_are_left_as_they_are(store, retention):
    store.history.sum_up(NEXT)
    before = store.history.totals(LONG_AGO)

    drop_all(retention)

    assert store.history.totals(LONG_AGO) == before


def test_days_without_a_part_of_their_own_go_in_slices(on_server, retention):
    store = Store(on_server, "mau")
    store.take(MONDAY)
    first = date(2023, 11, 30)
    keep(store, first, *[replace(TICKET, number=str(n)) for n in range(SLICE + 1)])
    keep(store, NEXT, TICKET)

    went = [retention.step(KEPT_SINCE) for _ in range(3)]

    assert went == [True, True, False]
    assert (store.tickets(first), store.events(first)) == ({}, [])
    assert len(store.tickets(NEXT)) == 1
    assert store.history.totals(first)[0].issued == SLICE + 1


def test_one_hub_at_a_time_drops(store, retention, on_server):
    with on_server.begin() as other:
        other.execute(text(f"SELECT pg_advisory_xact_lock({DROPPING})"))

        assert not retention.step(KEPT_SINCE)

    assert "journal_2023_12_29" in parts(on_server)
    assert retention.step(KEPT_SINCE)


def test_whoever_reads_is_not_waited_for(store, retention, on_server):
    with on_server.begin() as dump:
        dump.execute(text("LOCK TABLE journal, tickets IN ACCESS SHARE MODE"))

        with pytest.raises(StoreUnavailable, match="lock timeout"):
            retention.step(KEPT_SINCE)

    assert retention.step(KEPT_SINCE)
    assert "journal_2023_12_29" not in parts(on_server)


def test_parts_that_reach_into_what_is_kept_stay(store, retention, on_server):
    while retention.step(date(2023, 12, 30)):
        pass

    assert JOURNAL.part(LONG_AGO).name not in parts(on_server)
    assert "tickets_2023_12" in parts(on_server)


def test_the_latest_business_day_is_that_of_any_office(store, retention, on_server):
    keep(store, MONDAY, TICKET)
    Store(on_server, "hue").take(MONDAY + timedelta(days=1))

    assert retention.latest_day() == MONDAY + timedelta(days=1)


def test_an_empty_database_has_nothing_to_drop(on_server, retention):
    Store(on_server, "mau").prepare(MONDAY)
    Partitions(on_server).make(MONDAY, MONDAY)

    assert retention.latest_day() is None
    assert not retention.step(KEPT_SINCE)
