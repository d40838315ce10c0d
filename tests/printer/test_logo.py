import logging

import pytest
from PIL import Image, ImageDraw

from printer.escpos import page
from printer.logo import check_logo, logo
from printer.profiles import Profile
from printer.raster import draw
from printer.slip import Slip
from tests.printer import independent


@pytest.fixture
def seal(tmp_path):
    """A dark disc on a transparent ground, 200 by 100."""
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 0, 149, 99), fill=(160, 20, 20, 255))
    path = tmp_path / "seal.png"
    image.save(path)
    return path


def paper_with(path, dots=576, **slip):
    profile = Profile(width_dots=dots)
    data = page(draw(Slip(number="", logo=str(path), **slip), profile), profile).data
    return independent.draw(data, dots).convert("L").point(lambda shade: 255 - shade)


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("millimetres", [8, 20])
def test_a_logo_stands_in_the_middle_and_is_so_high(seal, dots, millimetres):
    left, top, right, bottom = paper_with(seal, dots, logo_mm=millimetres).getbbox()

    assert abs((bottom - top) / 8 - millimetres) < 0.3
    assert abs((left + right) / 2 - dots / 2) <= 4


def test_a_logo_is_above_all_else(seal):
    alone = paper_with(seal).getbbox()
    above = paper_with(seal, office=("UBND PHƯỜNG MẪU",)).getbbox()

    assert above[1] == alone[1]
    assert above[3] > alone[3]


def test_a_wide_logo_fits_the_paper(tmp_path):
    path = tmp_path / "wide.png"
    Image.new("1", (4000, 100)).save(path)

    left, top, right, bottom = paper_with(path, 384).getbbox()

    assert right - left <= 384
    assert bottom - top < 12


def test_a_slip_is_worth_more_than_its_logo(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        paper = paper_with(tmp_path / "gone.png", office=("UBND PHƯỜNG MẪU",))

    assert paper.getbbox()
    assert "gone.png" in caplog.text


def test_black_and_white_alone_is_printed(seal):
    assert {shade for _, shade in logo(str(seal), 50, 568).getcolors()} == {0, 255}


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n rest"])
def test_what_is_no_png_is_refused(tmp_path, content):
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    with pytest.raises(ValueError, match="logo"):
        check_logo(path)
