from random import Random

from shared.domain.commands import IssueTicket
from shared.domain.hall import Hall
from shared.domain.times import HOUR, day_of
from tests.halls import EIGHT, a_hall, a_plan, happen


def a_busy_hall():
    hall = a_hall()
    random = Random(1)
    for place in range(50):
        service = random.choice("125")
        happen(
            hall, IssueTicket(service=service, priority=not place % 3), EIGHT + place
        )
    return hall


def test_a_copy_is_like_its_hall_and_shares_its_tickets():
    hall = a_busy_hall()
    copy = hall.copied()

    assert copy.hash == hall.hash
    assert copy.plan is hall.plan
    assert all(copy.tickets[number] is hall.tickets[number] for number in hall.tickets)
    assert vars(copy.tally) == vars(hall.tally)


def test_what_happens_in_a_copy_does_not_happen_in_the_hall():
    hall = a_busy_hall()
    copy, before = hall.copied(), hall.hash
    happen(copy, IssueTicket(service="1"), EIGHT + HOUR)

    happened = happen(hall, IssueTicket(service="1"), EIGHT + HOUR)

    assert before != hall.hash == copy.hash
    assert happened[0].ticket == copy.tickets[happened[0].ticket.number]


def test_an_empty_hall_can_be_copied():
    hall = Hall(a_plan(), day_of(EIGHT))

    assert hall.copied().hash == hall.hash
