from counter.panel import Kind
from counter.steps import Extra
from counter.viewmodel import CounterViewModel
from shared.domain.commands import (
    OpenCounter,
)
from shared.domain.events import Desk
from shared.domain.rules import decide
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Done
from tests.counter.builders import MORNING, VI, a_hall
from tests.counter.presses import CALL, ONE, OPEN, PAUSE, SERVE, obey, press


def test_a_question_comes_before_the_wish_and_its_answer_after(desk, watch):
    model, link = desk(OPEN, ONE)

    press(model, watch, Desk.PAUSED)
    assert (model.picture.panel.kind, link.asked) == (Kind.PAUSE, [])
    watch.now += 1_000
    model.choose(0)

    assert link.asked == [PAUSE]
    assert model.picture.panel is None
    obey(link, PAUSE)
    assert (model.busy, model.picture.header.state) == (False, "Tạm ngưng")


def test_enter_pressed_twice_does_not_answer_the_next_question_too(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch, Extra.CALL_ANY)
    watch.now += 1_000
    model.choose(0)

    watch.now += 100
    model.choose(0)

    assert (model.picture.panel.kind, link.asked) == (Kind.CALL_REASON, [])


def test_an_answer_that_the_rules_refuse_is_not_sent(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch, Desk.PAUSED)
    model.type("gọi 0901234567")

    watch.now += 1_000
    model.choose(0)

    assert link.asked == []
    assert "từ 9 chữ số" in model.picture.panel.warning


def test_another_press_leaves_the_question(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch, Desk.PAUSED)

    press(model, watch)

    assert (model.picture.panel, link.asked) == (None, [CALL])


def test_the_list_is_walked_and_searched_with_the_keys(desk, watch):
    model, _ = desk(OPEN, ONE, ONE, ONE)
    press(model, watch, Extra.CALL_ANY)

    model.move(2)
    assert model.picture.panel.cursor == 2
    model.type("02")

    panel = model.picture.panel
    assert ([row.label for row in panel.rows], panel.cursor) == (["1002"], 0)
    model.go_back()
    assert model.picture.panel is None


def test_a_walk_in_shows_once_it_has_both_its_number_and_its_call(desk, watch):
    model, link = desk(OPEN, OpenCounter(counter="3"), counter="3")
    press(model, watch, Extra.WALK_IN)
    watch.now += 1_000
    model.choose(0)
    [wish] = link.asked[-1:]
    issued, called = decide(link.hall, wish, MORNING)

    link.answer(Done(id=str(len(link.asked)), seq=2, ticket=called.ticket))
    assert model.busy
    link.happen(issued)
    assert model.busy
    link.happen(called)

    assert (model.busy, model.picture.present.number) == (False, "3001")


def test_enter_pressed_twice_does_not_end_a_work_that_asks_what_was_done(clock, watch):
    link = ScriptedLink(a_hall(ONE, CALL, SERVE))
    done = {"1": ("Khai sinh",)}
    model = CounterViewModel(link, clock, VI, counter="1", watch=watch, procedures=done)
    link.come_online()
    press(model, watch)

    watch.now += 120
    model.choose(0)

    assert (model.picture.panel.kind, link.asked) == (Kind.DEALT, [])
