from datetime import date, datetime

import pytest

from shared.clock import ManualClock, OfficeClock
from shared.domain.times import VIETNAM, day_of, local, millis


def test_a_business_day_begins_at_midnight_in_vietnam():
    last_moment = datetime(2026, 1, 5, 23, 59, 59, tzinfo=VIETNAM)

    assert day_of(millis(last_moment)) == date(2026, 1, 5)
    assert day_of(millis(last_moment) + 1000) == date(2026, 1, 6)


def test_a_time_survives_being_put_on_the_wall():
    assert millis(local(1767575640123)) == 1767575640123


def test_a_manual_clock_moves_only_by_hand():
    clock = ManualClock(5)

    clock.advance(10)

    assert (clock.now(), clock.now()) == (15, 15)


def test_an_office_clock_starts_where_it_is_told_and_runs_faster():
    clock = OfficeClock(start=1000, anchor=0, speed=2.0)

    assert OfficeClock.read(str(clock)) == clock
    assert clock.now() > 2 * 1_700_000_000_000


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c"])
def test_a_clock_that_is_not_three_numbers_is_refused(text):
    with pytest.raises(ValueError, match=r"unpack|invalid literal"):
        OfficeClock.read(text)
