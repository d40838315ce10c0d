import pytest

from kiosk.views.window import KioskWindow


@pytest.fixture
def locked(qtbot):
    window = KioskWindow(locked=True)
    qtbot.addWidget(window)
    window.showFullScreen()
    yield window
    window.locked = False


def test_a_locked_kiosk_comes_back_to_the_full_screen(locked):
    locked.showNormal()

    assert locked.isFullScreen()


def test_a_locked_kiosk_cannot_be_made_small(locked):
    locked.showMinimized()

    assert locked.isFullScreen()
    assert not locked.isMinimized()


def test_a_locked_kiosk_ignores_being_closed(locked):
    assert not locked.close()

    assert locked.isVisible()


def test_a_locked_kiosk_hides_the_pointer(locked):
    assert locked.cursor().shape() == locked.cursor().shape().BlankCursor
