from datetime import date

import pytest

from shared.clock import ManualClock
from shared.domain.calendar import Holiday, Hours, Session
from shared.domain.times import HOUR, MINUTE
from shared.hub.notices import Board
from shared.hub.timekeeping import ClockDoubted, WatchedClock, check
from shared.store.history import Past
from tests.halls import EIGHT, a_plan

DAY = 24 * HOUR
TET = Holiday(day=date(2026, 1, 8), name={"vi": "Tết"})
HOURS = Hours(
    sessions=(Session(id="am", name={"vi": "Sáng"}, opens="08:00", closes="12:00"),),
    holidays=(TET,),
)


def doubts(now, *, plan=None, accepted_at=None, **more):
    past = Past(last_at=EIGHT, accepted_at=accepted_at)
    try:
        check(now, past, plan or a_plan(), **more)
    except ClockDoubted as doubt:
        return str(doubt)
    return ""


@pytest.mark.parametrize("off", [0, -5 * MINUTE, 9 * HOUR, 4 * DAY, 15 * DAY])
def test_a_clock_near_the_records_is_right(off):
    assert doubts(EIGHT + off) == ""


@pytest.mark.parametrize("off", [-6 * MINUTE, -DAY, -365 * DAY, 16 * DAY, 365 * DAY])
def test_a_clock_far_from_the_records_is_doubted_with_what_to_do(off):
    said = doubts(EIGHT + off)

    assert "motcua-hub clock accept" in said
    assert "2026-01-05 08:00" in said
    assert len(said.splitlines()) == 1


def test_days_on_which_the_office_is_closed_do_not_count():
    """From Monday to the next Tuesday: four working days between, but for a holiday."""
    plan = a_plan(hours=HOURS)

    assert doubts(EIGHT + 7 * DAY, plan=plan, most_days_off=3) == ""
    assert doubts(EIGHT + 8 * DAY, plan=plan, most_days_off=3) != ""


def test_a_clock_set_over_the_network_may_be_far_ahead_and_not_behind():
    assert doubts(EIGHT + 60 * DAY, synchronised=True) == ""
    assert doubts(EIGHT - DAY, synchronised=True) != ""


def test_an_office_may_be_off_as_long_as_it_says():
    assert doubts(EIGHT + 40 * DAY, most_days_off=39) == ""


def test_what_somebody_has_accepted_is_right_that_day():
    accepted = EIGHT - 10 * DAY

    assert doubts(accepted + HOUR, accepted_at=accepted) == ""
    assert doubts(accepted + 2 * DAY, accepted_at=accepted) != ""


def test_records_without_an_event_fit_any_clock():
    check(EIGHT, Past(last_at=0), a_plan())


class Watch:
    """A clock that can be set, and a machine that runs on."""

    def __init__(self):
        self.board = Board()
        self.wall, self.machine = ManualClock(EIGHT), ManualClock(0)
        self.clock = WatchedClock(self.wall, self.board, self.machine.now)

    def run(self, milliseconds):
        self.wall.advance(milliseconds)
        self.machine.advance(milliseconds)
        return self.clock.now()

    @property
    def minutes(self):
        return [notice.parts["minutes"] for notice in self.board.all().list]


@pytest.mark.parametrize(
    ("set_by", "minutes"),
    [(0, []), (5 * MINUTE, []), (6 * MINUTE, [6]), (-3 * HOUR, [-180])],
)
def test_a_clock_that_is_set_while_the_hub_works_is_told(set_by, minutes):
    watch = Watch()
    watch.run(10 * HOUR)

    watch.wall.advance(set_by)
    now = watch.run(MINUTE)

    assert watch.minutes == minutes
    assert now == EIGHT + 10 * HOUR + set_by + MINUTE


@pytest.mark.parametrize("set_by", [-400 * DAY, 400 * DAY])
def test_a_jump_of_many_days_is_not_followed(set_by):
    watch = Watch()

    watch.wall.advance(set_by)
    wrong = [watch.run(MINUTE) for _ in range(3)]
    told = watch.minutes
    watch.wall.advance(-set_by)
    right = watch.run(MINUTE)

    assert [*wrong, right] == [EIGHT + n * MINUTE for n in (1, 2, 3, 4)]
    assert told == [set_by // MINUTE]


def test_a_clock_that_is_set_after_a_start_in_the_past_is_believed_anew():
    watch = Watch()

    watch.wall.advance(400 * DAY)
    watch.clock.begin_anew()

    assert watch.run(MINUTE) == EIGHT + 400 * DAY + MINUTE
    assert watch.minutes == []


def test_a_jump_is_told_for_an_hour():
    watch = Watch()
    watch.wall.advance(HOUR)

    told = [bool(watch.run(30 * MINUTE) and watch.minutes) for _ in range(4)]

    assert told == [True, True, True, False]
