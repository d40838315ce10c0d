import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter

from shared.qt import theme
from shared.qt.app import start_app
from shared.qt.icons import FOLDER, icon
from shared.qt.ink import Ink
from shared.qt.motif import drum, emblem
from shared.qt.theme import Weight

PAIRS = [
    (theme.INK, theme.SURFACE),
    (theme.INK, theme.BACKGROUND),
    (theme.SECOND_INK, theme.SURFACE),
    (theme.SECOND_INK, theme.BACKGROUND),
    (theme.WHITE, theme.NAVY_700),
    (theme.WHITE, theme.RED),
    (theme.ON_DARK, theme.NAVY_900),
    (theme.GOLD, theme.NAVY_950),
    (theme.DARK_RED, theme.GOLD),
    (theme.NAVY_950, theme.GOLD),
    (theme.GREEN, theme.GREEN_GROUND),
    (theme.AMBER, theme.AMBER_GROUND),
]


@pytest.fixture(autouse=True)
def app(qapp):
    return start_app("test")


@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda colour: colour.name())
def test_text_stands_out_from_its_ground(text, ground):
    assert theme.contrast(text, ground) >= 7


def test_contrast_is_that_of_wcag():
    assert theme.contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("white")) == pytest.approx(
        4.48, abs=0.01
    )


@pytest.mark.parametrize("colour", ["#0A5034", "#FFF1CC", "#15437F", "#FFCF4A"])
def test_an_office_may_choose_any_colour_for_a_zone(colour):
    ground = QColor(colour)

    assert theme.contrast(theme.readable_on(ground), ground) >= 4.5


@pytest.mark.parametrize("weight", [Weight.Medium, Weight.Bold, Weight.ExtraBold])
def test_the_font_of_the_screens_is_there(weight):
    assert QFontInfo(theme.font(40, weight)).family() == theme.FAMILY


def test_twenty_millimetres_are_81_pixels_on_a_usual_panel():
    assert theme.pixels_of(20, 21.5, (1920, 1080)) == 81
    assert theme.pixels_of(8, 15.6, (1920, 1080)) == 44


def test_every_icon_can_be_drawn():
    for path in FOLDER.glob("*.svg"):
        image = icon(path.stem, 48, theme.INK).toImage()
        assert ink_in(image), path.stem


def test_an_icon_we_do_not_have_is_another_icon():
    assert ink_in(icon("unicorn", 48, theme.INK).toImage())


def test_the_ornaments_can_be_drawn():
    assert ink_in(drum(200, "#ffffff", 0.3).toImage())
    assert ink_in(emblem(100).toImage())


@pytest.mark.parametrize("text", ["ỔẪỀẬ", "ộ g y Ọ", "ĐẾN QUẦY"])
@pytest.mark.parametrize("height", [60, 90])
def test_no_accent_is_cut_off(text, height):
    image = QImage(600, 300, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    box = QRectF(20, 100, 560, height)

    written = []
    ink = Ink(painter, 1.0, written)
    ink.paragraph(box, text, height, theme.INK)
    painter.end()

    rows = [
        y for y in range(300) if any(image.pixelColor(x, y).alpha() for x in range(600))
    ]
    [line] = written
    assert not line.cut
    assert int(line.top) <= rows[0]
    assert rows[-1] < 299


def test_a_line_that_is_too_long_becomes_smaller():
    image = QImage(300, 100, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    written = []

    Ink(painter, 1.0, written).line(
        QRectF(0, 0, 300, 60), "Kinh tế – Tài chính – Xây dựng", 60, theme.INK, least=10
    )
    painter.end()

    assert written[0].width <= 300
    assert not written[0].cut


def ink_in(image):
    """Return whether anything at all was drawn."""
    return any(
        image.pixelColor(x, y).alpha()
        for x in range(image.width())
        for y in range(image.height())
    )
