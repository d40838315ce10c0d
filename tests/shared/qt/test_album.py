import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from shared.qt.album import LARGEST, Album, pictures_in, read

SCREEN = QSize(540, 960)
RED, BLUE = QColor("#980D18"), QColor("#15437F")


def a_picture_file(path, colour=RED, size=(800, 600)):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(path))
    return path


@pytest.fixture
def album(tmp_path, qapp):
    album = Album(tmp_path)
    yield album
    album.stop()


def turn(album, qtbot):
    """Return the next picture."""
    with qtbot.waitSignal(album.turned) as turned:
        album.turn(SCREEN)
    return turned.args[0]


def colour_of(image):
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def test_the_pages_are_turned_round_and_round(album, tmp_path, qtbot):
    a_picture_file(tmp_path / "1.png", RED)
    a_picture_file(tmp_path / "2.png", BLUE)

    colours = [colour_of(turn(album, qtbot)) for _ in range(3)]

    assert colours == [RED.name(), BLUE.name(), RED.name()]


def test_a_picture_is_no_larger_than_the_screen(tmp_path):
    path = a_picture_file(tmp_path / "1.jpg", size=(4000, 3000))

    assert read(path, SCREEN).size() == QSize(540, 405)


def test_a_broken_picture_is_skipped_and_told_once(album, tmp_path, qtbot, caplog):
    (tmp_path / "1.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    (tmp_path / "2.jpg").write_text("a letter")
    a_picture_file(tmp_path / "3.png", BLUE)

    colours = [colour_of(turn(album, qtbot)) for _ in range(2)]

    assert colours == [BLUE.name()] * 2
    assert caplog.text.count("1.png is skipped") == 1
    assert caplog.text.count("2.jpg is skipped") == 1


def test_a_picture_that_would_fill_the_memory_is_skipped(tmp_path):
    side = int(LARGEST**0.5) + 1
    image = QImage(side, side, QImage.Format.Format_Mono)
    image.fill(0)
    path = tmp_path / "huge.png"
    assert image.save(str(path))

    assert "too many" in read(path, SCREEN)


@pytest.mark.parametrize("files", [[], ["notes.txt"], ["1.png"]])
def test_a_folder_without_a_picture_gives_none(album, tmp_path, qtbot, files):
    for name in files:
        (tmp_path / name).write_text("no picture")

    assert turn(album, qtbot).isNull()


def test_a_folder_that_is_missing_gives_none(tmp_path, caplog):
    assert pictures_in(tmp_path / "missing") == []
    assert "no pictures" in caplog.text


def test_only_pictures_count_in_the_order_of_their_names(tmp_path):
    for name in ("b.JPG", "a.png", "c.txt", "d.jpeg"):
        (tmp_path / name).touch()

    assert pictures_in(tmp_path) == ["a.png", "b.JPG", "d.jpeg"]


def test_a_picture_that_is_put_there_later_is_shown(album, tmp_path, qtbot):
    turn(album, qtbot)

    a_picture_file(tmp_path / "new.png", BLUE)

    assert colour_of(turn(album, qtbot)) == BLUE.name()
