import pytest

from shared.domain.commands import (
    CallNext,
    Hold,
    IssueTicket,
    MergeTicket,
    Resume,
    Serve,
)
from shared.domain.times import MINUTE
from shared.hub.rollup import DayCount
from shared.hub.sums import Figures, Spread, joined, spread
from tests.halls import EIGHT
from tests.shared.hub.commands.reporting import events_of


def figures_of(*commands):
    count = DayCount(45 * MINUTE)
    for event in events_of(commands):
        count.take(event)
    return count.figures()


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], None),
        ([7], Spread(7, 7)),
        ([4, 1, 3, 2], Spread(2, 4)),
        (range(1, 11), Spread(5, 9)),
        (range(1, 102), Spread(51, 91)),
    ],
)
def test_half_and_nine_in_ten_took_no_longer(times, expected):
    assert spread(times) == expected


def test_a_citizen_put_on_hold_waited_for_the_first_call_alone():
    figures = figures_of(
        (0, IssueTicket(service="1")),
        (5, CallNext(counter="1")),
        (6, Serve(number="1001")),
        (7, Hold(number="1001")),
        (60, Resume(number="1001")),
        (70, CallNext(counter="1")),
    )

    assert figures.wait == Spread(5 * MINUTE, 5 * MINUTE)
    assert (figures.promised, figures.kept, figures.under_way) == (1, 1, 1)


def test_a_number_of_a_kiosk_alone_waited_since_its_citizen_had_it():
    merge = MergeTicket(number="1901", service="1", kiosk=1, issued_at=EIGHT)

    figures = figures_of((30, merge), (40, CallNext(counter="1")))

    assert figures.wait == Spread(40 * MINUTE, 40 * MINUTE)


def test_a_day_without_numbers_comes_to_nothing():
    figures = figures_of()

    assert (figures.issued, figures.wait, figures.promised) == (0, None, 0)


def test_days_together_have_the_spread_of_all_their_waits():
    one = figures_of((0, IssueTicket(service="1")), (5, CallNext(counter="1")))
    other = figures_of((0, IssueTicket(service="1")), (9, CallNext(counter="1")))

    both = joined([one, other])

    assert both.wait == Spread(5 * MINUTE, 9 * MINUTE)
    assert (both.issued, both.promised, both.kept) == (2, 2, 2)


def test_what_one_day_does_not_know_is_not_known_of_all():
    known = Figures(issued=3, no_shows=2, expired=1, undos=4, waits=(1,))
    forgotten = Figures(issued=5, expired=2)

    both = joined([known, forgotten])

    assert (both.issued, both.no_shows, both.expired) == (8, None, 5)
    assert (both.undos, both.wait) == (None, None)


def test_nothing_together_is_nothing():
    assert joined([]).issued == joined([]).no_shows == 0
