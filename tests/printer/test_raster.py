from dataclasses import replace
from unicodedata import normalize

import pytest
import zxingcpp
from PIL import Image, ImageChops

from printer.bands import Band
from printer.escpos import page
from printer.layout import Line, Number, Text
from printer.profiles import Profile
from printer.raster import ABOVE, _bands_of, _drawn, draw
from printer.slip import example_slip
from printer.virtual import VirtualPrinter

PLAIN = "aăâeêioôơuưy"
TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ACCENTED = [normalize("NFC", letter + tone) for letter in PLAIN for tone in TONES]
SMALL = [*ACCENTED, *"ăâêôơưđ"]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL)]
WIDE, NARROW = Profile(), Profile(width_dots=384)


def paper_of(slip, tickets, dots=576, dpi=203):
    """Return what the virtual printer makes of *slip*."""
    profile = Profile(width_dots=dots, dpi=dpi)
    machine = VirtualPrinter(tickets, dots=dots, baud=None, mm_per_s=None)
    data = page(draw(slip, profile), profile).data
    while data:
        data = data[machine.take(data, 0) :]
    return Image.open(tickets / "ticket-0001.png").convert("L")


def ink_of(words, profile=WIDE, size=40):
    return _drawn(Line((Text(words, size),)), profile).image


def test_vietnamese_has_134_letters_beyond_ascii():
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [20, 46])
def test_no_letter_touches_the_edge_of_its_line(size, bold):
    for letter in LETTERS:
        image = _drawn(Line((Text(letter, size, bold),)), WIDE).image

        _, top, _, bottom = image.getbbox()

        assert 0 < top < bottom < image.height, letter


def test_every_letter_has_a_shape_of_its_own():
    shapes = {ink_of(letter).tobytes() for letter in LETTERS}

    assert len(shapes) == 134


def test_letters_made_of_parts_look_like_whole_ones():
    whole, parts = (normalize(form, "Nguyễn Thị Ẩn") for form in ("NFC", "NFD"))

    assert ImageChops.difference(ink_of(whole), ink_of(parts)).getbbox() is None


def test_the_star_of_the_badge_is_drawn():
    width = ink_of("★").getbbox()[2] - ink_of("★").getbbox()[0]

    assert 30 <= width <= 40


@pytest.mark.parametrize("number", ["1007", "A001", "31000", "8888"])
def test_the_number_on_80_mm_paper_is_18_millimetres_high(number):
    _, bands, _ = _bands_of(Number(number, 152), WIDE)

    assert sum(band.printed_rows for band in bands) / 203 * 25.4 >= 18


@pytest.mark.parametrize("number", ["1007", "31000"])
def test_the_number_fills_58_mm_paper(number):
    image = _drawn(Number(number, 152), NARROW).image
    left, _, right, _ = image.getbbox()

    assert (right - left) * 2 >= 384 * 0.95


@pytest.mark.parametrize(("dots", "dpi"), [(576, 203), (512, 180), (384, 203)])
def test_the_code_on_the_paper_can_be_read(tickets, dots, dpi):
    slip = example_slip()

    paper = paper_of(slip, tickets, dots, dpi)

    assert [code.text for code in zxingcpp.read_barcodes(paper)] == [slip.code]


def test_a_drawing_is_trimmed_but_stays_in_the_middle():
    bands = [piece for piece in draw(example_slip(), WIDE) if isinstance(piece, Band)]

    assert min(band.width_bytes for band in bands) < 20
    assert all(
        (72 - band.width_bytes * (2 if band.doubled else 1)) % 2 == 0 for band in bands
    )


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

    assert top <= 100 * ABOVE * 0.1
