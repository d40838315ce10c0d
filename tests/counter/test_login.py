from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.desk import Desk
from counter.login import LogInPicture, page_of
from counter.places import Places
from counter.program import wire
from counter.texts import Texts
from counter.viewmodel import CounterViewModel
from counter.views.bar import CompactBar
from counter.views.window import SMALLEST, CounterWindow
from shared.clock import ManualClock
from shared.config import load
from shared.domain.commands import CallNext, IssueTicket, OpenCounter, PauseCounter
from shared.domain.times import MINUTE
from shared.qt.app import start_app
from shared.qt.duty import OnDuty
from shared.qt.scripted import ScriptedLink
from shared.wire.messages import Refused
from tests.counter.builders import CONFIG, MORNING, VI, a_hall, a_picture

EN = load(CONFIG / "texts.en.toml", Texts, section="counter")
OPEN = OpenCounter(counter="1")
ONE, CALL = IssueTicket(service="1"), CallNext(counter="1")
NOBODY_YET = OnDuty(required=True)
LAN = OnDuty(required=True, name="Lan", role="clerk")
Key = Qt.Key


@pytest.fixture(scope="module", autouse=True)
def look(qapp):
    return start_app("counter", scaling=True)


class Place:
    """A counter as it is put together, over a link that a test speaks for."""

    def __init__(self, qtbot, *commands):
        self.link = ScriptedLink(a_hall(*commands, closed=True))
        self.counter = CounterViewModel(
            self.link, ManualClock(MORNING), VI, counter="1", double_press_ms=0
        )
        self.window, self.bar = CounterWindow(VI), CompactBar(VI)
        qtbot.addWidget(self.window)
        qtbot.addWidget(self.bar)
        self.desk = Desk(self.window, self.bar, Places(None), parent=self.window)
        wire(self.counter, self.desk)
        self.desk.open()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.link.tell_duty(NOBODY_YET)
        self.link.come_online()

    @property
    def page(self):
        return self.window.log_in

    def type(self, name, password):
        QTest.keyClicks(self.page.name, name)
        QTest.keyClick(self.page.name, Key.Key_Return)
        QTest.keyClicks(self.page.password, password)
        QTest.keyClick(self.page.password, Key.Key_Return)


@pytest.fixture
def place(qtbot):
    return lambda *commands: Place(qtbot, *commands)


def page(on_duty, *, online=True, texts=VI):
    return page_of(on_duty, texts, counter="3", online=online, now=MORNING)


def refused(code, **parts):
    answer = Refused(id="1", code=code, message="", parts=parts)
    return replace(NOBODY_YET, refused=answer)


def test_where_nobody_has_to_log_in_there_is_no_page():
    assert page(OnDuty()) is None
    assert page(LAN) is None


def test_the_page_names_the_counter():
    assert page(NOBODY_YET) == LogInPicture(title="Ai làm việc tại quầy 3?")


@pytest.mark.parametrize(
    ("on_duty", "words"),
    [
        (refused("wrong_password"), "Sai tên hoặc mật khẩu"),
        (refused("locked", until=MORNING + 15 * MINUTE), "08:29"),
        (refused("disabled"), "đã bị khoá"),
        (refused("not_kept"), "bấm lại"),
        (replace(NOBODY_YET, why="day_over"), "ngày mới"),
        (replace(NOBODY_YET, why="session_over"), "khởi động lại"),
        (replace(NOBODY_YET, asking=True), "kiểm tra"),
    ],
)
def test_why_nobody_is_logged_in_is_said_in_words(on_duty, words):
    assert words in page(on_duty).warning


@pytest.mark.parametrize("texts", [VI, EN])
@pytest.mark.parametrize("why", ["disabled", "account_changed", "day_over", "replaced"])
def test_each_end_of_a_shift_has_words(texts, why):
    assert page(replace(NOBODY_YET, why=why), texts=texts).warning


def test_while_the_hub_is_away_no_password_is_sent():
    away = page(NOBODY_YET, online=False)

    assert (away.ready, away.warning) == (False, VI.offline_note)


def test_a_clerk_logs_in_by_the_keyboard_alone(place):
    here = place()

    here.type("Lan", "194837")

    assert here.window.asks_who
    assert here.link.log_ins == [("Lan", "194837")]
    assert here.page.password.text() == ""


def test_a_pin_may_be_touched_on_large_keys(place):
    here = place()
    QTest.keyClicks(here.page.name, "Lan")

    for place_of_key in (0, 8, 3, 7):
        QTest.mouseClick(here.page.keys[place_of_key], Qt.MouseButton.LeftButton)
    QTest.mouseClick(here.page._erase, Qt.MouseButton.LeftButton)
    QTest.mouseClick(here.page._zero, Qt.MouseButton.LeftButton)
    QTest.mouseClick(here.page.enter, Qt.MouseButton.LeftButton)

    assert here.link.log_ins == [("Lan", "1940")]


@pytest.mark.parametrize(
    ("name", "password"), [("", "194837"), ("Lan", ""), (" ", "7")]
)
def test_half_a_log_in_is_not_sent(place, name, password):
    here = place()

    here.type(name, password)

    assert here.link.log_ins == []


def test_while_a_password_is_looked_at_there_is_no_second_try(place):
    here = place()
    here.link.tell_duty(replace(NOBODY_YET, asking=True))

    here.type("Lan", "194837")

    assert here.link.log_ins == []


def test_nothing_is_done_at_the_counter_before_somebody_has_logged_in(place):
    here = place(OPEN, ONE)

    for key in (Key.Key_F2, Key.Key_Space, Key.Key_Return, Key.Key_F8, Key.Key_F10):
        QTest.keyClick(here.window, key)

    assert here.link.asked == []


def test_the_counter_opens_when_somebody_has_logged_in(place):
    here = place()

    here.link.tell_duty(LAN)

    assert here.link.asked == [OPEN]
    assert not here.window.asks_who
    assert "Lan" in here.window.header.clerk.text()


def test_at_a_hand_over_the_counter_pauses_and_the_ticket_stays(place):
    here = place(OPEN, ONE, CALL)
    here.link.tell_duty(LAN)

    QTest.keyClick(here.window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert here.link.asked == [PauseCounter(counter="1", reason="Đổi ca")]
    assert here.link.log_outs == 1
    assert here.window.asks_who
    assert here.link.hall.at_counter("1").number == "1001"


def test_who_comes_next_finds_empty_fields_and_the_counter_as_it_was_left(place):
    here = place(OPEN)
    here.type("Lan", "194837")
    here.link.tell_duty(LAN)
    here.window.header.clerk.click()
    fields = (here.page.name.text(), here.page.password.text())
    here.link.asked.clear()

    here.link.tell_duty(replace(LAN, name="Hùng"))

    assert fields == ("", "")
    assert here.link.asked == []  # a pause ends when the clerk says so


def test_where_nobody_logs_in_there_is_nothing_to_hand_over(place):
    here = place(OPEN)
    here.link.tell_duty(OnDuty())

    QTest.keyClick(here.window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert here.link.log_outs == 0
    assert not here.window.header.clerk.isVisible()


def test_the_small_bar_gives_way_to_the_page_and_does_not_hide_it(place):
    here = place(OPEN)
    here.link.tell_duty(LAN)
    here.desk.shrink()

    here.link.tell_duty(replace(NOBODY_YET, why="disabled"))
    here.desk.shrink()

    assert here.window.isVisible()
    assert not here.bar.isVisible()


def test_a_break_does_not_wipe_what_is_being_typed(place):
    here = place()
    QTest.keyClicks(here.page.name, "Lan")

    here.link.go_offline()
    here.link.come_online()

    assert here.page.name.text() == "Lan"


def test_a_question_is_gone_when_another_clerk_works_there(place):
    here = place(OPEN)
    here.link.tell_duty(LAN)
    QTest.keyClick(here.window, Key.Key_F10)
    asked = here.counter.picture.panel

    here.window.header.clerk.click()

    assert asked is not None
    assert here.counter.picture.panel is None


def test_out_of_service_stays_whoever_logs_in(place):
    here = place()
    here.window.show_out_of_service()

    here.link.tell_duty(LAN)
    here.link.tell_duty(NOBODY_YET)

    assert not here.window.asks_who


def test_a_long_name_makes_the_smallest_window_no_wider(qtbot):
    """Also beside the longest alarm; its end stays to be read."""
    alarm = VI.own_help_answered.format(by="15")
    picture = a_picture(a_hall(OPEN), clerk="Nguyễn Hoàng Thị Phương Lan")
    window = CounterWindow(VI)
    qtbot.addWidget(window)

    window.show_picture(replace(picture, alarm=alarm))

    assert window.header.clerk.text().endswith("Lan")
    assert window.header.minimumSizeHint().width() <= SMALLEST[0]


@pytest.mark.parametrize("texts", [VI, EN])
def test_everything_on_the_page_has_room(qtbot, texts):
    window = CounterWindow(texts)
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show_log_in(page(refused("locked", until=MORNING), texts=texts))
    window.show()

    for button in (window.log_in.enter, *window.log_in.keys):
        inside = button.mapTo(window, button.rect().bottomRight())
        assert window.rect().contains(inside)
        needed = button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() >= needed
