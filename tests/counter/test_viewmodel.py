from dataclasses import replace

import pytest

from counter.citizen import Show
from counter.panel import Kind
from counter.picture import Phase
from counter.steps import Extra
from counter.viewmodel import CounterViewModel, Happened
from shared.clock import ManualClock
from shared.domain.commands import (
    CallHelp,
    CallNext,
    CloseCounter,
    Finish,
    IssueTicket,
    OpenCounter,
    PauseCounter,
    Rate,
    Recall,
    Serve,
    Transfer,
    Undo,
)
from shared.domain.events import Desk
from shared.domain.rules import decide, turn_of_day
from shared.domain.ticket import Action
from shared.qt.practice import PracticeLink
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Done, Notice, Refused, Report, StationNow
from tests import halls
from tests.counter.builders import MORNING, PLAN, VI, a_hall, minutes

OPEN = OpenCounter(counter="1")
PAUSE = PauseCounter(counter="1", reason="Họp")
ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
FINISH = Finish(number="1001", counter="1")


class Watch:
    """A stopwatch that a test moves; each press is a second after the last."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def clock():
    return ManualClock(MORNING)


@pytest.fixture
def desk(clock, watch, qapp):
    """Return a builder: a view-model over a hall in which *commands* happened.

    Nobody has opened a counter there but by a command.
    """

    def build(*commands, counter="1", online=True):
        link = ScriptedLink(a_hall(*commands, closed=True))
        model = CounterViewModel(link, clock, VI, counter=counter, watch=watch)
        if online:
            link.come_online()
        return model, link

    return build


def obey(link, command, at=MORNING):
    """Let the hub obey *command*: the answer first, as the hub does it."""
    [event] = decide(link.hall, command, at)
    id_ = str(len(link.asked))
    link.answer(Done(id=id_, seq=1, ticket=getattr(event, "ticket", None)))
    link.happen(event)
    return event


def press(model, watch, *steps):
    watch.now += 1_000
    model.press(steps or model.picture.main.steps)


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


def test_a_kiosk_without_paper_is_shown_as_soon_as_the_hub_tells(desk):
    model, link = desk()
    report = Report(printer="paper_out", unprinted=("1007",))
    kiosk = StationNow(station="kiosk-1", role="kiosk", here=True, report=report)

    link.tell_of(kiosk)

    assert "1007" in model.picture.machines.text


def test_a_wrong_press_is_taken_back(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch)
    obey(link, CALL)
    press(model, watch, Action.UNDO)

    obey(link, Undo(number="1001", counter="1"))

    assert link.asked == [CALL, Undo(number="1001", counter="1")]
    assert (model.picture.phase, model.busy) == (Phase.IDLE, False)


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


def test_who_was_called_is_explained_to_whoever_asks(desk, watch):
    model, link = desk(OPEN, ONE, IssueTicket(service="1", priority=True))
    press(model, watch)
    obey(link, CALL)

    assert model.picture.present.why == (
        "Vì sao số này? Số 1002: số ưu tiên được gọi trước."
    )
    assert "Số 1001: đến trước" in model.picture.waiting.why


def test_a_note_from_the_desk_before_stands_beside_the_number(desk):
    send = Transfer(number="3001", to_counter="1", note="thiếu bản sao", counter="3")
    model, _ = desk(
        OPEN, OpenCounter(counter="3"), IssueTicket(service="3"),
        CallNext(counter="3"), send, CALL,
    )  # fmt: skip

    assert model.picture.present.why == "Quầy trước nhắn: thiếu bản sao"


def test_everybody_sees_who_pauses_and_who_calls_for_help(desk):
    model, _ = desk(
        OPEN, OpenCounter(counter="2"), PauseCounter(counter="2", reason="Họp"),
        CallHelp(counter="3"),
    )  # fmt: skip

    assert model.picture.colleagues.text.splitlines() == [
        "QUẦY 3 GỌI HỖ TRỢ (F12 để nhận)",
        "Quầy 2 tạm ngưng: Họp",
    ]


def test_the_days_own_figures_are_those_of_this_counter(desk, clock, watch):
    model, link = desk(OPEN, ONE, ONE, CALL, SERVE)
    clock.advance(minutes(8))
    press(model, watch, Action.FINISH)

    obey(link, FINISH, MORNING + minutes(8))

    assert model.picture.today == "Hôm nay: 1 lượt  ·  trung bình 8 phút  ·  đang chờ 1"


def test_ratings_are_told_as_a_total_and_not_before_there_are_five(desk):
    model, link = desk(OPEN)
    for number in range(1001, 1006):
        told = model.picture.today
        for command in (
            ONE, CALL, Serve(number=str(number), counter="1"),
            Finish(number=str(number), counter="1"),
            Rate(number=str(number), level=4, counter="1"),
        ):  # fmt: skip
            for event in decide(link.hall, command, MORNING):
                link.happen(event)
        assert "đánh giá" not in told

    assert "đánh giá 4,0/5 (5 lượt)" in model.picture.today


def test_a_no_show_that_the_rules_refuse_is_not_offered(clock, watch, qapp):
    plan = replace(PLAN, policy=replace(PLAN.policy, calls_before_no_show=2))
    hall = halls.a_hall(ONE, CALL, plan=plan, at=MORNING)
    link = ScriptedLink(hall)
    model = CounterViewModel(link, clock, VI, counter="1", watch=watch)
    link.come_online()
    [no_show] = [b for b in model.picture.besides if b.steps == (Action.NO_SHOW,)]

    assert (no_show.enabled, no_show.note) == (False, "gọi thêm 1 lần")


def test_a_counter_that_may_not_come_in_says_so_in_words(clock, watch, qapp):
    link = ScriptedLink(a_hall(closed=True))
    words = {"token_revoked": "mã đã bị thu hồi"}
    model = CounterViewModel(link, clock, VI, counter="1", barring=words, watch=watch)
    before = model.picture.present
    link.go_offline(barred="token_revoked")
    barred = model.picture.present
    link.come_online()
    obey(link, OPEN)
    link.go_offline(barred="token_revoked")

    assert before.message == VI.connecting_title
    assert (barred.message, barred.detail) == (VI.barred_title, "mã đã bị thu hồi")
    assert model.picture.note.text == "mã đã bị thu hồi"


def test_a_clerk_is_told_what_is_wrong_at_the_hub(desk):
    model, link = desk()

    link.tell_notices(Notice(code="backup_failed", at=MORNING))
    told = model.picture.machines.text
    link.tell_notices()

    assert "sao lưu" in told
    assert model.picture.machines.text == ""


@pytest.mark.parametrize(
    ("excuse", "word"), [("disk_full", "Ổ đĩa"), ("clock", "Đồng hồ"), ("", "dữ liệu")]
)
def test_a_clerk_is_told_what_the_hub_waits_for(desk, excuse, word):
    model, link = desk()

    link.go_offline(hub_waits=True, excuse=excuse)

    assert word in model.picture.present.detail


@pytest.fixture
def asking(clock, watch, qapp):
    """Return a counter whose citizen is asked for a minute, and its link."""
    link = ScriptedLink(a_hall(ONE, ONE, CALL, SERVE))
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, rating_seconds=60
    )
    link.come_online()
    return model, link


def finish(model, watch, link):
    press(model, watch, Action.FINISH)
    obey(link, FINISH)


def test_the_citizens_answer_goes_to_the_hub_once(asking, watch):
    model, link = asking
    finish(model, watch, link)

    model.reception.rate(4)
    model.reception.rate(1)

    rates = [each for each in link.asked if isinstance(each, Rate)]
    assert rates == [Rate(number="1001", level=4, counter="1")]
    assert model.reception.picture.show is Show.THANKS


def test_who_does_not_answer_in_a_minute_is_not_asked_any_more(asking, watch, clock):
    model, link = asking
    finish(model, watch, link)
    assert model.reception.picture.show is Show.RATING

    clock.advance(60_000)
    model.look_at_clock()
    model.reception.rate(4)

    assert model.reception.picture.show is Show.FREE
    assert not [each for each in link.asked if isinstance(each, Rate)]


def test_when_the_next_work_begins_the_last_citizen_has_gone(asking, watch):
    model, link = asking
    finish(model, watch, link)
    press(model, watch)
    obey(link, CALL)
    assert model.reception.picture.next_call == "Mời công dân có số 1002"

    press(model, watch)
    obey(link, Serve(number="1002", counter="1"))

    assert model.reception.picture.show is Show.SERVING


def test_a_question_to_the_citizen_does_not_hold_the_clerk_up(asking, watch):
    model, link = asking
    finish(model, watch, link)

    model.reception.rate(5)

    assert not model.busy
    assert model.picture.main.enabled


def test_an_office_without_a_second_screen_asks_nobody(desk, watch):
    model, link = desk(OPEN, ONE, CALL, SERVE)

    finish(model, watch, link)

    assert model.reception.picture.show is Show.FREE


@pytest.fixture
def giving(desk, watch):
    """Return a counter that has asked for a number, to be printed at the kiosk."""
    model, link = desk(OPEN)
    report = Report(printer="ready")
    kiosk = StationNow(station="kiosk-1", role="kiosk", here=True, report=report)
    link.tell_of(kiosk)
    press(model, watch, Extra.ISSUE)
    watch.now += 1_000
    model.choose(0)
    watch.now += 1_000
    model.choose(1)
    [issue] = [each for each in link.asked if isinstance(each, IssueTicket)]
    assert issue == IssueTicket(service="1", priority=True, counter="1")
    return model, link


def give(link):
    [event] = decide(link.hall, link.asked[-1], MORNING)
    done = Done(
        id=link.ids[-1], seq=1, ticket=event.ticket, ahead=0, wait_minutes=(0, 5),
        token="C590",
    )  # fmt: skip
    link.answer(done)
    link.happen(event)


def test_a_number_given_at_the_desk_is_printed_at_the_kiosk(giving):
    model, link = giving

    give(link)

    [wish] = link.prints
    assert (wish.number, wish.station, wish.token) == ("1001", "kiosk-1", "C590")
    assert (wish.ahead, wish.wait_minutes) == (0, (0, 5))
    assert model.picture.note.text == "Đã cấp số 1001, đang in tại máy kiosk-1."
    assert not model.busy


def test_a_kiosk_that_has_gone_meanwhile_is_told_of(giving):
    model, link = giving
    give(link)
    [wish] = link.prints

    parts = {"station": "kiosk-1"}
    link.answer(Refused(id=wish.id, code="station_away", message="", parts=parts))

    assert model.picture.note.text == (
        "Máy kiosk-1 đang mất kết nối, chưa in được phiếu"
    )


def test_a_number_that_is_not_given_is_not_printed(giving):
    model, link = giving

    refused = Refused(id=link.ids[-1], code="unknown_service", message="")
    link.answer(refused)

    assert link.prints == []
    assert model.picture.note.warning


def test_somebody_who_waits_too_long_rings_and_is_shown(clock, watch, qtbot):
    link = ScriptedLink(a_hall(ONE))
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, alarm_minutes=30
    )
    link.come_online()
    assert model.picture.alarm == ""

    clock.advance(minutes(30))
    with qtbot.waitSignal(model.alarmed):
        model.look_at_clock()

    assert model.picture.alarm == "Số 1001 đã chờ 30 phút"


def test_what_is_old_rings_for_nobody(clock, watch, qtbot):
    link = ScriptedLink(a_hall(ONE))
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, alarm_minutes=30
    )
    link.come_online()
    link.go_offline()
    clock.advance(minutes(30))

    with qtbot.assertNotEmitted(model.alarmed):
        model.look_at_clock()

    assert model.picture.alarm == ""


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


def test_who_knows_the_keys_by_heart_is_not_taken_for_a_double_press(desk, watch):
    model, link = desk(OPEN, ONE)
    press(model, watch, Desk.PAUSED)

    watch.now += 120
    model.choose(0)

    assert link.asked == [PAUSE]


def test_enter_pressed_twice_does_not_end_a_work_that_asks_what_was_done(clock, watch):
    link = ScriptedLink(a_hall(ONE, CALL, SERVE))
    done = {"1": ("Khai sinh",)}
    model = CounterViewModel(link, clock, VI, counter="1", watch=watch, procedures=done)
    link.come_online()
    press(model, watch)

    watch.now += 120
    model.choose(0)

    assert (model.picture.panel.kind, link.asked) == (Kind.DEALT, [])


def test_why_one_was_called_is_not_told_of_another(desk, watch):
    model, link = desk(OPEN, ONE, ONE)
    press(model, watch)
    obey(link, CALL)
    link.go_offline()
    for command in (SERVE, FINISH, CALL):
        for event in decide(link.hall, command, MORNING):
            link.hall.apply(event)

    link.come_online()

    assert (model.picture.present.number, model.picture.present.why) == ("1002", "")


def test_a_number_given_at_the_desk_is_printed_there(clock, watch, qtbot):
    link = ScriptedLink(a_hall())
    model = CounterViewModel(
        link, clock, VI, counter="1", watch=watch, desk_printer=True
    )
    link.come_online()
    press(model, watch, Extra.ISSUE)
    for _ in range(2):
        watch.now += 1_000
        model.choose(0)

    with qtbot.waitSignal(model.slip_wanted) as wanted:
        give(link)

    id_, number = wanted.args
    assert (id_, number.ticket.number, number.token) == (link.ids[-1], "1001", "C590")
    assert link.prints == []
    model.slip_told("1001", "paper_out")
    assert "Chưa in được phiếu 1001: hết giấy" in model.picture.note.text
    model.slip_told("1001", "ready")
    assert model.picture.note.text == "Đã cấp số 1001, đang in tại quầy."
