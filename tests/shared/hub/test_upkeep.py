from datetime import date
from pathlib import Path

import pytest

from shared.domain.times import HOUR, SECOND
from shared.hub.upkeep import Upkeep, months_before
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.halls import EIGHT
from tests.shared.store.past import TICKET, keep

LONG_AGO, TODAY = date(2023, 12, 29), date(2026, 1, 5)
AT_NIGHT = EIGHT - 6 * HOUR


@pytest.fixture
def store():
    """Records whose days are dropped a slice at a time, as in a file."""
    engine = open_engine("sqlite://", Path())
    store = Store(engine, "mau")
    store.take(LONG_AGO)
    keep(store, LONG_AGO, TICKET)
    keep(store, date(2024, 1, 2), TICKET)
    yield store
    engine.dispose()


def test_days_are_summed_up_by_day_and_dropped_by_night(store):
    upkeep = Upkeep(store.history)

    by_day = [upkeep.step(TODAY, EIGHT + n * SECOND) for n in range(3)]
    before = len(store.tickets(LONG_AGO))
    by_night = [upkeep.step(TODAY, AT_NIGHT + n * SECOND) for n in range(3)]

    assert (by_day, before, by_night) == ([True, True, False], 1, [True, False, False])
    assert len(store.tickets(LONG_AGO)) == 0
    assert len(store.tickets(date(2024, 1, 2))) == 1
    assert len(store.history.totals(LONG_AGO)) == 2


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 1, 5), 24, date(2024, 1, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 1)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, before):
    assert months_before(day, months) == before


def test_between_two_slices_there_is_a_second(store):
    upkeep = Upkeep(store.history)

    done = [upkeep.step(TODAY, EIGHT + after) for after in (0, 999, 1_000)]

    assert done == [True, False, True]
