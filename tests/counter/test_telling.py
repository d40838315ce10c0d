from dataclasses import replace

import pytest

from counter.viewmodel import CounterViewModel
from shared.domain.commands import (
    CallHelp,
    CallNext,
    Finish,
    IssueTicket,
    OpenCounter,
    PauseCounter,
    Rate,
    Serve,
    Transfer,
)
from shared.domain.rules import decide
from shared.domain.ticket import Action
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Notice, Report, StationNow
from tests import halls
from tests.counter.builders import MORNING, PLAN, VI, a_hall, minutes
from tests.counter.presses import CALL, FINISH, ONE, OPEN, SERVE, obey, press


def test_a_kiosk_without_paper_is_shown_as_soon_as_the_hub_tells(desk):
    model, link = desk()
    report = Report(printer="paper_out", unprinted=("1007",))
    kiosk = StationNow(station="kiosk-1", role="kiosk", here=True, report=report)

    link.tell_of(kiosk)

    assert "1007" in model.picture.machines.text


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
