import pytest

from counter.picture import Phase
from counter.viewmodel import CounterViewModel, Happened
from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    OpenCounter,
    Serve,
    Transfer,
)
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import Action
from shared.qt.practice import PracticeLink
from shared.wire.messages import Done, Refused
from tests.counter.builders import MORNING, VI, a_hall, minutes
from tests.counter.presses import CALL, FINISH, ONE, OPEN, PAUSE, SERVE, obey, press


def test_a_closed_counter_is_opened_when_the_hub_is_there(desk):
    _, link = desk()

    assert link.asked == [OPEN]


def test_an_open_counter_is_not_opened_again(desk):
    _, link = desk(OPEN)

    assert link.asked == []


def test_a_counter_is_asked_to_open_only_once(desk):
    _, link = desk()

    link.go_offline()
    link.come_online()

    assert link.asked == [OPEN]


def test_after_midnight_the_first_press_opens_the_counter(desk, watch):
    model, link = desk(OPEN)
    tomorrow = MORNING + minutes(24 * 60)
    for event in turn_of_day(link.hall, link.hall.day.replace(day=6), tomorrow):
        link.happen(event)
    [event] = decide(link.hall, ONE, tomorrow)
    link.happen(event)

    assert model.picture.main.label == "Mở quầy"
    press(model, watch)

    assert link.asked == [OPEN]
    obey(link, OPEN, tomorrow)
    assert (model.busy, model.picture.main.label) == (False, "Gọi tiếp")


def test_a_counter_is_open_only_when_the_hall_shows_it(desk):
    model, link = desk(ONE)

    link.answer(Done(id="1", seq=1))
    assert (model.busy, model.picture.main.enabled) == (True, False)
    [event] = decide(link.hall, OPEN, MORNING)
    link.happen(event)

    assert (model.busy, model.picture.main.label) == (False, "Gọi tiếp")


def test_a_counter_that_could_not_be_opened_offers_it_again(desk, watch):
    model, link = desk(ONE)
    parts = {"counter": "1", "station": "counter-9"}

    link.answer(Refused(id="1", code="counter_taken", message="", parts=parts))

    assert model.picture.note.text == "Quầy 1 đang mở ở máy khác (counter-9)"
    press(model, watch)
    assert link.asked == [OPEN, OPEN]


def test_after_a_pause_the_main_key_opens_the_counter(desk, watch):
    model, link = desk(OPEN, ONE, PAUSE)
    assert link.asked == []

    press(model, watch)
    obey(link, OPEN)

    assert link.asked == [OPEN]
    assert model.picture.header.state == VI.state_ready


def test_a_citizen_who_was_lent_goes_back_and_the_next_is_called(desk, watch):
    lend = Transfer(number="3001", to_counter="1", come_back=True, counter="3")
    model, link = desk(
        OPEN, OpenCounter(counter="3"), IssueTicket(service="3"),
        CallNext(counter="3"), lend, CALL, Serve(number="3001", counter="1"), ONE,
    )  # fmt: skip
    press(model, watch)

    obey(link, Finish(number="3001", counter="1"))

    assert link.asked == [Finish(number="3001", counter="1"), CALL]


def test_the_main_key_goes_through_the_whole_service(desk, watch):
    model, link = desk(OPEN, ONE, ONE)

    press(model, watch)
    obey(link, CALL)
    press(model, watch)
    obey(link, SERVE)
    press(model, watch)
    obey(link, FINISH)

    assert link.asked == [CALL, SERVE, FINISH, CALL]
    obey(link, CALL)
    assert (model.picture.phase, model.picture.present.number) == (Phase.CALLED, "1002")


def test_what_happens_here_is_told_with_the_moment_of_the_press(desk, watch, qtbot):
    model, link = desk(OPEN, ONE)
    press(model, watch)

    with qtbot.waitSignal(model.happened) as told:
        obey(link, CALL)

    assert told.args == [Happened(action=Action.CALL, number="1001", pressed_at=1_000)]


def test_the_next_call_belongs_to_the_press_that_finished(desk, watch, qtbot):
    model, link = desk(OPEN, ONE, ONE, CALL, SERVE)
    press(model, watch)
    obey(link, FINISH)
    watch.now += 30

    with qtbot.waitSignal(model.happened) as told:
        obey(link, CALL)

    assert told.args == [Happened(action=Action.CALL, number="1002", pressed_at=1_000)]


def test_what_happens_at_another_counter_is_not_told(desk, qtbot):
    model, link = desk(OPEN, OpenCounter(counter="2"), ONE)
    [event] = decide(link.hall, CallNext(counter="2"), MORNING)

    with qtbot.assertNotEmitted(model.happened):
        link.happen(event)


def test_nothing_is_shown_anew_when_nothing_changed(desk, qtbot):
    model, _ = desk(OPEN, ONE)

    with qtbot.assertNotEmitted(model.picture_changed):
        model.look_at_clock()


def test_the_minutes_go_on_by_themselves(desk, clock):
    model, _ = desk(OPEN, ONE)

    clock.advance(minutes(3))
    model.look_at_clock()

    assert model.picture.waiting.rows[0].waited == "3 phút"


def test_a_machine_whose_clock_is_behind_shows_the_time_of_the_office(desk, clock):
    model, link = desk(OPEN)
    clock.advance(minutes(-10))
    [event] = decide(link.hall, ONE, MORNING)
    link.happen(event)

    clock.advance(minutes(2))
    model.look_at_clock()

    assert model.picture.waiting.rows[0].waited == "2 phút"


@pytest.mark.parametrize("before", [[OPEN], [OPEN, PAUSE]])
def test_leaving_closes_the_counter(desk, before):
    model, link = desk(*before)

    model.leave()

    assert link.asked == [CloseCounter(counter="1")]


def test_leaving_with_a_citizen_at_the_counter_changes_nothing(desk):
    model, link = desk(OPEN, ONE, CALL)

    model.leave()

    assert link.asked == []


def test_leaving_a_counter_that_does_not_exist_is_quiet(desk):
    model, link = desk(counter="12")

    model.leave()

    assert (link.asked, model.picture.phase) == ([], Phase.UNKNOWN)


def test_the_real_rules_agree_with_the_buttons(clock, watch, qtbot):
    hall = a_hall(ONE, IssueTicket(service="1", priority=True), ONE, closed=True)
    link = PracticeLink(hall, clock)
    model = CounterViewModel(link, clock, VI, counter="1", watch=watch)
    link.start()

    for _ in range(7):
        qtbot.waitUntil(lambda: not model.busy and model.picture.main.enabled)
        press(model, watch)
        clock.advance(60_000)

    qtbot.waitUntil(lambda: model.picture.phase is Phase.IDLE)
    assert model.picture.note.text == ""
    assert model.picture.header.state == VI.state_ready
