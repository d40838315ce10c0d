from dataclasses import replace
from unicodedata import normalize

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw

from printer.bands import Band
from printer.escpos import page
from printer.layout import lay_out
from printer.pieces import Line, Number, Text
from printer.profiles import Profile
from printer.raster import ABOVE, _bands_of, _drawn, _font, draw, width_of
from printer.slip import Slip, example_slip
from printer.virtual import VirtualPrinter

# Only what a slip carries: large digits may look like a bar code to a reader.
QR = zxingcpp.BarcodeFormat.QRCode

PLAIN = "aăâeêioôơuưy"
TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ACCENTED = [normalize("NFC", letter + tone) for letter in PLAIN for tone in TONES]
SMALL = [*ACCENTED, *"ăâêôơưđ"]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL)]
WIDE, NARROW = Profile(), Profile(width_dots=384)
OLD = Profile(width_dots=512, dpi=180)


def paper_of(slip, tickets, dots=576, dpi=203):
    """Return what the virtual printer makes of *slip*."""
    profile = Profile(width_dots=dots, dpi=dpi)
    machine = VirtualPrinter(tickets, dots=dots, baud=None, mm_per_s=None)
    data = page(draw(slip, profile), profile).data
    while data:
        data = data[machine.take(data, 0) :]
    return Image.open(tickets / "ticket-0001.png").convert("L")


def ink_of(words, profile=WIDE, size=40, *, bold=False):
    return _drawn(Line((Text(words, size, bold),)), profile).image


def test_vietnamese_has_134_letters_beyond_ascii():
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("size", [30, 32, 36, 38, 44])
def test_no_letter_loses_a_dot_of_ink(size, half, bold):
    profile = replace(WIDE, half_res=half)
    for letter in LETTERS:
        _, bands, _ = _bands_of(Line((Text(letter, size, bold),)), profile)

        ink = sum(dots.bit_count() for band in bands for dots in band.dots)

        # One dot may have been cleared, so that no command stands in the picture.
        whole = ink_with_ample_margins(letter, size // (1 + half), bold)
        assert whole - 1 <= ink <= whole, letter


def ink_with_ample_margins(letter, size, bold):
    page = Image.new("1", (size * 8, size * 8))
    pen = ImageDraw.Draw(page)
    pen.fontmode = "1"
    pen.text((size * 4, size * 4), letter, fill=1, font=_font(size, bold=bold))
    return sum(byte.bit_count() for byte in page.tobytes())


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [30, 32, 36, 38, 44])
def test_every_letter_has_a_shape_of_its_own(size, bold):
    shapes = {ink_of(letter, size=size, bold=bold).tobytes() for letter in LETTERS}

    assert len(shapes) == 134


def test_letters_made_of_parts_look_like_whole_ones():
    whole, parts = (normalize(form, "Nguyễn Thị Ẩn") for form in ("NFC", "NFD"))

    assert ImageChops.difference(ink_of(whole), ink_of(parts)).getbbox() is None


def test_the_star_of_the_badge_is_drawn():
    left, _, right, _ = ink_of("★").getbbox()

    assert 15 <= right - left <= 20  # doubled by the printer


@pytest.mark.parametrize("number", ["1007", "A001", "31000"])
@pytest.mark.parametrize("paper", [WIDE, OLD, NARROW], ids=["576", "512", "384"])
def test_the_number_of_a_slip_is_18_millimetres_high(paper, number):
    pieces = lay_out(Slip(number=number), paper.width_dots, paper.dpi, width_of)
    [piece] = [piece for piece in pieces if isinstance(piece, Number)]

    _, bands, _ = _bands_of(piece, paper)

    assert sum(band.printed_rows for band in bands) / paper.dpi * 25.4 >= 18


@pytest.mark.parametrize(("dots", "dpi"), [(576, 203), (512, 180), (384, 203)])
def test_the_code_on_the_paper_can_be_read(tickets, dots, dpi):
    slip = example_slip()

    paper = paper_of(slip, tickets, dots, dpi)

    assert [code.text for code in zxingcpp.read_barcodes(paper, formats=QR)] == [
        slip.code
    ]


def test_a_drawing_is_trimmed_to_its_ink():
    bands = [piece for piece in draw(example_slip(), WIDE) if isinstance(piece, Band)]

    for band in bands:
        image = Image.frombytes("1", (band.width_bytes * 8, band.rows), band.dots)
        left, top, right, bottom = image.getbbox()
        assert image.width - (right - left) < 8
        assert (top, bottom) in {(0, band.rows), (0, band.rows - 1)}


def test_a_printer_that_cannot_centre_gets_full_bands():
    bands = draw(example_slip(), replace(WIDE, align="full"))

    assert {
        band.width_bytes * (2 if band.doubled else 1)
        for band in bands
        if isinstance(band, Band)
    } == {72}


def test_an_empty_line_of_words_is_only_feed():
    _, bands, _ = _bands_of(Line((Text(" ", 30),)), WIDE)

    assert bands == ()


def test_lines_have_room_for_two_marks_above_a_capital():
    top = ink_of("Ẳ", size=100).getbbox()[1]

    assert 0 < top <= 50 * ABOVE * 0.4
