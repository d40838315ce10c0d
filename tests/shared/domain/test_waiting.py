from dataclasses import replace

import pytest

from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    OpenCounter,
    Serve,
)
from shared.domain.tally import Work
from shared.domain.times import MINUTE
from shared.domain.waiting import ahead, desks, mean_minutes, wait_minutes
from tests.halls import EIGHT, a_hall, happen
from tests.shared.domain.days import Day, share_below, waits_of

CIVIL = IssueTicket(service="1")
DAYS = {
    "an ordinary day": Day(per_hour=4.2),
    "a rush": Day(per_hour=3.6, rush=3.0),
    "an office that is slower than planned": Day(per_hour=3.2, slowness=1.4),
    "a rush in a slow office": Day(per_hour=3, rush=2.5, slowness=1.4),
    "a day with much priority": Day(per_hour=4, priority=0.4),
    "an office that is quicker than planned": Day(per_hour=6, slowness=0.7),
}


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_most_waits_stay_below_the_upper_figure(day):
    days = (replace(day, seed=seed) for seed in range(40))
    waits = [wait for each in days for wait in waits_of(each)]

    assert 0.80 <= share_below(waits, "upper") <= 0.96
    queued = [wait for wait in waits if wait.upper > 0]
    assert 0.40 <= share_below(queued, "middle") <= 0.72


def test_nobody_ahead_at_a_free_counter_means_no_wait():
    assert wait_minutes(a_hall(), "1", 0) == (0, 5)


def test_minutes_are_told_in_steps_of_five():
    low, high = wait_minutes(a_hall(*[CIVIL] * 6), "1", 6)

    assert (low % 5, high % 5) == (0, 0)
    assert low < 72 < high


def test_quick_citizens_today_shorten_what_the_next_are_told():
    hall = a_hall(*[CIVIL] * 12)
    before = wait_minutes(hall, "1", 6)

    for n in range(1, 7):
        at = EIGHT + n * 3 * MINUTE
        happen(hall, CallNext(counter="1"), at)
        happen(hall, Serve(number=f"100{n}"), at)
        happen(hall, Finish(number=f"100{n}"), at + 2 * MINUTE)

    assert wait_minutes(hall, "1", 6)[1] < before[1]


def test_recent_days_count_at_the_same_hour_only():
    hall = a_hall()
    hall.learn([Work(service="1", hour=8, count=50, minutes=1500, squares=50_000)])

    at_eight = mean_minutes(hall, "1")
    happen(hall, CIVIL, EIGHT + 90 * MINUTE)

    assert at_eight == pytest.approx((4 * 12 + 12 * 30) / 16)
    assert mean_minutes(hall, "1") == 12


def test_more_open_counters_make_it_quicker():
    hall = a_hall(*[IssueTicket(service="2")] * 6)
    two = wait_minutes(hall, "2", 6)

    happen(hall, CloseCounter(counter="3"))

    assert desks(hall, "2") == 1
    assert wait_minutes(hall, "2", 6)[0] > two[0]


def test_when_nobody_works_the_plan_counts():
    hall = a_hall(closed=True)
    assert desks(hall, "2") == 2

    happen(hall, OpenCounter(counter="2"))

    assert desks(hall, "2") == 1


def test_priority_tickets_that_come_later_are_reckoned_with():
    calm = a_hall(*[CIVIL] * 6)
    busy = a_hall(*[CIVIL] * 6, *[IssueTicket(service="1", priority=True)] * 3)

    assert wait_minutes(busy, "1", 6)[1] > wait_minutes(calm, "1", 6)[1]
    assert (
        wait_minutes(busy, "1", 6, priority=True)
        <= wait_minutes(busy, "1", 6, priority=False)
    )  # fmt: skip


def test_people_ahead_are_those_who_wait_for_the_same_service():
    hall = a_hall(CIVIL, CIVIL, IssueTicket(service="2"), CallNext(counter="1"))

    [event] = happen(hall, CIVIL)

    assert ahead(hall, event.ticket) == 1


def test_a_few_priority_tickets_early_in_the_morning_are_no_flood():
    calm = a_hall(*[CIVIL] * 6)
    early = a_hall(*[CIVIL] * 4, *[IssueTicket(service="1", priority=True)] * 2)

    usual, told = (wait_minutes(hall, "1", 6)[1] for hall in (calm, early))

    assert usual < told <= 1.35 * usual
