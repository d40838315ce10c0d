import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.pin import hash_of
from kiosk.staff import Post, Staff
from kiosk.staff_scenes import staff_scenes
from kiosk.technician import Order
from kiosk.views.backroom import Backroom
from kiosk.views.button import TouchButton
from kiosk.views.scale import scale_of
from kiosk.views.touches import TAPS, WITHIN_MILLISECONDS, Corner, Touches
from tests.kiosk.builders import a_picture

LEFT = Qt.MouseButton.LeftButton
SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]
INCHES = (15.6, 21.5)


@pytest.fixture
def home(window, hall, texts, qtbot):
    window.show_picture(a_picture(hall, texts))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def staff(home, link, clock, texts):
    post = Post(station="kiosk-1", hub="ws://h", pin=hash_of("2580", cost=1_024))
    return Staff(link, clock, texts["vi"], post)


@pytest.fixture
def backroom(home, staff):
    backroom = Backroom(home, 21.5)
    backroom.follow(staff)
    return backroom


@pytest.fixture
def touches(home, qapp):
    touches = Touches(qapp, home)
    yield touches
    qapp.removeEventFilter(touches)


def touch(cover, name):
    found = cover.findChild(TouchButton, name)
    assert found.isVisible()
    QTest.mouseClick(found, LEFT)


def enter(backroom, pin):
    for digit in pin:
        touch(backroom.pad, f"pin-{digit}")
    touch(backroom.pad, "pin-enter")


@pytest.mark.parametrize("inches", INCHES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_everything_has_its_place_on_every_panel(window, texts, size, inches):
    window.resize(*size)
    target = scale_of(*size, inches).target
    backroom = Backroom(window, inches)

    for words in texts.values():
        for name, picture in staff_scenes(words):
            backroom.show_picture(picture)
            cover = backroom.shown
            cover.grab()
            for part in (cover, *cover.buttons()):
                assert part.accessibleName(), name
                for line in part.written:
                    assert not line.cut, (name, line.text)
                    assert line.top >= 0, (name, line.text)
            for button in cover.buttons():
                assert min(button.width(), button.height()) >= target, name
                assert cover.rect().contains(button.geometry()), name


def test_the_pin_is_touched_and_the_page_opens(backroom, staff):
    staff.open()

    enter(backroom, "2580")

    assert backroom.shown is backroom.page


def test_a_digit_is_taken_back(backroom, staff):
    staff.open()
    touch(backroom.pad, "pin-1")

    touch(backroom.pad, "pin-delete")

    assert staff.picture.digits == 0


def test_a_technicians_keyboard_does_as_well(backroom, staff):
    staff.open()

    QTest.keyClicks(backroom.pad, "2580")
    QTest.keyClick(backroom.pad, Qt.Key.Key_Return)

    assert backroom.shown is backroom.page


@pytest.mark.parametrize("order", Order)
def test_every_button_of_the_page_says_what_is_wanted(backroom, staff, qtbot, order):
    staff.open()
    enter(backroom, "2580")

    with qtbot.waitSignal(backroom.page.ordered) as ordered:
        touch(backroom.page, f"technician-{order}")

    assert ordered.args == [order]


def test_closing_shows_the_citizens_screen(backroom, staff):
    staff.open()
    enter(backroom, "2580")

    touch(backroom.page, "technician-close")

    assert backroom.shown is None


def test_what_lies_below_is_not_touched(backroom, staff, home):
    touched = []
    home.home.service_touched.connect(touched.append)
    staff.open()

    middle = home.home.cards[0].mapTo(home, home.home.cards[0].rect().center())
    QTest.mouseClick(home.windowHandle(), LEFT, pos=middle)

    assert touched == []


def test_the_tab_key_stays_on_the_page(backroom, staff, home):
    staff.open()
    names = set()
    for _ in range(2 * len(backroom.pad.buttons())):
        QTest.keyClick(home.focusWidget(), Qt.Key.Key_Tab)
        names.add(home.focusWidget().objectName())

    assert names == {button.objectName() for button in backroom.pad.buttons()}


def test_the_cover_follows_the_window(backroom, staff, home):
    staff.open()

    home.resize(1366, 768)

    assert backroom.pad.size() == home.size()


def test_five_taps_open_the_corner(touches, home, qtbot):
    opened = []
    touches.corner_opened.connect(lambda: opened.append(1))

    for _ in range(TAPS):
        assert opened == []
        QTest.mouseClick(home.windowHandle(), LEFT, pos=QPoint(60, 60))

    assert opened == [1]


def test_a_tap_on_a_button_is_a_touch_too(touches, home, qtbot):
    with qtbot.waitSignal(touches.touched):
        QTest.mouseClick(home.home.cards[0], LEFT)


def test_one_touch_is_told_once(touches, home):
    told = []
    touches.touched.connect(lambda: told.append(1))

    QTest.mouseClick(home.windowHandle(), LEFT, pos=QPoint(60, 60))

    assert told == [1]


@pytest.mark.parametrize(
    ("places", "step", "opens"),
    [
        ([(10, 10)] * TAPS, WITHIN_MILLISECONDS // (TAPS - 1), True),
        ([(10, 10)] * TAPS, WITHIN_MILLISECONDS // (TAPS - 1) + 1, False),
        ([(10, 10)] * (TAPS - 1), 100, False),
        ([(10, 10)] * 3 + [(500, 10)] + [(10, 10)] * 2, 100, False),
        ([(119, 119)] * TAPS, 100, True),
        ([(121, 10)] * TAPS, 100, False),
    ],
)
def test_only_quick_taps_in_the_corner_count(places, step, opens):
    corner = Corner()

    told = [
        corner.tap(QPoint(*place), 120, turn * step)
        for turn, place in enumerate(places)
    ]

    assert any(told) is opens


def test_a_sixth_tap_does_not_open_it_again():
    corner = Corner()

    told = [corner.tap(QPoint(9, 9), 120, 100 * turn) for turn in range(TAPS + 1)]

    assert told == [*[False] * (TAPS - 1), True, False]
