import pytest

from kiosk.picture import Away, Screen, Visit
from kiosk.showing import picture_of
from tests.halls import EIGHT

SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]


def shown(hall, texts, away, screen=Screen.HOME, language="vi"):
    return picture_of(
        hall,
        screen=screen,
        now=EIGHT,
        texts=texts[language],
        visit=Visit(language=language),
        away=away,
    )


@pytest.mark.parametrize("away", [Away.RECENT, Away.LONG])
def test_while_the_hub_is_away_a_line_below_the_head_says_so(window, hall, texts, away):
    window.show_picture(shown(hall, texts, away))

    assert window.strip.isVisibleTo(window)
    assert window.strip.geometry().top() == window.header.geometry().bottom() + 1
    assert window.home.geometry().top() == window.strip.geometry().bottom() + 1
    assert window.strip.accessibleName() == texts["vi"].hub_away


def test_when_it_is_back_the_line_goes_and_leaves_its_room(window, hall, texts):
    window.show_picture(shown(hall, texts, Away.RECENT))

    window.show_picture(shown(hall, texts, Away.NO))

    assert not window.strip.isVisibleTo(window)
    assert window.home.geometry().top() == window.header.geometry().bottom() + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_line_is_whole(window, hall, texts, size, language):
    window.resize(*size)
    window.show_picture(shown(hall, texts, Away.LONG, language=language))

    window.grab()

    [line] = window.strip.written
    assert line.text == texts[language].hub_away
    assert not line.cut
    assert line.top >= 0
