import pytest

from counter.steps import (
    BESIDES,
    USUAL,
    AtWork,
    Hindrance,
    hindrance,
    main_step,
    recall_seconds,
    refusal,
)
from shared.domain.events import Desk
from shared.domain.policy import Policy
from shared.domain.ticket import AT_A_COUNTER, MOVES, Action, State, Ticket

NOW = 1_000_000


def a_ticket(state=State.CALLED, *, calls=1, called_at=NOW, recalled_at=None):
    return Ticket(
        number="1001",
        service="1",
        state=state,
        issued_at=0,
        queued_at=0,
        order=1,
        counter="1",
        calls=calls,
        called_at=called_at,
        recalled_at=recalled_at,
    )


def a_desk(ticket=None, *, somebody_waits=True, now=NOW, desk=Desk.OPEN):
    return AtWork(
        desk=desk,
        ticket=ticket,
        somebody_waits=somebody_waits,
        policy=Policy(),
        now=now,
    )


@pytest.mark.parametrize("state", sorted(AT_A_COUNTER))
@pytest.mark.parametrize("action", [a for a in Action if a is not Action.CALL])
def test_exactly_the_moves_of_a_ticket_are_offered(state, action):
    work = a_desk(a_ticket(state), now=NOW + 60_000)

    assert (hindrance(work, action) is None) == ((state, action) in MOVES)


@pytest.mark.parametrize("state", sorted(AT_A_COUNTER))
def test_the_usual_next_step_is_a_move(state):
    assert (state, USUAL[state][0]) in MOVES


@pytest.mark.parametrize("action", BESIDES)
def test_nothing_is_offered_besides_while_nobody_is_at_the_counter(action):
    assert hindrance(a_desk(), action) is Hindrance.NO_MOVE


def test_a_free_counter_calls():
    assert main_step(a_desk()) == (Action.CALL,)


def test_nobody_can_be_called_where_nobody_waits():
    work = a_desk(somebody_waits=False)

    assert hindrance(work, Action.CALL) is Hindrance.NOBODY_WAITS


def test_after_the_work_the_next_one_is_called():
    assert main_step(a_desk(a_ticket(State.SERVING))) == (Action.FINISH, Action.CALL)


def test_the_last_one_is_only_finished():
    work = a_desk(a_ticket(State.SERVING), somebody_waits=False)

    assert main_step(work) == (Action.FINISH,)


@pytest.mark.parametrize("desk", [Desk.CLOSED, Desk.PAUSED])
def test_a_counter_that_is_not_open_is_opened_and_calls_nobody(desk):
    work = a_desk(desk=desk)

    assert main_step(work) == (Desk.OPEN,)
    assert hindrance(work, Desk.OPEN) is None
    assert hindrance(work, Action.CALL) is Hindrance.NO_MOVE


def test_in_a_pause_the_work_is_finished_and_nobody_called():
    work = a_desk(a_ticket(State.SERVING), desk=Desk.PAUSED)

    assert main_step(work) == (Action.FINISH,)


def test_a_recall_waits_for_its_seconds():
    work = a_desk(a_ticket(), now=NOW + 7_500)

    assert hindrance(work, Action.RECALL) is Hindrance.TOO_SOON
    assert recall_seconds(work, a_ticket()) == 13


def test_the_seconds_count_from_the_last_call():
    ticket = a_ticket(calls=2, recalled_at=NOW + 20_000)

    assert recall_seconds(a_desk(ticket, now=NOW + 25_000), ticket) == 15


def test_a_ticket_is_not_called_a_fourth_time():
    work = a_desk(a_ticket(calls=3), now=NOW + 60_000)

    assert hindrance(work, Action.RECALL) is Hindrance.CALLED_ENOUGH


@pytest.mark.parametrize(
    ("work", "steps", "code"),
    [
        (a_desk(), (Action.CALL,), None),
        (a_desk(somebody_waits=False), (Action.CALL,), "nobody_waits"),
        (a_desk(a_ticket()), (Action.RECALL,), "recall_too_soon"),
        (a_desk(a_ticket(calls=3)), (Action.RECALL,), "called_enough"),
        (a_desk(a_ticket()), (Action.CALL,), "not_now"),
        (a_desk(), (Action.FINISH,), "not_now"),
        (a_desk(), (Desk.OPEN,), "not_now"),
        (a_desk(desk=Desk.PAUSED), (Action.CALL,), "not_now"),
        (a_desk(desk=Desk.PAUSED), (Desk.OPEN,), None),
        (a_desk(a_ticket()), (Action.NO_SHOW,), None),
    ],
)
def test_a_press_at_the_wrong_moment_is_refused_in_words(work, steps, code):
    refused = refusal(work, steps)

    assert (refused.code if refused else None) == code
