from dataclasses import replace

import pytest

from display.picture import Screen, picture_of
from display.views.window import DisplayWindow
from tests.halls import EIGHT

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160), (1280, 720)]


@pytest.fixture
def picture(wording):
    return picture_of(None, screen=Screen.CONNECTING, now=EIGHT, wording=wording)


@pytest.fixture
def window(look, wording, qtbot):
    window = DisplayWindow(wording)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_mark_comes_and_goes_with_the_sound(window, picture):
    window.show_picture(picture)
    assert not window.sound_mark.isVisible()

    window.show_picture(replace(picture, soundless=True))
    assert window.sound_mark.isVisible()

    window.show_picture(picture)
    assert not window.sound_mark.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_mark_is_small_and_within_the_screen(window, picture, size):
    window.resize(*size)

    window.show_picture(replace(picture, soundless=True))

    mark = window.sound_mark.geometry()
    assert window.rect().contains(mark)
    assert mark.width() * mark.height() < 0.007 * size[0] * size[1]


def test_the_mark_has_words(window):
    assert window.sound_mark.accessibleName() == "Mất âm thanh"
