import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.picture import EARLY, UNREADABLE, Screen
from tests.kiosk.builders import a_picture

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asking(window, hall, texts, qtbot):
    window.show_picture(a_picture(hall, texts, Screen.CARD, service="1"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window.id_card


def test_a_citizen_without_a_card_says_so_once(asking, qtbot):
    touches = []
    asking.without_wanted.connect(lambda: touches.append(1))

    QTest.mouseClick(asking.without, LEFT)
    QTest.mouseDClick(asking.without, LEFT)

    assert touches == [1]


def test_a_citizen_can_go_back(asking, qtbot):
    with qtbot.waitSignal(asking.back_wanted):
        QTest.mouseClick(asking.back, LEFT)


def test_it_says_what_is_done_with_the_card_and_that_none_is_needed(asking):
    said = asking.accessibleName()

    assert "không được lưu lại" in said
    assert "Không có thẻ, Quý vị vẫn lấy được số" in said


def test_what_could_not_be_read_is_said_first(asking, window, hall, texts):
    window.show_picture(
        a_picture(hall, texts, Screen.CARD, service="1", scan=UNREADABLE)
    )

    assert asking.accessibleName().startswith("Chưa đọc được thẻ")
    assert not window.strip.isVisibleTo(window)


def test_on_the_way_there_an_early_scan_is_answered_below_the_head(window, hall, texts):
    window.show_picture(a_picture(hall, texts, scan=EARLY))

    assert window.strip.isVisibleTo(window)
    assert window.strip.accessibleName() == texts["vi"].card.choose_first
