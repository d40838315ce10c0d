"""Of two years of parts a query opens those of its days, and no other."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.store.engine import open_engine
from shared.store.partitions import Partitions
from shared.store.reading import Reading
from shared.store.store import Store
from shared.store.tails import AFTER
from tests.shared.store.explained import plans
from tests.shared.store.past import TICKET, keep

pytestmark = pytest.mark.postgresql

FIRST, TODAY = date(2024, 1, 5), date(2026, 1, 5)
DAYS = timedelta(days=28)
PART = re.compile(r"\bon ((?:journal|tickets)_\w+)")

JOURNAL_TODAY = {"journal_2026_01_05"}
TICKETS_TODAY = {"tickets_2026_01"}
AHEAD = {f"journal_2026_01_{day:02}" for day in range(6, 13)}


@pytest.fixture(scope="module")
def store(postgresql):
    """An office with 730 days behind it."""
    engine = open_engine(postgresql.database(), Path())
    store = Store(engine, "mau")
    store.take(TODAY)
    Partitions(engine).make(FIRST, TODAY)
    for day in (TODAY - timedelta(days=1), TODAY):
        keep(store, day, TICKET)
    yield store
    engine.dispose()


def opened(store, act):
    """Return the parts of tables that are opened for what *act* asks."""
    return set(PART.findall("\n".join(plans(store._engine, act))))


def test_the_events_of_a_day_are_in_one_part(store):
    assert opened(store, lambda: store.events(TODAY)) == JOURNAL_TODAY
    assert opened(store, lambda: store.deeds.of(TODAY)) == JOURNAL_TODAY


def test_the_tickets_of_a_day_are_in_one_part(store):
    assert opened(store, lambda: store.tickets(TODAY)) == TICKETS_TODAY


def test_the_head_of_a_lane_is_in_one_part_and_found_by_its_index(store):
    def ask():
        store.head(TODAY, "1", priority=False)

    [plan] = plans(store._engine, ask)

    assert set(PART.findall(plan)) == TICKETS_TODAY
    assert "Index Scan using tickets_2026_01_office_queue_priority" in plan


def test_the_last_event_is_looked_for_in_the_last_days(store):
    parts = opened(store, store.history.past)

    before = {f"journal_2025_12_{day}" for day in range(22, 32)}
    this_month = {f"journal_2026_01_{day:02}" for day in range(1, 13)}
    assert parts == before | this_month | {"journal_other"}


def test_a_day_is_summed_up_from_the_months_since_the_last(store):
    while store.history.sum_up(TODAY):
        pass

    assert opened(store, lambda: store.history.sum_up(TODAY)) <= TICKETS_TODAY | {
        "tickets_other"
    }


def test_what_follows_an_event_is_looked_for_from_its_day_on(store):
    asked = {
        "offices": ["mau"],
        "seqs": [1],
        "days": [TODAY],
        "first": TODAY,
        "most": 9,
    }

    with store._engine.begin() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN {AFTER}", asked).scalars().all()

    parts = set(PART.findall("\n".join(plan)))
    assert parts == JOURNAL_TODAY | AHEAD | {"journal_other"}


def test_what_was_done_lately_is_in_the_last_months(store):
    months = {
        "tickets_2025_12",
        "tickets_2026_01",
        "tickets_2026_02",
        "tickets_2026_03",
    }

    assert opened(store, lambda: store.history.recent_work(TODAY - DAYS)) <= months | {
        "tickets_other"
    }


def test_a_report_reads_a_day_from_one_part_and_looks_a_week_ahead(store):
    reading = Reading(store._engine)

    assert opened(store, lambda: list(reading.events("mau", TODAY))) == JOURNAL_TODAY
    assert opened(store, lambda: next(reading.days("mau", TODAY, date.max))) <= (
        JOURNAL_TODAY | AHEAD | {"journal_other"}
    )
