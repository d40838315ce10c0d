import pytest

from counter.picture import Phase
from shared.domain.commands import (
    CallNext,
    IssueTicket,
    OpenCounter,
    PauseCounter,
    Recall,
    Serve,
    Transfer,
)
from shared.domain.events import Desk
from shared.domain.ticket import Action
from shared.wire.messages import Refused
from tests.counter.builders import MORNING, VI, a_hall, a_picture, minutes

ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
PAUSE = PauseCounter(counter="1", reason="Họp")


def besides(picture, action):
    return next(b for b in picture.besides if b.steps == (action,))


def test_without_a_hub_the_screen_says_that_it_connects():
    picture = a_picture(None, online=False)

    assert picture.phase is Phase.CONNECTING
    assert picture.present.message == VI.connecting_title
    assert not picture.main.enabled


def test_a_counter_the_office_does_not_have_is_said_in_words():
    picture = a_picture(a_hall(), counter="12")

    assert picture.phase is Phase.UNKNOWN
    assert "12" in picture.present.message
    assert not picture.main.enabled


def test_an_open_counter_is_ready():
    picture = a_picture(a_hall(OpenCounter(counter="1")))

    assert (picture.phase, picture.header.state) == (Phase.IDLE, VI.state_ready)
    assert picture.header.title == "Quầy 1 · Hộ tịch"


def test_a_counter_of_a_new_day_is_closed():
    assert a_picture(a_hall(closed=True)).header.state == VI.state_closed


@pytest.mark.parametrize("before", [[], [OpenCounter(counter="1"), PAUSE]])
def test_a_counter_that_is_not_open_offers_to_open_it(before):
    main = a_picture(a_hall(*before, ONE, closed=True)).main

    assert (main.enabled, main.label, main.steps) == (True, "Mở quầy", (Desk.OPEN,))


def test_a_pause_is_said_with_its_reason():
    picture = a_picture(a_hall(ONE, PAUSE))

    assert picture.header.state == "Tạm ngưng"
    assert (picture.present.head, picture.present.detail) == ("TẠM NGƯNG", "Họp")


def test_in_a_pause_the_work_at_the_counter_goes_on():
    picture = a_picture(a_hall(ONE, ONE, CALL, SERVE, PAUSE))

    assert (picture.header.state, picture.present.head) == (
        "Tạm ngưng",
        "ĐANG PHỤC VỤ",
    )
    assert (picture.main.enabled, picture.main.label) == (True, "Hoàn tất")


def test_where_nobody_waits_nobody_can_be_called():
    picture = a_picture(a_hall())

    assert picture.present.message == "Chưa có công dân chờ"
    assert not picture.main.enabled


def test_where_somebody_waits_the_main_button_calls():
    main = a_picture(a_hall(ONE)).main

    assert (main.enabled, main.label, main.note) == (True, "Gọi tiếp", "")


def test_a_called_ticket_shows_what_the_clerk_must_know():
    hall = a_hall(ONE, CALL, every=minutes(9))

    picture = a_picture(hall, now=MORNING + minutes(9) + 12_000)

    assert picture.present.number == "1001"
    assert picture.present.detail == "Hộ tịch  ·  đã chờ 9 phút  ·  gọi lần 1"
    assert (picture.present.head, picture.present.timer) == ("ĐANG GỌI", "00:12")
    assert picture.main.label == "Bắt đầu"


def test_the_recall_counts_its_seconds_down():
    recall = besides(a_picture(a_hall(ONE, CALL), now=MORNING + 8_000), Action.RECALL)

    assert (recall.enabled, recall.note) == (False, "12 giây · còn 2")


def test_after_twenty_seconds_it_can_be_called_again():
    recall = besides(a_picture(a_hall(ONE, CALL), now=MORNING + 20_000), Action.RECALL)

    assert (recall.enabled, recall.note) == (True, "còn 2 lần")


def test_after_three_calls_only_no_show_and_serving_are_left():
    again = Recall(number="1001", counter="1")
    hall = a_hall(ONE, CALL, again, again, every=20_000)

    picture = a_picture(hall, now=MORNING + minutes(5))

    assert besides(picture, Action.RECALL).note == "đã gọi đủ 3 lần"
    offered = {b.steps[0] for b in picture.besides if b.enabled}
    assert offered & set(Action) == {Action.NO_SHOW, Action.TRANSFER}
    assert picture.main.enabled


def test_a_served_ticket_is_timed_from_when_the_work_began():
    hall = a_hall(ONE, CALL, SERVE, every=60_000)

    picture = a_picture(hall, now=MORNING + minutes(2) + 252_000)

    assert (picture.phase, picture.present.timer) == (Phase.SERVING, "04:12")


def test_the_work_is_finished_alone_where_nobody_waits():
    assert a_picture(a_hall(ONE, CALL, SERVE)).main.label == "Hoàn tất"


def test_the_work_is_finished_and_the_next_called_in_one_press():
    main = a_picture(a_hall(ONE, ONE, CALL, SERVE)).main

    assert main.label == "Hoàn tất và gọi tiếp"
    assert main.steps == (Action.FINISH, Action.CALL)


def test_priority_is_marked():
    hall = a_hall(IssueTicket(service="1", priority=True), ONE, CALL)

    assert a_picture(hall).present.priority == "ƯU TIÊN"


def test_without_the_hub_everything_is_greyed_and_kept():
    picture = a_picture(a_hall(ONE, ONE, CALL), online=False)

    assert picture.present.number == "1001"
    assert picture.note.text == "Mất kết nối với máy chủ – đang thử lại"
    assert not any(button.enabled for button in (picture.main, *picture.besides))
    assert picture.header.link == "Mất kết nối"


def test_a_press_that_the_hub_has_not_heard_is_said_to_be_kept():
    picture = a_picture(a_hall(ONE), online=False, asked=(Action.CALL,))

    assert picture.note.text == "Đã ghi nhận: Gọi tiếp – đang chờ máy chủ…"


def test_a_press_is_asked_once():
    picture = a_picture(a_hall(ONE), asked=(Action.CALL,))

    assert (picture.main.enabled, picture.note.text) == (False, "")


def test_a_refusal_is_worded_with_its_parts():
    refused = Refused(
        id="1",
        code="ticket_elsewhere",
        message="",
        parts={"number": "1001", "counter": "2"},
    )

    picture = a_picture(a_hall(ONE), refused=refused)

    assert picture.note.text == "Số 1001 đang ở quầy 2"


def test_a_refusal_nobody_has_thought_of_is_worded_too():
    refused = Refused(id="1", code="sun_spots", message="")

    picture = a_picture(a_hall(ONE), refused=refused)

    assert picture.note.text == "Máy chủ không nhận thao tác này (sun_spots)"


def test_the_list_shows_who_is_expected_and_how_long_they_wait():
    hall = a_hall(
        IssueTicket(service="2"), ONE, IssueTicket(service="1", priority=True),
        every=60_000,
    )  # fmt: skip

    waiting = a_picture(hall, now=MORNING + minutes(5)).waiting

    assert [(r.number, r.service, r.waited, r.mark) for r in waiting.rows] == [
        ("1002", "Hộ tịch", "3 phút", "Ưu tiên"),
        ("1001", "Hộ tịch", "4 phút", ""),
        ("2001", "Chứng thực", "5 phút", "Hỗ trợ"),
    ]
    assert waiting.totals == "3 người  ·  chờ lâu nhất 5 phút"


def test_who_was_sent_to_this_counter_is_no_help_to_others():
    hall = a_hall(
        IssueTicket(service="3"),
        CallNext(counter="3"),
        Transfer(number="3001", to_counter="1", counter="3"),
    )

    [row] = a_picture(hall).waiting.rows

    assert (row.number, row.mark) == ("3001", "")


def test_an_empty_list_says_so():
    waiting = a_picture(a_hall()).waiting

    assert (waiting.rows, waiting.nobody) == ((), "Danh sách chờ đang trống")


def test_those_who_do_not_fit_the_list_are_counted():
    hall = a_hall(*[ONE] * 503)

    assert a_picture(hall).waiting.more == "và 3 người nữa"
