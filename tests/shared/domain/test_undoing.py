import pytest

from shared.domain.commands import (
    CallNext,
    CallTicket,
    CloseCounter,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    Recall,
    Resume,
    Serve,
    SetPriority,
    Transfer,
    Undo,
    WalkIn,
)
from shared.domain.errors import (
    CounterBusy,
    CounterClosed,
    NothingToUndo,
    QueueError,
    UndoTooLate,
)
from shared.domain.events import TicketChanged
from shared.domain.rules import decide
from shared.domain.ticket import UNDOABLE, Action, State
from shared.domain.times import MINUTE, SECOND
from shared.wire.session import hall_from, state_of
from tests.halls import EIGHT, a_hall, a_plan, happen

CIVIL = IssueTicket(service="1")
URGENT = IssueTicket(service="1", priority=True)
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
FINISH = Finish(number="1001", counter="1")
UNDO = Undo(number="1001", counter="1")
STEPS = {
    Action.CALL: ([], CALL),
    Action.SERVE: ([CALL], SERVE),
    Action.FINISH: ([CALL, SERVE], FINISH),
    Action.NO_SHOW: ([CALL], MarkNoShow(number="1001", counter="1")),
    Action.HOLD: ([CALL, SERVE], Hold(number="1001", counter="1")),
    Action.TRANSFER: (
        [CALL, SERVE],
        Transfer(number="1001", service="5", counter="1"),
    ),
    Action.SET_PRIORITY: (
        [CALL],
        SetPriority(number="1001", priority=False, counter="1"),
    ),
}


@pytest.mark.parametrize("action", sorted(UNDOABLE))
def test_a_step_that_was_taken_back_leaves_the_ticket_as_it_was(action):
    before, step = STEPS[action]
    hall = a_hall(URGENT, *before)
    was, calls = hall.tickets["1001"], list(hall.calls)
    happen(hall, step, EIGHT + SECOND)

    [event] = happen(hall, UNDO, EIGHT + 2 * SECOND)

    assert (event.action, event.details.undone) == (Action.UNDO, action)
    assert hall.tickets["1001"] == was
    assert list(hall.calls) == calls


@pytest.mark.parametrize(("seconds", "refused"), [(20, False), (20.001, True)])
def test_a_step_can_be_taken_back_in_the_first_moments(seconds, refused):
    hall = a_hall(CIVIL, CALL)
    at = EIGHT + int(seconds * SECOND)

    if refused:
        with pytest.raises(UndoTooLate, match="taken back for 20 s"):
            decide(hall, UNDO, at)
    else:
        assert decide(hall, UNDO, at)


def test_an_office_may_take_nothing_back():
    plan = a_plan(policy={"clerk_undo_seconds": 0})
    hall = a_hall(CIVIL, CALL, plan=plan)

    with pytest.raises(UndoTooLate):
        decide(hall, UNDO, EIGHT + 1)


def test_two_steps_of_one_press_are_taken_back_one_after_the_other():
    hall = a_hall(CIVIL, CIVIL, CALL, SERVE, FINISH, CALL)

    happen(hall, Undo(number="1002", counter="1"))
    happen(hall, UNDO)

    assert hall.at_counter("1").state is State.SERVING
    assert [t.number for t in hall.waiting()] == ["1002"]


def test_whoever_calls_again_after_a_wrong_press_calls_the_same_citizen():
    policy = {"priority_ratio": "1:1"}
    hall = a_hall(CIVIL, URGENT, URGENT, CALL, plan=a_plan(policy=policy))
    assert hall.at_counter("1").number == "1002"

    happen(hall, Undo(number="1002", counter="1"))

    [event] = happen(hall, CALL)
    assert event.ticket.number == "1002"


def test_the_calls_of_another_counter_still_count_after_an_undo():
    policy = {"priority_ratio": "2:1"}
    third = CallTicket(number="1004", counter="2", reason="có hẹn")
    hall = a_hall(
        CIVIL, URGENT, URGENT, URGENT, CALL, third, plan=a_plan(policy=policy)
    )

    happen(hall, Undo(number="1002", counter="1"))

    assert hall.priority_run("1") == 1


def test_a_station_that_came_later_takes_a_call_back_the_same_way():
    hall = a_hall(CIVIL, URGENT, URGENT, CALL, MarkNoShow(number="1002"))
    again = hall_from(state_of(hall))
    for command in (CALL, Undo(number="1003", counter="1")):
        for event in happen(hall, command):
            again.apply(event)

    assert again.priority_run("1") == hall.priority_run("1") == 1


def test_work_that_goes_on_after_all_does_not_count_as_finished():
    hall = a_hall(CIVIL, CALL, SERVE, (6, FINISH))
    assert (hall.tally.work["1"].count, hall.tally.desk("1").served) == (1, 1)

    happen(hall, UNDO, EIGHT + 6 * MINUTE + SECOND)

    assert (hall.tally.work["1"].count, hall.tally.desk("1").served) == (0, 0)
    assert hall.tally.desk("1").minutes == pytest.approx(0)


@pytest.mark.parametrize(
    ("past", "undo", "error"),
    [
        ([], UNDO, NothingToUndo),
        ([CALL], Undo(number="1002", counter="1"), NothingToUndo),
        ([CALL], Undo(number="1001", counter="2"), NothingToUndo),
        ([CALL, UNDO], UNDO, NothingToUndo),
        ([CALL, SERVE, FINISH, CALL], UNDO, NothingToUndo),
        (
            [CALL, MarkNoShow(number="1001"), Resume(number="1001")],
            UNDO,
            NothingToUndo,
        ),
        ([CALL, SERVE, FINISH, CloseCounter(counter="1")], UNDO, CounterClosed),
    ],
)
def test_nothing_is_taken_back_that_no_longer_stands(past, undo, error):
    hall = a_hall(CIVIL, CIVIL, *past)

    with pytest.raises(error):
        decide(hall, undo, EIGHT)


def test_a_second_call_that_everybody_has_heard_is_not_taken_back():
    hall = a_hall(CIVIL, CALL, (1, Recall(number="1001")))

    with pytest.raises(NothingToUndo):
        decide(hall, UNDO, EIGHT + MINUTE)


def test_a_ticket_that_another_counter_has_called_meanwhile_stays_there():
    send = Transfer(number="1001", service="5", counter="1")
    hall = a_hall(CIVIL, CALL, send, CallNext(counter="5"))

    with pytest.raises(NothingToUndo):
        decide(hall, UNDO, EIGHT)


def test_a_counter_never_gets_two_tickets_by_taking_back():
    hall = a_hall(CIVIL, CIVIL, CALL, SERVE, FINISH)
    happen(hall, CALL)
    assert hall.at_counter("1").number == "1002"

    with pytest.raises(QueueError):
        decide(hall, UNDO, EIGHT)
    hall.deeds._deeds["1"].pop()  # as a hall that has not seen the call
    with pytest.raises(CounterBusy):
        decide(hall, UNDO, EIGHT)


WALK_IN = WalkIn(service="1", counter="1", reason="xin một chữ ký")


def test_whoever_stands_at_the_desk_is_given_a_number_and_called_at_once():
    hall = a_hall(CIVIL)

    issued, called = happen(hall, WALK_IN)

    assert (issued.action, called.action) == (Action.ISSUE, Action.CALL)
    assert all(isinstance(event, TicketChanged) for event in (issued, called))
    assert (called.ticket.number, called.ticket.counter) == ("1002", "1")
    assert called.reason == "xin một chữ ký"


@pytest.mark.parametrize(
    ("past", "walk_in"),
    [
        ([CIVIL, CALL], WALK_IN),
        ([CloseCounter(counter="1")], WALK_IN),
        ([], WalkIn(service="1", counter="1", reason=" ")),
        ([], WalkIn(service="8", counter="1", reason="có hẹn")),
        ([], WalkIn(service="1", counter="77", reason="có hẹn")),
    ],
    ids=["busy", "closed", "no reason", "no service", "no counter"],
)
def test_a_walk_in_is_never_half_done(past, walk_in):
    hall = a_hall(*past)
    issued = hall.issued

    with pytest.raises(QueueError):
        decide(hall, walk_in, EIGHT)

    assert hall.issued == issued
