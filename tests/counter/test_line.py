from counter.line import (
    AT_ONCE,
    LISTED,
    first_of,
    line_at_once,
    line_of,
    waiting_for,
)
from shared.domain.commands import CallNext, IssueTicket, Transfer
from shared.domain.errors import NobodyWaits
from shared.domain.hall import evolve
from shared.domain.rules import decide
from tests.counter.builders import MORNING, PLAN, a_hall, minutes

ONE = PLAN.counter_by_id["1"]
THREE = PLAN.counter_by_id["3"]
GUIDANCE = PLAN.counter_by_id["6"]


def issues(*services):
    return [
        IssueTicket(service=service.rstrip("*"), priority=service.endswith("*"))
        for service in services
    ]


def numbers(line):
    return [ticket.number for ticket in line]


def called(hall, counter, now):
    """Return whom the rules really call, one after the other."""
    numbers = []
    while True:
        try:
            [event] = decide(hall, CallNext(counter=counter), now)
        except NobodyWaits:
            return numbers
        numbers.append(event.ticket.number)
        evolve(hall, event)
        hall._at_counter.clear()  # the counter is free again at once


def test_the_line_is_the_order_of_the_real_calls():
    hall = a_hall(*issues("1", "1*", "2", "1", "1*", "1*", "2*", "1"), every=60_000)
    now = MORNING + minutes(10)

    line = line_of(hall, ONE, now)

    assert numbers(line) == called(hall, "1", now)


def test_priority_calls_of_before_count_in_the_line():
    hall = a_hall(
        *issues("1*", "1*", "1*", "1"),
        CallNext(counter="1"),
        CallNext(counter="2"),
    )

    assert numbers(line_of(hall, ONE, MORNING)) == ["1004", "1003"]


def test_the_calls_of_one_service_do_not_count_in_another():
    hall = a_hall(
        *issues("1*", "2*", "1*", "2*", "1", "2"),
        CallNext(counter="1"),
        CallNext(counter="2"),
    )

    assert numbers(line_of(hall, ONE, MORNING)) == ["1002", "1003", "2002", "2003"]


def test_who_was_sent_to_this_counter_alone_is_in_its_line_only():
    hall = a_hall(
        *issues("1", "3", "1"),
        CallNext(counter="3"),
        Transfer(number="3001", to_counter="1", counter="3"),
        every=60_000,
    )

    assert numbers(line_of(hall, ONE, MORNING)) == ["1001", "3001", "1002"]
    assert (waiting_for(hall, ONE), waiting_for(hall, THREE)) == (3, 0)


def test_the_hall_is_left_as_it_was():
    hall = a_hall(*issues("1", "1*", "2"))
    before = hall.hash

    line_of(hall, ONE, MORNING)

    assert (hall.hash, hall.waiting_count("1", priority=False)) == (before, 1)


def test_a_service_of_somebody_else_is_not_in_the_line():
    hall = a_hall(*issues("3", "3*"))

    assert line_of(hall, ONE, MORNING) == ()
    assert waiting_for(hall, ONE) == 0
    assert first_of(hall, ONE) is None


def test_a_priority_counter_sees_priority_tickets_of_all_services():
    hall = a_hall(*issues("3", "3*", "7"))

    assert numbers(line_of(hall, GUIDANCE, MORNING)) == ["3002", "7001"]
    assert waiting_for(hall, GUIDANCE) == 2


def test_a_very_long_line_is_cut():
    hall = a_hall(*issues(*["1"] * (LISTED + 5)))

    assert len(line_of(hall, ONE, MORNING)) == LISTED
    assert waiting_for(hall, ONE) == LISTED + 5


def test_the_first_is_who_came_first():
    hall = a_hall(*issues("2", "1", "1*"), every=60_000)

    assert first_of(hall, ONE).number == "2001"


def test_the_beginning_of_a_long_line_is_right_at_once_and_the_rest_soon():
    hall = a_hall(*issues(*["1"] * 60), every=60_000)
    now = MORNING + minutes(60)
    before = line_of(hall, ONE, now)
    hall = a_hall(
        *issues(*["1"] * 60), CallNext(counter="1"), *issues("1*"), every=60_000
    )
    now = MORNING + minutes(62)

    line = line_at_once(hall, ONE, now, before)

    right = line_of(hall, ONE, now)
    assert line[:AT_ONCE] == right[:AT_ONCE]
    assert sorted(numbers(line)) == sorted(numbers(right))


def test_a_short_line_is_right_at_once():
    hall = a_hall(*issues("1", "1*", "2"))

    assert line_at_once(hall, ONE, MORNING, ()) == line_of(hall, ONE, MORNING)
