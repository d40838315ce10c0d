from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from shared.domain.ticket import State
from shared.domain.times import MINUTE
from shared.store.engine import open_engine
from shared.store.history import Total
from shared.store.store import Store
from tests.halls import EIGHT
from tests.shared.store.past import TICKET, keep

MONDAY = date(2026, 1, 5)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=n) for n in (1, 2))


@pytest.fixture
def store(engine):
    store = Store(engine, "mau")
    store.take(MONDAY)
    return store


@pytest.fixture
def in_slices():
    """Records whose days are dropped a slice at a time, as in a file."""
    engine = open_engine("sqlite://", Path())
    store = Store(engine, "mau")
    store.take(MONDAY)
    yield store
    engine.dispose()


def finished(number="1002", *, waited=10, took=5, service="1"):
    called = EIGHT + waited * MINUTE
    return replace(
        TICKET, number=number, service=service, state=State.FINISHED, priority=True,
        called_at=called, ended_at=called + took * MINUTE,
    )  # fmt: skip


def test_a_day_is_summed_up_by_service(store):
    called_in_vain = replace(
        TICKET, number="1003", state=State.NO_SHOW, called_at=EIGHT + 2 * MINUTE
    )
    keep(
        store, MONDAY, TICKET, finished(), called_in_vain, finished("5001", service="5")
    )

    summed = store.history.sum_up(TUESDAY)

    civil, trade = store.history.totals(MONDAY)
    assert summed
    assert civil == Total(
        day=MONDAY, service="1", issued=3, priority=1, served=1, no_shows=1,
        cancelled=0, expired=1, wait_seconds=12 * 60, service_seconds=5 * 60,
    )  # fmt: skip
    assert (trade.service, trade.served) == ("5", 1)


def test_each_day_is_summed_up_once_and_today_not_at_all(store):
    keep(store, MONDAY, TICKET)
    keep(store, TUESDAY, TICKET)
    keep(store, WEDNESDAY, TICKET)

    summed = [store.history.sum_up(WEDNESDAY) for _ in range(3)]

    assert summed == [True, True, False]
    assert [total.day for total in store.history.totals(MONDAY)] == [MONDAY, TUESDAY]


def test_old_days_are_dropped_in_slices_and_their_totals_stay(in_slices):
    store = in_slices
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        keep(store, day, *(replace(TICKET, number=str(n)) for n in range(1001, 1006)))
    while store.history.sum_up(WEDNESDAY):
        pass

    dropped = []
    while count := store.history.drop(TUESDAY, most=2):
        dropped.append(count)

    assert dropped == [4, 4, 2]
    assert [len(store.tickets(day)) for day in (MONDAY, TUESDAY)] == [0, 5]
    assert [len(store.events(day)) for day in (MONDAY, TUESDAY)] == [0, 5]
    assert [total.issued for total in store.history.totals(MONDAY)] == [5, 5]


def test_days_without_totals_are_not_dropped(store):
    keep(store, MONDAY, TICKET)

    assert store.history.drop(WEDNESDAY, most=2) == 0
    assert len(store.tickets(MONDAY)) == 1


def test_days_of_a_clock_that_was_ahead_are_summed_up_when_they_come(store):
    for day in (MONDAY, WEDNESDAY):
        keep(store, day, TICKET)
    while store.history.sum_up(WEDNESDAY + timedelta(days=1)):
        pass

    store.history.go_back(TUESDAY)
    keep(store, TUESDAY, TICKET)
    keep(store, WEDNESDAY, replace(TICKET, number="1002"))
    while store.history.sum_up(WEDNESDAY + timedelta(days=1)):
        pass

    days = {total.day: total.issued for total in store.history.totals(MONDAY)}
    assert days == {MONDAY: 1, TUESDAY: 1, WEDNESDAY: 2}


def test_a_number_left_open_on_a_day_long_over_has_expired(store):
    keep(store, MONDAY, replace(TICKET, state=State.WAITING))

    store.history.sum_up(TUESDAY)

    [total] = store.history.totals(MONDAY)
    assert (total.issued, total.expired) == (1, 1)
