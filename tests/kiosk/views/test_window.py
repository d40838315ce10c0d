import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.picture import Screen
from kiosk.views.button import TouchButton
from kiosk.views.window import KioskWindow
from tests.halls import a_hall
from tests.kiosk.builders import a_number, a_picture

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home(window, hall, texts, qtbot):
    window.show_picture(a_picture(hall, texts))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def asking(home, hall, texts):
    home.show_picture(a_picture(hall, texts, Screen.CONFIRM, service="1"))
    return home


def button(window, name):
    found = window.findChild(TouchButton, name)
    assert found.isVisible()
    assert found.isEnabled()
    return found


def tap_twice(widget):
    """Tap as a trembling finger does: the second tap comes as half a double click."""
    QTest.mouseClick(widget, LEFT)
    QTest.mouseDClick(widget, LEFT)


def test_a_touched_card_names_its_service(home, qtbot):
    with qtbot.waitSignal(home.home.service_touched) as touched:
        QTest.mouseClick(button(home, "service-3"), LEFT)

    assert touched.args == ["3"]


@pytest.mark.parametrize(
    ("name", "signal"),
    [("priority", "priority_touched"), ("collect", "collect_touched")],
)
def test_the_wide_buttons_are_touched(home, qtbot, name, signal):
    with qtbot.waitSignal(getattr(home.home, signal)):
        QTest.mouseClick(button(home, name), LEFT)


def test_the_language_is_touched(home, qtbot):
    with qtbot.waitSignal(home.header.language_wanted):
        QTest.mouseClick(button(home, "language"), LEFT)


@pytest.mark.parametrize(
    ("name", "signal"), [("agree", "agreed"), ("back", "back_wanted")]
)
def test_the_question_is_answered(asking, qtbot, name, signal):
    with qtbot.waitSignal(getattr(asking.confirm, signal)):
        QTest.mouseClick(button(asking, name), LEFT)


def test_a_trembling_finger_agrees_once(asking):
    agreed = []
    asking.confirm.agreed.connect(lambda: agreed.append(1))

    tap_twice(asking.confirm.agree)
    tap_twice(asking.confirm.agree)

    assert len(agreed) == 1


def test_the_second_tap_of_a_finger_is_no_touch(home):
    touched = []
    home.home.priority_touched.connect(lambda: touched.append(1))

    tap_twice(button(home, "priority"))

    assert len(touched) == 1


@pytest.mark.parametrize("screen", [Screen.TAKE, Screen.UNPRINTED])
def test_a_number_is_left_by_a_touch(home, hall, texts, qtbot, screen):
    home.show_picture(a_picture(hall, texts, screen, given=a_number(hall)))

    with qtbot.waitSignal(home.ticket.finished):
        QTest.mouseClick(button(home, "done"), LEFT)


def test_nothing_can_be_touched_while_it_prints(home, hall, texts):
    picture = a_picture(hall, texts, Screen.PRINTING, given=a_number(hall))
    home.show_picture(picture)

    assert home.ticket.buttons() == []


def test_a_refusal_is_left_by_a_touch(home, hall, texts, qtbot):
    home.show_picture(a_picture(hall, texts, Screen.REFUSED, service="1"))

    with qtbot.waitSignal(home.notice.finished):
        QTest.mouseClick(button(home, "go-home"), LEFT)


def test_the_priority_mark_is_on_by_words_and_state(home, hall, texts):
    home.show_picture(a_picture(hall, texts, priority=True))

    mark = button(home, "priority")
    assert mark.isChecked()
    assert mark.accessibleName() == "Đang chọn: số ưu tiên"


def test_an_office_without_results_has_no_such_button(window, texts):

    window.show_picture(a_picture(a_hall(), texts))

    assert "collect" not in [b.objectName() for b in window.home.buttons()]


def test_a_touch_beside_everything_is_a_touch_too(home, qtbot):
    with qtbot.waitSignal(home.touched):
        QTest.mouseClick(home.home, LEFT, pos=QPoint(3, 3))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_touch_as_well(home, qtbot, key):
    with qtbot.waitSignal(home.home.service_touched):
        QTest.keyClick(button(home, "service-1"), key)


def test_who_came_by_keys_goes_on_by_keys(home, hall, texts):
    QTest.keyClick(home.focusWidget(), Qt.Key.Key_Tab)

    home.show_picture(a_picture(hall, texts, Screen.CONFIRM, service="7"))

    assert home.focusWidget() is home.confirm.agree
    assert home.confirm.agree.ringed


def test_who_came_by_touch_sees_no_ring(home, hall, texts):
    QTest.mouseClick(button(home, "service-7"), LEFT)

    home.show_picture(a_picture(hall, texts, Screen.CONFIRM, service="7"))

    assert not home.confirm.agree.ringed


def test_a_painted_picture_is_told(window, hall, texts, qtbot):
    picture = a_picture(hall, texts)
    window.show_picture(picture)

    with qtbot.waitSignal(window.painted) as painted:
        window.show()

    assert painted.args == [picture]


def test_nobody_closes_a_locked_kiosk(qtbot):
    window = KioskWindow(locked=True)
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    window.show()

    window.close()

    assert window.isVisible()
    window.locked = False


def test_a_rehearsal_is_not_seen(home, hall, texts):
    shown = []
    home.painted.connect(shown.append)

    home.rehearse([a_picture(hall, texts, Screen.CONFIRM, service="1")])

    assert home.home.isVisible()
    assert not home.confirm.isVisible()
    assert shown == []
