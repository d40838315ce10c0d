from dataclasses import replace

import pytest

from shared.domain.calendar import Hours, Session
from shared.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    Resume,
    Serve,
    SetPriority,
    Transfer,
)
from shared.domain.errors import (
    NobodyWaits,
    NowhereToGo,
    ServiceFull,
    UnknownCounter,
    UnknownService,
)
from shared.domain.rules import decide
from shared.domain.ticket import Action, State, place
from shared.domain.times import MINUTE
from tests.halls import EIGHT, SERVICES, a_hall, a_plan, happen

CIVIL = IssueTicket(service="1")
URGENT = IssueTicket(service="1", priority=True)
TRADE = IssueTicket(service="5")
CALL = CallNext(counter="1")
TO_TRADE = Transfer(number="1001", service="5")
TO_TWO = Transfer(number="1001", to_counter="2")
AND_BACK = Transfer(number="1001", service="5", come_back=True)


def called(hall, counter, now=EIGHT):
    [event] = happen(hall, CallNext(counter=counter), now)
    return event.ticket.number


def served(hall, counter, number):
    """Let *counter* call, serve and finish *number*, and return the last event."""
    assert called(hall, counter) == number
    happen(hall, Serve(number=number))
    [event] = happen(hall, Finish(number=number))
    return event


def test_who_is_sent_on_keeps_his_arrival_at_the_next_service():
    hall = a_hall(
        *((minute, CIVIL) for minute in range(3)),
        (10, TRADE), (25, TRADE),
        (26, CALL), (26, Serve(number="1001")), (26, Finish(number="1001")),
        (27, CALL), (27, Serve(number="1002")), (27, Finish(number="1002")),
        (28, CALL), (28, Serve(number="1003")),
        (30, Transfer(number="1003", service="5")),
    )  # fmt: skip

    numbers = [served(hall, "5", n).ticket.number for n in ("1003", "5001", "5002")]

    assert numbers == ["1003", "5001", "5002"]


@pytest.mark.parametrize("before", [[], [Serve(number="1001")]])
def test_a_transfer_keeps_the_number_and_leaves_nothing_of_the_counter(before):
    hall = a_hall(CIVIL, CALL, *before)
    earlier = hall.tickets["1001"]

    [event] = happen(hall, TO_TRADE)

    ticket = event.ticket
    assert (event.action, ticket.state) == (Action.TRANSFER, State.WAITING)
    assert (ticket.number, ticket.service) == ("1001", "5")
    assert place(ticket) == place(earlier)
    assert (ticket.counter, ticket.calls, ticket.served_at) == (None, 0, None)
    assert hall.at_counter("1") is None


def test_who_is_being_called_does_not_step_aside_for_whom_is_sent_on():
    hall = a_hall(CIVIL, (1, TRADE), (2, CallNext(counter="5")), (3, CALL))

    happen(hall, TO_TRADE, EIGHT + 4 * MINUTE)

    assert hall.at_counter("5").number == "5001"


def test_priority_goes_along():
    hall = a_hall(TRADE, URGENT, CALL, TO_TRADE)

    assert called(hall, "5") == "1001"


def test_who_is_sent_to_a_counter_waits_for_it_alone():
    hall = a_hall(CIVIL, CALL, TO_TWO)

    for other in ("1", "3", "5"):
        with pytest.raises(NobodyWaits):
            happen(hall, CallNext(counter=other))

    event = served(hall, "2", "1001")
    assert (event.action, event.ticket.state) == (Action.FINISH, State.FINISHED)


def test_a_call_from_a_counters_own_queue_does_not_count_for_a_service():
    plan = a_plan(policy={"priority_ratio": "1:1"})
    hall = a_hall(URGENT, CALL, TO_TWO, CIVIL, plan=plan)
    served(hall, "1", "1002")
    served(hall, "2", "1001")

    happen(hall, CIVIL)
    happen(hall, URGENT)

    assert called(hall, "1") == "1004"


def test_a_counter_takes_whom_it_was_sent_by_his_arrival():
    later, earlier = IssueTicket(service="2"), IssueTicket(service="2")
    hall = a_hall(earlier, (1, CIVIL), (2, later), (3, CALL), (4, TO_TWO))

    served(hall, "2", "2001")
    served(hall, "2", "1001")

    assert called(hall, "2") == "2002"


def test_who_shall_come_back_returns_to_the_counter_that_sent_him():
    hall = a_hall(CIVIL, CALL, AND_BACK, (1, CIVIL))

    event = served(hall, "5", "1001")

    ticket = event.ticket
    assert (event.action, ticket.state) == (Action.TRANSFER, State.WAITING)
    assert (ticket.queue, ticket.back_to) == ("@1", None)
    assert served(hall, "1", "1001").ticket.state is State.FINISHED


def test_from_a_counter_too_he_comes_back():
    back = Transfer(number="1001", to_counter="5", come_back=True)
    hall = a_hall(CIVIL, CALL, back)

    assert served(hall, "5", "1001").ticket.queue == "@1"


def test_who_is_not_to_come_back_is_finished_there():
    hall = a_hall(CIVIL, CALL, TO_TRADE)

    assert served(hall, "5", "1001").action is Action.FINISH


def test_who_shall_come_back_does_so_when_his_priority_is_withdrawn():
    hall = a_hall(URGENT, CALL, AND_BACK, CallNext(counter="5"))

    happen(hall, SetPriority(number="1001", priority=False))

    assert served(hall, "5", "1001").ticket.queue == "@1"


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ({}, NowhereToGo),
        ({"service": "5", "to_counter": "5"}, NowhereToGo),
        ({"to_counter": "1"}, NowhereToGo),
        ({"service": "8"}, UnknownService),
        ({"to_counter": "77"}, UnknownCounter),
    ],
)
def test_a_transfer_goes_to_one_place_that_there_is(target, error):
    hall = a_hall(CIVIL, CALL)

    with pytest.raises(error):
        decide(hall, Transfer(number="1001", **target), EIGHT)


def test_a_number_taken_back_after_a_transfer_is_free_where_it_was_given():
    session = Session(id="morning", name={"vi": "Sáng"}, opens="07:00", closes="12:00")
    services = tuple(replace(each, quota={"morning": 1}) for each in SERVICES)
    plan = a_plan(services=services, hours=Hours(sessions=(session,)))
    hall = a_hall(CIVIL, TRADE, CALL, TO_TRADE, plan=plan)

    happen(hall, CancelTicket(number="1001", counter="5"))

    assert decide(hall, CIVIL, EIGHT)
    with pytest.raises(ServiceFull):
        decide(hall, TRADE, EIGHT)


@pytest.mark.parametrize("away", ["no_show", "hold"])
def test_who_was_sent_to_a_counter_comes_back_to_that_counter(away):
    hall = a_hall(IssueTicket(service="1"), CallNext(counter="1"), TO_TWO)
    happen(hall, CallNext(counter="2"))
    if away == "hold":
        happen(hall, Serve(number="1001"))
        happen(hall, Hold(number="1001"))
    else:
        happen(hall, MarkNoShow(number="1001"))

    [event] = happen(hall, Resume(number="1001"))

    assert event.ticket.queue == "@2"
    [event] = happen(hall, CallNext(counter="2"))
    assert event.ticket.number == "1001"


def test_who_was_sent_to_a_counter_and_called_elsewhere_is_there_now():
    hall = a_hall(IssueTicket(service="1"), CallNext(counter="1"), TO_TWO)

    [event] = happen(hall, CallTicket(number="1001", counter="5", reason="vội"))

    assert (event.ticket.counter, event.ticket.to_counter) == ("5", None)
