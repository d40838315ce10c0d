import pytest
from PySide6.QtGui import QColor, QImage

from display.views.media import MediaPane
from shared.qt.album import Album
from tests.shared.qt.test_album import BLUE, RED, a_picture_file


def an_image(colour, edition):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    image.setText("edition", edition)
    return image


def colour_of(pane):
    return pane.grab().toImage().pixelColor(100, 75).name()


@pytest.fixture
def pane(qtbot):
    pane = MediaPane(each_seconds=3.0, fade=False)
    qtbot.addWidget(pane)
    pane.resize(200, 150)
    return pane


@pytest.fixture
def album(tmp_path, qapp):
    album = Album(tmp_path)
    yield album
    album.stop()


def test_a_picture_is_shown_as_soon_as_it_is_read(pane, album, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", BLUE)
    pane.follow(album)

    pane.show()

    qtbot.waitUntil(lambda: not pane.shown.isNull())
    assert colour_of(pane) == BLUE.name()


def test_the_next_picture_is_asked_for_in_its_time(qtbot):
    pane = MediaPane(each_seconds=0.01)
    qtbot.addWidget(pane)

    with qtbot.waitSignals([pane.wanted] * 3):
        pane.show()


def test_nothing_is_asked_for_while_the_pane_is_hidden(pane, qtbot):
    pane.show()
    pane.hide()

    assert not pane._turning.isActive()


def test_a_picture_fades_into_the_next_and_the_old_one_is_given_up(qtbot):
    pane = MediaPane(fade=True)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_next(an_image(RED, "1"))

    pane.show_next(an_image(BLUE, "2"))

    seen = []

    def is_blue():
        seen.append(colour_of(pane))
        return seen[-1] == BLUE.name()

    def old_is_gone():
        return pane._before.isNull()

    qtbot.waitUntil(is_blue)
    assert set(seen) - {RED.name(), BLUE.name()}, "and not in one jump"
    qtbot.waitUntil(old_is_gone)


def test_the_only_picture_of_a_folder_is_not_painted_again(qtbot):
    pane = MediaPane(fade=True)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_next(an_image(RED, "1"))
    before = pane.shown.cacheKey()

    pane.show_next(an_image(RED, "1"))

    assert pane.shown.cacheKey() == before


def test_a_picture_that_was_changed_is_shown_anew(pane, qtbot):
    pane.show()
    pane.show_next(an_image(RED, "1 at eight"))

    pane.show_next(an_image(BLUE, "1 at nine"))

    assert colour_of(pane) == BLUE.name()


def test_with_an_empty_folder_there_is_no_picture(pane):
    pane.show()
    pane.show_next(an_image(RED, "1"))

    pane.show_next(QImage())

    assert pane.shown.isNull()
    assert colour_of(pane) != RED.name()
