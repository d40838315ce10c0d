from counter.picture import Phase
from shared.domain.commands import (
    CallNext,
    IssueTicket,
    OpenCounter,
    Recall,
    Undo,
)
from shared.domain.events import Desk
from shared.domain.rules import decide
from shared.domain.ticket import Action
from shared.wire.messages import Done, Refused
from tests.counter.builders import MORNING
from tests.counter.presses import CALL, FINISH, ONE, OPEN, PAUSE, SERVE, obey, press


def test_a_press_waits_for_its_event_although_the_hub_has_agreed(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)
    [event] = decide(link.hall, CALL, MORNING)

    link.answer(Done(id="1", seq=1, ticket=event.ticket))

    assert (model.busy, model.picture.main.enabled) == (True, False)
    link.happen(event)
    assert (model.busy, model.picture.main.label) == (False, "Bắt đầu")


def test_a_press_while_another_is_on_its_way_is_not_asked(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)

    press(model, watch)

    assert link.asked == [CALL]


def test_the_second_half_of_a_double_press_does_not_do_the_next_step(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)
    obey(link, CALL)

    watch.now += 150
    model.press(model.picture.main.steps)

    assert link.asked == [CALL]


def test_a_press_the_hub_never_heard_of_is_kept_until_it_is_back(desk, watch):
    model, link = desk(ONE)
    obey(link, OPEN)
    press(model, watch)

    link.go_offline()
    assert "đang chờ máy chủ" in model.picture.note.text
    link.come_online()
    obey(link, CALL)

    assert (link.asked, link.forgotten) == ([OPEN, CALL], [])
    assert model.picture.present.number == "1001"


def test_an_answer_whose_event_was_in_the_snapshot_ends_the_press(desk, watch):
    model, link = desk(OPEN, ONE, CALL)
    obey(link, SERVE)
    press(model, watch)
    [event] = decide(link.hall, FINISH, MORNING)
    link.go_offline()
    link.hall.tickets.pop("1001")
    link.hall._at_counter.clear()
    link.come_online()

    link.answer(Done(id="1", seq=9, ticket=event.ticket))

    assert (model.busy, model.picture.phase) == (False, Phase.IDLE)


def test_an_event_that_never_comes_does_not_lock_the_counter(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)
    [event] = decide(link.hall, CALL, MORNING)
    link.answer(Done(id="1", seq=1, ticket=event.ticket))

    watch.now += 3_000
    model.look_at_clock()

    assert not model.busy


def test_a_slow_hub_is_said_to_be_slow(desk, watch):
    model, _ = desk(OPEN, ONE)
    press(model, watch)

    watch.now += 900
    model.look_at_clock()

    assert model.picture.note.text == "Đã ghi nhận: Gọi tiếp – đang chờ máy chủ…"


def test_a_refusal_is_shown_and_told(desk, watch, qtbot):
    model, link = desk(OPEN, ONE)
    press(model, watch)

    with qtbot.waitSignal(model.refused):
        link.answer(Refused(id="1", code="nobody_waits", message=""))

    assert model.picture.note.text == "Chưa có công dân chờ"
    assert model.picture.main.enabled


def test_a_refusal_goes_when_the_state_changes(desk, watch):
    model, link = desk(OPEN, OpenCounter(counter="2"), ONE)
    press(model, watch)
    link.answer(Refused(id="1", code="nobody_waits", message=""))
    [event] = decide(link.hall, CallNext(counter="2"), MORNING)

    link.happen(event)

    assert model.picture.note.text == ""


def test_a_refused_finish_calls_nobody(desk, watch):
    model, link = desk(OPEN, ONE, ONE, CALL, SERVE)
    press(model, watch)

    link.answer(Refused(id="1", code="move_refused", message="", parts={"number": "1"}))

    assert link.asked == [FINISH]
    assert not model.busy


def test_a_recall_too_soon_is_refused_on_the_spot(desk, watch, clock):
    model, link = desk(OPEN, ONE, CALL)

    press(model, watch, Action.RECALL)

    assert link.asked == []
    assert "vừa được gọi" in model.picture.note.text
    clock.advance(20_000)
    model.look_at_clock()
    assert model.picture.note.text == ""


def test_a_recall_in_time_is_asked(desk, watch, clock):
    model, link = desk(OPEN, ONE, CALL)
    clock.advance(20_000)

    press(model, watch, Action.RECALL)

    assert link.asked == [Recall(number="1001", counter="1")]


def test_a_wrong_press_is_taken_back(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)
    obey(link, CALL)
    press(model, watch, Action.UNDO)

    obey(link, Undo(number="1001", counter="1"))

    assert link.asked == [CALL, Undo(number="1001", counter="1")]
    assert (model.picture.phase, model.busy) == (Phase.IDLE, False)


def test_who_knows_the_keys_by_heart_is_not_taken_for_a_double_press(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch, Desk.PAUSED)

    watch.now += 120
    model.choose(0)

    assert link.asked == [PAUSE]


def test_a_long_line_is_shown_whole_soon_after_a_press(desk, watch, qtbot):
    model, link = desk(OPEN, *[ONE] * 80)
    press(model, watch)
    obey(link, CALL)

    late = IssueTicket(service="1", priority=True)
    [event] = decide(link.hall, late, MORNING)
    link.happen(event)

    qtbot.waitUntil(lambda: len(model.picture.waiting.rows) == 80)
    numbers = [row.number for row in model.picture.waiting.rows]
    assert numbers[0] == "1081"
    assert numbers[1:] == [str(number) for number in range(1002, 1081)]
