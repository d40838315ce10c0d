import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.picture import Screen
from kiosk.scenes import scenes
from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST, scale_of
from kiosk.views.window import KioskWindow
from shared.qt.ink import width_of
from shared.qt.theme import Weight, unit
from tests.halls import a_hall
from tests.kiosk.builders import a_number, a_picture

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]
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


def focus_order(window):
    """Return the names the Tab key goes through from where it is, once round."""
    names = []
    while (name := window.focusWidget().objectName()) not in names:
        names.append(name)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    return names


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def panel(request, window):
    window.resize(*request.param)
    return window


def parts(window):
    """Return what paints itself on the screen, and which of it is touched."""
    window.grab()
    sheets = [window.header, window.sheet]
    touched = [button for sheet in sheets for button in sheet.buttons()]
    return [*sheets, *touched], touched


def test_no_text_is_wider_or_higher_than_its_place(panel, plan, texts):
    for scene in scenes(plan, texts):
        panel.show_picture(scene.picture)

        for line in (line for part in parts(panel)[0] for line in part.written):
            assert not line.cut, (scene.name, line.text)
            assert line.top >= 0, (scene.name, line.text)


def test_no_text_is_small(panel, plan, texts):
    least = int(LEAST * unit(panel.width(), panel.height()))

    for scene in scenes(plan, texts):
        panel.show_picture(scene.picture)

        for line in (line for part in parts(panel)[0] for line in part.written):
            smallest = width_of(line.text, least, Weight.Medium)
            assert line.width >= smallest - 1, (scene.name, line.text)


def test_fingers_find_every_button(panel, plan, texts):
    target = scale_of(panel.width(), panel.height(), 21.5).target

    for scene in scenes(plan, texts):
        panel.show_picture(scene.picture)

        for item in parts(panel)[1]:
            assert min(item.width(), item.height()) >= target, scene.name


def test_every_part_has_a_name_that_is_read_aloud(panel, plan, texts):
    for scene in scenes(plan, texts):
        panel.show_picture(scene.picture)

        assert all(part.accessibleName() for part in parts(panel)[0]), scene.name


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


def test_the_tab_key_goes_through_everything(home):
    button(home, "service-7").setFocus()

    names = focus_order(home)

    assert names == [
        *(f"service-{digit}" for digit in "791234568"),
        "priority",
        "collect",
        "language",
    ]


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
