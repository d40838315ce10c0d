from dataclasses import replace
from datetime import date, timedelta

import pytest

from shared.domain.commands import (
    CallNext,
    IssueTicket,
    Serve,
    Transfer,
    WalkIn,
)
from shared.domain.elsewhere import Elsewhere, ProceduresElsewhere
from shared.domain.errors import ServiceElsewhere, UnknownService
from shared.domain.issuing import check_open
from shared.domain.times import day_of
from tests.halls import EIGHT, SERVICES, a_hall, a_plan, happen

MONDAY = day_of(EIGHT)
TOMORROW = MONDAY + timedelta(days=1)
THERE = Elsewhere(office={"vi": "UBND XÃ B"}, since=MONDAY, notice_days=7)


def a_plan_with(**changes):
    """Return a plan whose service 5 is changed."""
    *others, trade = SERVICES
    return a_plan(services=(*others, replace(trade, **changes)))


def test_a_service_that_has_gone_gives_no_number_and_says_where_it_is():
    hall = a_hall(plan=a_plan_with(elsewhere=THERE))

    with pytest.raises(ServiceElsewhere) as caught:
        happen(hall, IssueTicket(service="5"))

    parts = {"service": "5", "office": "UBND XÃ B", "since": "2026-01-05"}
    assert caught.value.parts == {**parts, "until": 0, "instead": ""}
    with pytest.raises(ServiceElsewhere):
        check_open(hall, hall.plan.service_by_id["5"], EIGHT)
    with pytest.raises(ServiceElsewhere):
        happen(hall, WalkIn(service="5", counter="5", reason="khách hẹn"))


def test_until_the_day_it_gives_numbers_as_ever():
    hall = a_hall(plan=a_plan_with(elsewhere=replace(THERE, since=TOMORROW)))

    assert happen(hall, IssueTicket(service="5"))


def test_a_service_that_comes_later_is_not_known_before():
    with pytest.raises(UnknownService):
        happen(a_hall(plan=a_plan_with(since=TOMORROW)), IssueTicket(service="5"))

    assert happen(a_hall(plan=a_plan_with(since=MONDAY)), IssueTicket(service="5"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"elsewhere": THERE}, ServiceElsewhere), ({"since": TOMORROW}, UnknownService)],
)
def test_nobody_is_sent_on_to_a_service_that_is_not_here(changes, error):
    hall = a_hall(
        IssueTicket(service="1"), CallNext(counter="1"), plan=a_plan_with(**changes)
    )

    with pytest.raises(error):
        happen(hall, Transfer(number="1001", service="5", counter="1"))


def test_who_has_a_number_of_a_service_that_went_is_served_and_may_be_sent_back():
    hall = a_hall(IssueTicket(service="5"), CallNext(counter="5"))
    hall.plan = a_plan_with(elsewhere=THERE)

    happen(hall, Serve(number="5001", counter="5"))
    happen(hall, Transfer(number="5001", service="5", counter="5"))

    assert hall.head("5", priority=False).number == "5001"
    assert happen(hall, CallNext(counter="5"))


def test_what_is_offered_follows_the_day():
    plan = a_plan_with(since=MONDAY, elsewhere=replace(THERE, since=TOMORROW))
    days = [MONDAY - timedelta(days=1), MONDAY, TOMORROW]

    offered = [[service.id for service in plan.offered_on(day)] for day in days]

    assert offered == [["1", "2"], ["1", "2", "5"], ["1", "2"]]


def test_it_is_announced_so_many_days_before_and_no_more_on_the_day():
    there = replace(THERE, since=date(2026, 12, 1))
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30), there.since]

    assert [there.is_announced_on(day) for day in days] == [False, True, True, False]
    assert [there.holds_on(day) for day in days] == [False, False, False, True]


@pytest.mark.parametrize(
    "changes", [{"office": {"en": "B"}}, {"notice_days": -1}, {"notice_days": 400}]
)
def test_an_office_without_a_name_or_a_notice_without_end_is_refused(changes):
    with pytest.raises(ValueError, match=r"Vietnamese|notice_days"):
        replace(THERE, **changes)


def test_procedures_are_known_by_any_of_their_names_however_they_are_typed():
    gone = ProceduresElsewhere(
        procedures=("Đăng ký hộ kinh doanh",), office={"vi": "B"}, since=MONDAY
    )

    assert gone.has({"vi": "đăng ký  hộ kinh doanh", "en": "Business"})
    assert gone.has("Đăng ký hộ kinh doanh")
    assert not gone.has({"vi": "Đăng ký"})
    with pytest.raises(ValueError, match="name the procedures"):
        replace(gone, procedures=())
