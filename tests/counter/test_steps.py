import pytest

from counter.steps import BESIDES, Extra, hindrance, main_step, refusal, work_at
from shared.domain.commands import (
    CallHelp,
    CallNext,
    CallTicket,
    CloseService,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    PauseCounter,
    Recall,
    Serve,
    Transfer,
    Undo,
    WalkIn,
)
from shared.domain.errors import QueueError
from shared.domain.events import Desk
from shared.domain.rules import decide
from shared.domain.ticket import Action
from tests.counter.builders import MORNING, PLAN
from tests.halls import a_hall, a_plan

ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
PAUSE = PauseCounter(counter="1", reason="Họp")
ALONE = {"number": "1001", "counter": "1"}
LATER = MORNING + 60_000

SITUATIONS = {
    "closed": None,
    "free": [],
    "somebody waits": [ONE],
    "called": [ONE, ONE, CALL],
    "called, the last": [ONE, CALL],
    "called thrice": [
        ONE, CALL, (0.4, Recall(**ALONE)), (0.8, Recall(**ALONE)),
    ],
    "serving": [ONE, ONE, CALL, SERVE],
    "on hold": [ONE, CALL, SERVE, Hold(**ALONE)],
    "missed": [ONE, CALL, (0.4, Recall(**ALONE)), (0.4, MarkNoShow(**ALONE))],
    "finished": [ONE, CALL, SERVE, Finish(**ALONE)],
    "pausing": [ONE, PAUSE],
    "pausing at work": [ONE, CALL, SERVE, PAUSE],
    "undone": [ONE, CALL, Undo(**ALONE)],
    "only elsewhere": [IssueTicket(service="5")],
}  # fmt: skip

# What each step asks for, as somebody else would say it than the buttons do.
WISHES = {
    Action.CALL: lambda _: CALL,
    Action.RECALL: lambda n: Recall(number=n, counter="1"),
    Action.SERVE: lambda n: Serve(number=n, counter="1"),
    Action.FINISH: lambda n: Finish(number=n, counter="1"),
    Action.HOLD: lambda n: Hold(number=n, counter="1"),
    Action.NO_SHOW: lambda n: MarkNoShow(number=n, counter="1"),
    Action.TRANSFER: lambda n: Transfer(number=n, to_counter="2", counter="1"),
    Desk.PAUSED: lambda _: PAUSE,
    Extra.WALK_IN: lambda _: WalkIn(service="1", counter="1", reason="hỏi"),
    Extra.ISSUE: lambda _: IssueTicket(service="1", counter="1"),
    Extra.HELP: lambda _: CallHelp(counter="1"),
    Extra.CALL_ANY: lambda _: CallTicket(number="1002", counter="1", reason="hẹn"),
}
PLANS = [
    a_plan(),
    a_plan(policy={"calls_before_no_show": 2}),
    a_plan(policy={"max_calls": 1}),
]


def a_desk(past, plan=PLAN):
    closed = past is None
    hall = a_hall(*(past or []), plan=plan, at=MORNING, closed=closed)
    return hall, plan.counter_by_id["1"]


@pytest.mark.parametrize("seconds", [0.1, 19, 20, 60])
@pytest.mark.parametrize("plan", PLANS, ids=["usual", "twice", "once"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_step_is_offered_exactly_when_the_rules_allow_it(situation, plan, seconds):
    past = SITUATIONS[situation]
    if past and plan.policy.max_calls < 3:
        past = [each for each in past if not isinstance(each, tuple)]
    hall, counter = a_desk(past, plan)
    now = hall.at + int(seconds * 1_000)
    here = hall.at_counter("1")
    work = work_at(hall, counter, now)

    for step, wish in WISHES.items():
        if step is Extra.CALL_ANY and "1002" not in hall.tickets:
            continue
        try:
            decide(hall, wish(here.number if here else "1001"), now)
            allowed = True
        except QueueError:
            allowed = False
        if step in (Action.SERVE, Action.RECALL) and here is None:
            assert not allowed
        assert (hindrance(work, step) is None) == allowed, step


def test_a_no_show_is_not_offered_before_it_was_called_often_enough():
    plan = a_plan(policy={"calls_before_no_show": 2})
    hall, counter = a_desk([ONE, CALL], plan)

    why_not = hindrance(work_at(hall, counter, LATER), Action.NO_SHOW)

    assert (why_not.code, why_not.parts["needed"]) == ("called_too_seldom", 2)


def test_undo_is_offered_for_as_long_as_the_rules_grant_it():
    hall, counter = a_desk([ONE, CALL])

    assert hindrance(work_at(hall, counter, MORNING + 20_000), Action.UNDO) is None
    assert hindrance(work_at(hall, counter, MORNING + 20_001), Action.UNDO)


def test_a_number_can_be_given_while_one_service_gives_some():
    plan = a_plan()
    shut = [CloseService(service=s.id, reason="mất mạng") for s in plan.services]
    some, counter = a_desk(shut[:-1], plan)
    none, _ = a_desk(shut, plan)

    assert hindrance(work_at(some, counter, MORNING), Extra.ISSUE) is None
    assert hindrance(work_at(none, counter, MORNING), Extra.ISSUE).code == (
        "service_closed"
    )


@pytest.mark.parametrize(
    ("past", "steps"),
    [
        (None, (Desk.OPEN,)),
        ([ONE], (Action.CALL,)),
        ([ONE, CALL], (Action.SERVE,)),
        ([ONE, ONE, CALL, SERVE], (Action.FINISH, Action.CALL)),
        ([ONE, CALL, SERVE], (Action.FINISH,)),
        ([ONE, PAUSE], (Desk.OPEN,)),
        ([ONE, ONE, CALL, SERVE, PAUSE], (Action.FINISH,)),
    ],
    ids=["closed", "free", "called", "serving", "the last", "pause", "pause at work"],
)
def test_the_main_button_does_the_next_step(past, steps):
    hall, counter = a_desk(past)

    work = work_at(hall, counter, LATER)

    assert main_step(work) == steps
    assert hindrance(work, steps[0]) is None


@pytest.mark.parametrize(
    ("past", "steps", "code"),
    [
        ([ONE], (Action.CALL,), None),
        ([], (Action.CALL,), "nobody_waits"),
        ([ONE, CALL], (Action.RECALL,), "recall_too_soon"),
        ([ONE, CALL], (Action.CALL,), "not_now"),
        ([ONE], (Action.FINISH,), "not_now"),
        ([ONE, CALL], (Action.FINISH,), "not_now"),
        ([], (Desk.OPEN,), "not_now"),
        ([ONE, PAUSE], (Desk.OPEN,), None),
        ([ONE, CALL], (Action.NO_SHOW,), None),
        ([ONE], (Action.UNDO,), "not_now"),
        ([ONE, CALL], (Extra.WALK_IN,), "counter_busy"),
        ([], (Extra.OTHERS,), "nobody_waits"),
    ],
)
def test_a_press_at_the_wrong_moment_is_refused_in_words(past, steps, code):
    hall, counter = a_desk(past)

    refused = refusal(work_at(hall, counter, MORNING + 1_000), steps)

    assert (refused.code if refused else None) == code


def test_every_button_besides_is_tried_with_the_rules():
    hall, counter = a_desk([ONE])

    assert set(BESIDES) <= work_at(hall, counter, MORNING).refusals.keys()


def test_trying_changes_nothing():
    hall, counter = a_desk([ONE, ONE, CALL])
    before = (hall.hash, hall.at, hall.issued, dict(hall.tickets))

    work_at(hall, counter, LATER)

    assert (hall.hash, hall.at, hall.issued, dict(hall.tickets)) == before


def test_a_counter_of_another_station_can_still_be_asked_for():
    hall, counter = a_desk([OpenCounter(counter="1", station="b")])

    assert hindrance(work_at(hall, counter, MORNING), Desk.OPEN) is None
