import logging
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.backstage import Backstage
from kiosk.leaving import AGAIN, LEFT
from kiosk.pin import hash_of
from kiosk.printing import Printing
from kiosk.technician import Order, PinPicture
from kiosk.views.touches import TAPS, Touches
from printer.virtual import VirtualPrinter
from tests.kiosk.builders import a_picture, a_press

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def ended():
    """Return the exit codes the program was ended with."""
    return []


@pytest.fixture
def printing(qapp, tmp_path):
    virtual = VirtualPrinter(tmp_path, baud=None, mm_per_s=None)
    printing = Printing(partial(a_press, virtual))
    yield printing
    printing.stop()


@pytest.fixture
def home(window, hall, texts, qtbot):
    window.show_picture(a_picture(hall, texts))
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def secret(settings):
    """Settings with a PIN and a token."""
    return replace(settings, pin=hash_of("2580", cost=1_024), token="open-sesame")


@pytest.fixture
def touches(qapp, home):
    touches = Touches(qapp, home)
    yield touches
    qapp.removeEventFilter(touches)


@pytest.fixture
def idle(home, link, clock, texts, secret):
    link.come_online()
    return Backstage(home, link, clock, texts, secret, hub="ws://h:8765")


@pytest.fixture
def backstage(idle, touches, printing, ended):
    idle.attach(touches, printing, ended.append)
    printing.start()
    yield idle
    idle.detach()


def knock(window):
    for _ in range(TAPS):
        QTest.mouseClick(window.windowHandle(), LEFT_BUTTON, pos=QPoint(40, 40))


def touch(button):
    assert button.isVisible()
    QTest.mouseClick(button, LEFT_BUTTON)


def let_in(backstage, window):
    knock(window)
    for digit in "2580":
        touch(backstage.backroom.pad.findChild(object, f"pin-{digit}"))
    touch(backstage.backroom.pad.enter)
    return backstage.backroom.page


def test_knocking_at_the_corner_asks_for_the_pin(backstage, window):
    knock(window)

    assert isinstance(backstage.staff.picture, PinPicture)


def test_a_technician_prints_a_test_slip(backstage, window, qtbot, tmp_path):
    page = let_in(backstage, window)

    touch(page.orders[Order.PRINT_TEST])

    qtbot.waitUntil(lambda: "đã in lúc" in page.accessibleName())
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_the_page_tells_how_the_printer_is(backstage, window, qtbot):
    page = let_in(backstage, window)

    qtbot.waitUntil(lambda: "Máy in 1: sẵn sàng" in page.accessibleName())


@pytest.mark.parametrize(
    ("order", "code"), [(Order.RESTART, AGAIN), (Order.LEAVE, LEFT)]
)
def test_a_technician_ends_the_program(backstage, window, ended, order, code):
    button = let_in(backstage, window).orders[order]
    touch(button)
    assert ended == []

    touch(button)

    assert ended == [code]


def test_the_log_is_on_the_page_without_its_secrets(backstage, window):
    logging.getLogger("kiosk").warning("the token open-sesame was refused")

    let_in(backstage, window)

    [line] = [line for line in backstage.staff.picture.log if "refused" in line]
    assert "open-sesame" not in line
