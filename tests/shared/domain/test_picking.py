import pytest

from shared.domain.commands import CallNext, Finish, IssueTicket, Serve
from shared.domain.errors import NobodyWaits, QueueError
from shared.domain.times import MINUTE
from tests.halls import EIGHT, a_hall, a_plan, happen

MORNING = [
    (minute, IssueTicket(service="1", priority=priority))
    for minute, priority in enumerate([False, True, False, True, True, False])
]


def calls(hall, counter, since):
    """Return the numbers that *counter* calls until nobody waits."""
    numbers = []
    while True:
        try:
            [event] = happen(hall, CallNext(counter=counter), since)
        except NobodyWaits:
            return " ".join(numbers)
        number = event.ticket.number
        numbers.append(number)
        happen(hall, Serve(number=number), since)
        happen(hall, Finish(number=number), since)


@pytest.mark.parametrize(
    ("ratio", "minutes", "order"),
    [
        ("2:1", 6, "1002 1004 1001 1005 1003 1006"),
        ("1:1", 6, "1002 1001 1004 1003 1005 1006"),
        ("always", 6, "1002 1004 1005 1001 1003 1006"),
        ("2:1", 50, "1001 1002 1003 1004 1005 1006"),
    ],
)
def test_the_ratio_and_the_ageing_decide_who_is_next(ratio, minutes, order):
    hall = a_hall(*MORNING, plan=a_plan(policy={"priority_ratio": ratio}))

    assert calls(hall, "1", EIGHT + minutes * MINUTE) == order


def test_a_counter_helps_only_when_nobody_waits_for_its_own():
    hall = a_hall(IssueTicket(service="2"), (1, IssueTicket(service="1")))

    assert calls(hall, "1", EIGHT + 2 * MINUTE) == "1001 2001"


def test_a_counter_helps_whoever_has_waited_past_the_threshold():
    hall = a_hall(IssueTicket(service="2"), (1, IssueTicket(service="1")))

    assert calls(hall, "1", EIGHT + 20 * MINUTE) == "2001 1001"


def test_a_priority_counter_takes_the_priority_of_every_service_first():
    hall = a_hall(
        IssueTicket(service="2"),
        (1, IssueTicket(service="5", priority=True)),
        (2, IssueTicket(service="1", priority=True)),
        (3, IssueTicket(service="1")),
    )

    assert calls(hall, "3", EIGHT + 4 * MINUTE) == "5001 1001 2001"


def test_a_refused_call_changes_nothing():
    hall = a_hall(IssueTicket(service="1"))
    before = hall.hash

    with pytest.raises(QueueError):
        happen(hall, CallNext(counter="5"))

    assert hall.hash == before
