from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from display.places import Keeper


def a_panel(name, *geometry):
    rect = QRect(*geometry)
    return SimpleNamespace(name=lambda: name, geometry=lambda: rect)


WALL = a_panel("HDMI-1", 0, 0, 1920, 1080)
DOOR = a_panel("HDMI-2", 1920, 0, 1280, 720)
OFFICE = a_panel("DP-1", 3200, 0, 1024, 768)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def panels():
    """The screens of the PC: pull one out, or put one in."""
    return [WALL, DOOR]


def a_keeper(window, panels, screen):
    keeper = Keeper(window, screen, panels=lambda: panels)
    keeper.place()
    return keeper


def test_two_displays_of_one_pc_stand_on_their_own_screens(window, panels, qtbot):
    other = QWidget()
    qtbot.addWidget(other)

    a_keeper(window, panels, 0)
    a_keeper(other, panels, 1)

    assert window.geometry() == WALL.geometry()
    assert other.geometry() == DOOR.geometry()


def test_a_screen_pulled_out_and_put_in_again_gets_its_window_back(
    window, panels, qapp
):
    keeper = a_keeper(window, panels, 1)
    keeper.follow(qapp)

    panels.remove(DOOR)
    qapp.screenRemoved.emit(qapp.primaryScreen())
    assert window.geometry() == WALL.geometry()
    panels.append(DOOR)
    qapp.screenAdded.emit(qapp.primaryScreen())

    assert window.geometry() == DOOR.geometry()


def test_the_window_does_not_go_to_another_displays_screen(window):
    panels = [WALL, DOOR, OFFICE]
    keeper = a_keeper(window, panels, 1)

    panels.remove(DOOR)
    keeper.place()

    assert window.geometry() == WALL.geometry()


def test_a_second_screen_that_comes_late_gets_its_window(window):
    panels = [WALL]
    keeper = a_keeper(window, panels, 1)
    assert window.geometry() == WALL.geometry()

    panels.append(DOOR)
    keeper.place()

    assert window.geometry() == DOOR.geometry()


def test_another_resolution_gets_another_size(window, panels, qapp):
    keeper = a_keeper(window, panels, 0)
    keeper.follow(qapp)

    panels[0] = a_panel("HDMI-1", 0, 0, 3840, 2160)
    qapp.primaryScreen().geometryChanged.emit(QRect(0, 0, 3840, 2160))

    assert (window.width(), window.height()) == (3840, 2160)


@pytest.mark.parametrize("asleep", [[], [a_panel("HDMI-1", 0, 0, 0, 0)]])
def test_a_television_that_sleeps_and_wakes_is_covered_again(window, asleep):
    panels = [WALL]
    keeper = a_keeper(window, panels, 0)

    panels[:] = asleep
    keeper.place()
    window.setGeometry(0, 0, 640, 480)
    panels[:] = [WALL]
    keeper.place()

    assert window.geometry() == WALL.geometry()


def test_a_window_that_was_moved_goes_back_by_itself(window, panels, qtbot):
    keeper = Keeper(window, 0, panels=lambda: panels, look_seconds=0.01)
    keeper.place()
    keeper.watch()

    window.setGeometry(5, 5, 100, 100)

    qtbot.waitUntil(lambda: window.geometry() == WALL.geometry())
