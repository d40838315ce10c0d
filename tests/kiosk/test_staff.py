from dataclasses import replace

import pytest

from kiosk.pin import LOCK_MILLISECONDS, TRIES, hash_of
from kiosk.staff import Post, Staff, StaffPatience
from kiosk.technician import Order, PinPicture, StaffPage
from printer.state import PressState, PrinterNow

PIN = "2580"


@pytest.fixture
def post():
    return Post(
        station="kiosk-1",
        hub="ws://10.0.0.5:8765",
        pin=hash_of(PIN, cost=1_024),
        barring={"token_revoked": "mã đã bị thu hồi"},
        version=lambda: "0.1.0",
        log_lines=lambda: ("08:00:00 INFO the hub is here",),
    )


@pytest.fixture
def staff(qtbot, link, clock, texts, post):
    link.come_online()
    return Staff(link, clock, texts["vi"], post)


@pytest.fixture
def hurried(qtbot, link, clock, texts, post):
    """Closes as soon as nobody touches."""
    moment = StaffPatience(pin=0.01, page=0.01)
    return Staff(link, clock, texts["vi"], post, patience=moment)


def enter(staff, pin):
    for digit in pin:
        staff.type(digit)
    staff.enter()


def let_in(staff):
    staff.open()
    enter(staff, PIN)
    return staff.picture


def words_of(page):
    """Return the facts on the page by their labels."""
    return {row.label: row.value for row in page.rows}


def test_the_corner_asks_for_the_pin(staff):
    staff.open()

    assert isinstance(staff.picture, PinPicture)
    assert staff.picture.pad


def test_without_a_pin_the_corner_says_how_to_set_one(link, clock, texts):
    staff = Staff(link, clock, texts["vi"], Post(station="kiosk-1", hub="ws://h"))
    staff.open()
    enter(staff, "")
    enter(staff, "0000")

    assert not staff.picture.pad
    assert "--make-pin" in staff.picture.hint


def test_the_pad_shows_how_many_digits_and_not_which(staff):
    staff.open()

    staff.type("7")
    staff.type("3")
    staff.rub_out()

    assert staff.picture.digits == 1
    assert "7" not in repr(staff.picture)


def test_the_right_pin_opens_the_page(staff):
    assert isinstance(let_in(staff), StaffPage)


def test_a_wrong_pin_says_how_many_tries_are_left(staff):
    staff.open()

    enter(staff, "0000")

    assert staff.picture.hint == "Mã PIN chưa đúng. Còn 4 lần thử."
    assert staff.picture.digits == 0


def test_after_five_mistakes_even_the_right_pin_waits(staff, clock):
    staff.open()
    for _ in range(TRIES):
        enter(staff, "0000")
    enter(staff, PIN)

    assert staff.picture.locked
    assert "60 giây" in staff.picture.hint
    clock.advance(LOCK_MILLISECONDS)
    enter(staff, PIN)
    assert isinstance(staff.picture, StaffPage)


def test_closing_the_corner_does_not_unlock_it(staff):
    staff.open()
    for _ in range(TRIES):
        enter(staff, "0000")

    staff.close()
    staff.open()

    assert staff.picture.locked


def test_the_seconds_of_the_lock_run_down(staff, clock, qtbot):
    staff.open()
    for _ in range(TRIES):
        enter(staff, "0000")

    clock.advance(LOCK_MILLISECONDS - 1_000)

    qtbot.waitUntil(lambda: "chờ 1 giây" in staff.picture.hint)


def test_nobody_there_closes_the_pad(hurried, qtbot):
    hurried.open()

    qtbot.waitUntil(lambda: not hurried.is_open)


def test_nobody_there_closes_the_page(hurried, qtbot):
    let_in(hurried)

    qtbot.waitUntil(lambda: not hurried.is_open)


def test_who_comes_back_types_the_pin_again(staff):
    let_in(staff)

    staff.close()
    staff.open()

    assert isinstance(staff.picture, PinPicture)


def test_the_page_tells_of_the_link_and_the_printers(staff, link):
    ready = PrinterNow(name="/dev/usb/lp0", metres=42)
    empty = PrinterNow(name="COM3", trouble="paper_out", low=True)
    state = PressState(printers=(ready, empty), unprinted=("1007", "1012"))
    staff.take_state(state)
    page = let_in(staff)

    words = words_of(page)
    assert words["Máy chủ"] == "đã kết nối · ws://10.0.0.5:8765"
    assert words["Máy in 1"] == "sẵn sàng · giấy còn khoảng 42 m · /dev/usb/lp0"
    assert words["Máy in 2"] == "hết giấy · COM3"
    assert words["Số chưa có phiếu"] == "1007, 1012"
    assert [row.good for row in page.rows] == [True, True, False, False]
    assert page.title == "Trang kỹ thuật · kiosk-1 · phiên bản 0.1.0"
    assert page.log == ("08:00:00 INFO the hub is here",)


def test_what_changes_is_seen_while_the_page_is_open(staff, link):
    let_in(staff)
    link.go_offline(hub_waits=True)

    staff.take_state(PressState(printers=(PrinterNow(name="COM3"),)))

    words = words_of(staff.picture)
    assert words["Máy chủ"] == "đang chờ cơ sở dữ liệu · ws://10.0.0.5:8765"
    assert words["Máy in 1"].startswith("sẵn sàng")


def test_why_the_hub_does_not_let_the_kiosk_in_is_on_the_page(staff, link):
    let_in(staff)
    link.go_offline(barred="token_revoked")

    staff.take_state(PressState(printers=()))

    words = words_of(staff.picture)
    assert words["Máy chủ"] == "mã đã bị thu hồi · ws://10.0.0.5:8765"


def test_many_numbers_without_paper_do_not_fill_the_page(staff):
    numbers = tuple(str(1000 + n) for n in range(20))
    staff.take_state(PressState(unprinted=numbers))

    page = let_in(staff)

    assert words_of(page)["Số chưa có phiếu"].endswith("1011 và 8 số khác")


def test_a_test_print_is_asked_for_once_until_it_has_ended(staff):
    asked = []
    staff.test_wanted.connect(lambda: asked.append(1))
    let_in(staff)

    staff.obey(Order.PRINT_TEST)
    staff.obey(Order.PRINT_TEST)

    assert len(asked) == 1
    assert words_of(staff.picture)["In thử"] == "đang in…"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("ready",), "đã in lúc 08:00"),
        (("ready", "paper_out"), "không in được: hết giấy"),
        (("new_fault",), "không in được: lỗi new_fault"),
        ((), "không in được, xem nhật ký"),
    ],
)
def test_the_page_says_how_the_test_print_went(staff, told, words):
    let_in(staff)
    staff.obey(Order.PRINT_TEST)

    staff.take_trial(told)

    assert words_of(staff.picture)["In thử"] == words


@pytest.mark.parametrize(
    ("order", "signal"),
    [
        (Order.NEW_ROLL, "new_roll_told"),
        (Order.RESTART, "restart_wanted"),
        (Order.LEAVE, "leave_wanted"),
    ],
)
def test_what_changes_something_wants_a_second_touch(staff, qtbot, order, signal):
    let_in(staff)

    with qtbot.assertNotEmitted(getattr(staff, signal)):
        staff.obey(order)
    with qtbot.waitSignal(getattr(staff, signal)):
        staff.obey(order)


def test_a_touch_elsewhere_takes_the_first_touch_back(staff, qtbot):
    let_in(staff)
    staff.obey(Order.LEAVE)
    staff.obey(Order.RESTART)

    with qtbot.assertNotEmitted(staff.leave_wanted):
        staff.obey(Order.LEAVE)


def test_without_the_pin_nothing_is_obeyed(staff, qtbot):
    staff.open()

    with qtbot.assertNotEmitted(staff.test_wanted):
        staff.obey(Order.PRINT_TEST)


@pytest.mark.parametrize(
    ("state", "port", "words", "good"),
    [
        ("ready", "COM4", "sẵn sàng · COM4", True),
        ("away", "COM4", "không thấy ở COM4", False),
        ("away", "", "điền [scanner]", False),
        (None, "COM4", "không dùng", True),
    ],
)
def test_the_page_tells_how_the_scanner_is(staff, state, port, words, good):
    staff._post = replace(staff._post, scanner_port=port)
    let_in(staff)

    staff.take_scanner(state)

    [row] = [row for row in staff.picture.rows if row.label == "Máy quét thẻ"]
    assert words in row.value
    assert row.good is good


def test_without_a_scanner_and_without_a_limit_the_page_says_nothing_of_one(staff):
    assert "Máy quét thẻ" not in words_of(let_in(staff))
