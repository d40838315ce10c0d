from functools import reduce

import pytest

from shared.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    Rate,
    Recall,
    Resume,
    Serve,
    SetPriority,
    Transfer,
)
from shared.domain.errors import (
    CalledEnough,
    CalledTooSeldom,
    GivenElsewhere,
    MoveRefused,
    ReasonMissing,
    RecallTooSoon,
    TicketElsewhere,
    UndoTooLate,
    UnknownTicket,
)
from shared.domain.hall import evolve
from shared.domain.picking import order
from shared.domain.rules import decide, overdue, turn_of_day
from shared.domain.ticket import AT_A_COUNTER, MOVES, Action, State
from shared.domain.times import MINUTE, SECOND, day_of
from tests.halls import EIGHT, a_hall, a_plan, happen

CIVIL = IssueTicket(service="1")
URGENT = IssueTicket(service="1", priority=True)
CALL = CallNext(counter="1")
NEXT_DAY = EIGHT + 24 * 60 * MINUTE
FIRST = "1001"

WAYS = {
    State.WAITING: [],
    State.CALLED: [CALL],
    State.SERVING: [CALL, Serve(number=FIRST)],
    State.ON_HOLD: [CALL, Serve(number=FIRST), Hold(number=FIRST)],
    State.NO_SHOW: [CALL, MarkNoShow(number=FIRST)],
    State.FINISHED: [CALL, Serve(number=FIRST), Finish(number=FIRST)],
    State.CANCELLED: [CancelTicket(number=FIRST)],
}
WISHES = {
    Action.CALL: CallTicket(number=FIRST, counter="2", reason="có hẹn"),
    Action.RECALL: Recall(number=FIRST),
    Action.SERVE: Serve(number=FIRST),
    Action.FINISH: Finish(number=FIRST),
    Action.NO_SHOW: MarkNoShow(number=FIRST),
    Action.HOLD: Hold(number=FIRST),
    Action.RESUME: Resume(number=FIRST),
    Action.TRANSFER: Transfer(number=FIRST, service="5"),
    Action.SET_PRIORITY: SetPriority(number=FIRST, priority=False),
    Action.CANCEL: CancelTicket(number=FIRST, counter="1"),
    Action.RATE: Rate(number=FIRST, level=5, counter="1"),
}


def a_hall_with(state):
    """Return a hall whose one ticket, a priority ticket, came to be in *state*."""
    if state is not State.EXPIRED:
        return a_hall(URGENT, *WAYS[state])
    hall = a_hall(URGENT)
    *expired, _ = turn_of_day(hall, day_of(NEXT_DAY), NEXT_DAY)
    return reduce(evolve, expired, hall)


@pytest.mark.parametrize("state", State)
def test_a_ticket_can_get_into_every_state(state):
    hall = a_hall_with(state)

    assert hall.tickets[FIRST].state is state


@pytest.mark.parametrize(("state", "action"), MOVES)
def test_every_listed_move_can_be_wished_for(state, action):
    hall = a_hall_with(state)

    if action is Action.EXPIRE:
        event, _ = turn_of_day(hall, day_of(NEXT_DAY), NEXT_DAY)
    else:
        [event] = happen(hall, WISHES[action], EIGHT + MINUTE)

    assert (event.action, event.ticket.state) == (action, MOVES[state, action])


@pytest.mark.parametrize(
    ("state", "action"),
    [(s, a) for s in State for a in WISHES if (s, a) not in MOVES],
)
def test_every_other_move_is_refused(state, action):
    hall = a_hall_with(state)

    with pytest.raises(MoveRefused):
        decide(hall, WISHES[action], EIGHT + MINUTE)


def test_only_the_counter_that_has_a_ticket_may_treat_it():
    hall = a_hall(CIVIL, CALL)

    with pytest.raises(TicketElsewhere):
        decide(hall, Serve(number=FIRST, counter="2"), EIGHT)


def test_a_ticket_is_called_out_of_turn_for_a_reason():
    hall = a_hall(CIVIL, CIVIL)

    [event] = happen(hall, CallTicket(number="1002", counter="2", reason="có hẹn"))

    ticket = event.ticket
    assert (ticket.number, ticket.counter, event.reason) == ("1002", "2", "có hẹn")


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (CallTicket(number="1002", counter="1", reason=" "), ReasonMissing),
        (CallTicket(number="1003", counter="1", reason="có hẹn"), UnknownTicket),
    ],
)
def test_nobody_is_called_out_of_turn_without_a_reason_or_a_ticket(command, error):
    hall = a_hall(CIVIL, CIVIL)

    with pytest.raises(error):
        decide(hall, command, EIGHT)


def test_a_call_out_of_turn_counts_in_the_run():
    policy = {"priority_ratio": "1:1"}
    hall = a_hall(CIVIL, URGENT, URGENT, plan=a_plan(policy=policy))

    happen(hall, CallTicket(number="1003", counter="2", reason="có hẹn"))

    [event] = happen(hall, CALL)
    assert event.ticket.number == "1001"


@pytest.mark.parametrize(
    "after",
    [
        [MarkNoShow(number="1002")],
        [MarkNoShow(number="1002"), Resume(number="1002")],
        [Serve(number="1002"), Hold(number="1002")],
        [Transfer(number="1002", service="5")],
        [SetPriority(number="1002", priority=False)],
    ],
    ids=["no-show", "resume", "hold", "transfer", "not entitled"],
)
def test_what_becomes_of_a_call_does_not_undo_that_it_counts(after):
    policy = {"priority_ratio": "1:1"}
    hall = a_hall(CIVIL, URGENT, URGENT, CALL, *after, plan=a_plan(policy=policy))

    [event] = happen(hall, CALL)

    assert event.ticket.number == "1001"


@pytest.mark.parametrize(
    ("calls", "seconds", "refused"),
    [(1, 19, RecallTooSoon), (1, 20, None), (2, 40, None), (3, 60, CalledEnough)],
)
def test_a_recall_needs_patience_and_has_an_end(calls, seconds, refused):
    recall = Recall(number=FIRST)
    earlier = [(20 * n / 60, recall) for n in range(1, calls)]
    hall = a_hall(CIVIL, CALL, *earlier)

    if refused:
        with pytest.raises(refused):
            decide(hall, recall, EIGHT + seconds * SECOND)
    else:
        [event] = decide(hall, recall, EIGHT + seconds * SECOND)
        assert event.ticket.calls == calls + 1
        assert event.ticket.called_at == EIGHT
        assert event.ticket.recalled_at == EIGHT + seconds * SECOND


def test_an_office_may_recall_sooner_and_oftener():
    policy = {"recall_seconds": 5, "max_calls": 5}
    recalls = [(5 * n / 60, Recall(number=FIRST)) for n in range(1, 5)]

    hall = a_hall(CIVIL, CALL, *recalls, plan=a_plan(policy=policy))

    assert hall.tickets[FIRST].calls == 5


def test_a_ticket_must_have_been_called_often_enough_to_be_missed():
    plan = a_plan(policy={"calls_before_no_show": 2})
    hall = a_hall(CIVIL, CALL, plan=plan)

    with pytest.raises(CalledTooSeldom, match="called 1 times, not 2"):
        decide(hall, MarkNoShow(number=FIRST), EIGHT + MINUTE)

    happen(hall, Recall(number=FIRST), EIGHT + MINUTE)
    [event] = happen(hall, MarkNoShow(number=FIRST), EIGHT + MINUTE)
    assert event.ticket.state is State.NO_SHOW


def a_hall_that_called_three_times(**policy):
    recalls = [(minute, Recall(number=FIRST)) for minute in (1, 2)]
    return a_hall(CIVIL, CALL, *recalls, plan=a_plan(policy=policy))


def test_an_office_may_mark_the_missed_by_itself():
    hall = a_hall_that_called_three_times(automatic_no_show=True)
    last = EIGHT + 2 * MINUTE

    assert overdue(hall, last + 20 * SECOND - 1) == []
    assert overdue(hall, last + 20 * SECOND) == [MarkNoShow(number=FIRST)]


@pytest.mark.parametrize("automatic", [True, False])
def test_nobody_is_missed_who_was_not_called_to_the_end(automatic):
    plan = a_plan(policy={"automatic_no_show": automatic})
    hall = a_hall(CIVIL, CALL, (1, Recall(number=FIRST)), plan=plan)

    assert overdue(hall, EIGHT + 60 * MINUTE) == []


def test_nobody_is_marked_missed_unless_the_office_wants_it():
    hall = a_hall_that_called_three_times()

    assert overdue(hall, EIGHT + 60 * MINUTE) == []


def test_nobody_who_came_is_marked_missed():
    hall = a_hall_that_called_three_times(automatic_no_show=True)

    happen(hall, Serve(number=FIRST), EIGHT + 2 * MINUTE)

    assert overdue(hall, EIGHT + 60 * MINUTE) == []


def calling_order(hall, service, now=EIGHT):
    return " ".join(ticket.number for ticket in order(hall, service, now))


def test_priority_can_be_given_to_somebody_who_waits():
    hall = a_hall(CIVIL, CIVIL, CIVIL)

    happen(hall, SetPriority(number="1002", priority=True))

    assert calling_order(hall, "1") == "1002 1001 1003"


def test_who_is_not_entitled_waits_as_an_ordinary_one_from_his_arrival():
    hall = a_hall(CIVIL, (1, URGENT), (2, CIVIL), (3, CIVIL))

    happen(hall, SetPriority(number="1002", priority=False), EIGHT + 4 * MINUTE)

    assert calling_order(hall, "1", EIGHT + 4 * MINUTE) == "1001 1002 1003 1004"


def test_who_was_called_and_is_not_entitled_goes_back_to_wait():
    hall = a_hall(CIVIL, (1, URGENT), (2, CIVIL), (3, CALL))

    [event] = happen(hall, SetPriority(number="1002", priority=False), EIGHT)

    ticket = event.ticket
    assert (ticket.state, ticket.counter, ticket.calls) == (State.WAITING, None, 0)
    assert calling_order(hall, "1", EIGHT + 4 * MINUTE) == "1001 1002 1003"
    assert hall.at_counter("1") is None


@pytest.mark.parametrize(("issue", "priority"), [(CIVIL, False), (URGENT, True)])
def test_who_was_called_stays_called_when_nothing_is_withdrawn(issue, priority):
    hall = a_hall(issue, CALL)

    with pytest.raises(MoveRefused):
        decide(hall, SetPriority(number=FIRST, priority=priority), EIGHT)


def test_priority_is_not_given_to_somebody_who_was_called():
    hall = a_hall(CIVIL, CALL)

    with pytest.raises(MoveRefused):
        decide(hall, SetPriority(number=FIRST, priority=True), EIGHT)


def test_a_citizen_gives_a_number_back_within_the_first_moments():
    hall = a_hall(CIVIL)

    [event] = decide(hall, CancelTicket(number=FIRST), EIGHT + 20 * SECOND)
    with pytest.raises(UndoTooLate):
        decide(hall, CancelTicket(number=FIRST), EIGHT + 20 * SECOND + 1)

    assert event.ticket.state is State.CANCELLED


def test_a_citizen_gives_a_number_back_where_he_got_it():
    hall = a_hall(IssueTicket(service="1", station="kiosk-1"))

    with pytest.raises(GivenElsewhere):
        decide(hall, CancelTicket(number="1001", station="kiosk-2"), EIGHT)

    [event] = decide(hall, CancelTicket(number="1001", station="kiosk-1"), EIGHT)
    assert event.ticket.state is State.CANCELLED
    [by_a_counter] = decide(
        hall, CancelTicket(number="1001", counter="1", station="pc-1"), EIGHT
    )
    assert by_a_counter.ticket.state is State.CANCELLED


def test_a_counter_takes_a_number_back_at_any_time():
    hall = a_hall(CIVIL)

    [event] = happen(hall, CancelTicket(number=FIRST, counter="2"), EIGHT + 90 * MINUTE)

    assert event.ticket.state is State.CANCELLED
    assert hall.waiting() == []


def test_a_number_that_was_given_back_is_not_given_again():
    hall = a_hall(CIVIL, CIVIL, CancelTicket(number="1002"))

    [event] = happen(hall, CIVIL)

    assert event.ticket.number == "1003"


@pytest.mark.parametrize("state", sorted(set(State) - AT_A_COUNTER))
def test_a_counter_is_free_of_whom_it_has_not(state):
    hall = a_hall_with(state)

    assert hall.at_counter("1") is None
