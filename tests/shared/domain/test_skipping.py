from datetime import date

from shared.domain.commands import IssueTicket
from shared.domain.events import DayStarted
from shared.domain.hall import evolve
from tests.halls import EIGHT, a_hall, happen

DAY, NEXT = date(2026, 1, 5), date(2026, 1, 6)


def issued(hall, service="1"):
    return happen(hall, IssueTicket(service=service))[0].ticket.number


def test_numbers_that_may_be_on_paper_are_not_given_again():
    hall = a_hall(IssueTicket(service="1"))

    hall.skip(DAY, {"1": 57})

    assert [issued(hall), issued(hall), issued(hall, "2")] == ["1058", "1059", "2001"]


def test_places_below_the_last_number_skip_nothing():
    hall = a_hall(*[IssueTicket(service="1")] * 3)

    hall.skip(DAY, {"1": 2})

    assert issued(hall) == "1004"


def test_what_is_skipped_belongs_to_one_day():
    hall = a_hall()
    hall.skip(NEXT, {"1": 57})

    today = issued(hall)
    evolve(hall, DayStarted(day=NEXT, at=EIGHT))

    assert (today, issued(hall)) == ("1001", "1058")
