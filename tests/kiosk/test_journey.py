"""From a touch on the glass to a piece of paper, all in this process."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.picture import Screen
from kiosk.printing import Printing
from kiosk.viewmodel import KioskViewModel
from kiosk.wiring import wire
from printer.virtual import VirtualPrinter
from shared.qt.practice import PracticeLink
from tests.kiosk.builders import a_press

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def virtual(tmp_path):
    return VirtualPrinter(tmp_path, baud=None, mm_per_s=None)


@pytest.fixture
def printing(qapp, virtual):
    printing = Printing(partial(a_press, virtual))
    printing.start()
    yield printing
    printing.stop()


@pytest.fixture
def whole(hall, clock, texts, window, printing):
    """A kiosk with a hub and a printer."""
    link = PracticeLink(hall, clock)
    kiosk = KioskViewModel(link, clock, texts, parent=window)
    wire(kiosk, window, printing)
    window.show_picture(kiosk.picture)
    window.show()
    link.start()
    return kiosk


def touch_service(window, service):
    [card] = [c for c in window.home.cards if c.objectName() == f"service-{service}"]
    QTest.mouseClick(card, LEFT)


def test_two_touches_give_a_piece_of_paper(whole, window, qtbot, tmp_path):
    touch_service(window, "1")
    QTest.mouseClick(window.confirm.agree, LEFT)

    qtbot.waitUntil(lambda: whole.picture.screen is Screen.TAKE, timeout=10_000)
    assert whole.picture.choice.number == "1001"
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_trembling_finger_gets_one_number(whole, window, hall, qtbot):
    touch_service(window, "1")
    QTest.mouseClick(window.confirm.agree, LEFT)
    QTest.mouseDClick(window.confirm.agree, LEFT)
    QTest.mouseClick(window.confirm.agree, LEFT)

    qtbot.waitUntil(lambda: whole.picture.screen is Screen.TAKE, timeout=10_000)
    assert hall.issued == 1


def test_without_paper_the_number_is_on_the_screen(whole, window, virtual, qtbot):
    virtual.set(paper_out=True)

    touch_service(window, "2")
    QTest.mouseClick(window.confirm.agree, LEFT)

    qtbot.waitUntil(lambda: whole.picture.screen is Screen.UNPRINTED, timeout=10_000)
    assert whole.picture.choice.number == "2001"
    assert "hết giấy" in whole.picture.sentence


def test_a_priority_number_says_so(whole, window, hall, qtbot):
    QTest.mouseClick(window.home.priority, LEFT)
    touch_service(window, "1")
    QTest.mouseClick(window.confirm.agree, LEFT)

    qtbot.waitUntil(lambda: whole.picture.screen is Screen.TAKE, timeout=10_000)
    assert hall.tickets["1001"].priority
    assert whole.picture.choice.priority
