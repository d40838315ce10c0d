from dataclasses import replace

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


def test_that_there_is_no_paper_stands_behind_what_is_more_urgent(window, hall, texts):
    said = []
    for away, advice in ((Away.NO, ""), (Away.NO, "Mời chọn"), (Away.LONG, "")):
        picture = replace(shown(hall, texts, away), paperless=True, advice=advice)
        window.show_picture(picture)
        said.append(window.strip.accessibleName())

    assert said == [texts["vi"].paperless, "Mời chọn", texts["vi"].hub_away]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("away", [Away.LONG, Away.NO])
def test_the_line_is_whole(window, hall, texts, size, *, language, away):
    window.resize(*size)
    picture = shown(hall, texts, away, language=language)
    window.show_picture(replace(picture, paperless=True))

    window.grab()

    [line] = window.strip.written
    words = texts[language]
    assert line.text == (words.paperless if away is Away.NO else words.hub_away)
    assert not line.cut
    assert line.top >= 0
