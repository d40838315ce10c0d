"""The virtual printer draws what encoders that are not ours ask for."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageOps

from printer.events import Drawn
from printer.letters import Style, cell
from printer.virtual import HEAD_ROWS, VirtualPrinter

STREAMS = Path(__file__).parent / "streams"
CODE = "K7Q2M9XW4TRB6ZPD"
CELL = 24


def tickets_of(name, folder, dots=576):
    """Return the pictures of a stream, with ink white, and what happened."""
    events = []
    machine = VirtualPrinter(
        folder, dots=dots, baud=None, mm_per_s=None, tell=events.append
    )
    data = (STREAMS / f"{name}.bin").read_bytes()
    while data:
        taken = machine.take(data, 0)
        assert taken
        data = data[taken:]
    machine.close()
    assert machine.room(0) == 4096
    pictures = []
    for event in events:
        if isinstance(event, Drawn):
            assert not event.torn
            with Image.open(event.path) as picture:
                pictures.append(ImageChops.invert(picture.convert("L")))
    return pictures, [event for event in events if not isinstance(event, Drawn)]


def the_pattern(height):
    """Return the picture that the scripts have sent, with ink white."""
    image = Image.new("L", (96, height))
    for y in range(height):
        for x in range(96):
            frame = x < 2 or y < 2 or x > 93 or y > height - 3
            if frame or x == 2 * y or (x * 7 + y * 13) % 11 == 0:
                image.putpixel((x, y), 255)
    return image


def is_at(page, image, left, top):
    box = (left, top, left + image.width, top + image.height)
    return ImageChops.difference(page.crop(box), image).getbbox() is None


def text(words, style=None):
    style = style or Style()
    across, down = style.size
    image = Image.new("L", (across * len(words), down))
    for place, letter in enumerate(words):
        image.paste(cell(letter, style), (across * place, 0))
    return image


def tops_of(page, image, left):
    """Return the rows at which *image* stands *left* dots from the edge."""
    return [
        top
        for top in range(page.height - image.height)
        if is_at(page, image, left, top)
    ]


def codes_on(page):
    # Paper is wider than what is printed: 80 mm for 72.
    paper = ImageOps.expand(ImageChops.invert(page), 32, fill=255)
    return {code.format.name: code.text for code in zxingcpp.read_barcodes(paper)}


@pytest.mark.parametrize(
    ("words", "left", "style"),
    [
        ("Café £ ½", 0, Style()),
        ("Middle", 21 * 12, Style()),
        ("Right", 43 * 12, Style()),
        ("Bold", 0, Style(bold=True)),
        ("Underlined", 0, Style(underline=1)),
        ("Inverted", 0, Style(inverted=True)),
        ("Double", 0, Style(wide=2, high=2)),
        ("1007", 0, Style(wide=4, high=3)),
        ("Small font", 0, Style(font=1)),
        ("Phiếu số thứ tự", 0, Style()),
        ("€ 25", 0, Style()),
        ("─" * 48, 0, Style()),
        ("12", 38 * 12, Style()),
    ],
)
def test_letters_stand_where_they_belong(tmp_path, words, left, style):
    [page], skipped = tickets_of("encoder-text", tmp_path)

    assert tops_of(page, text(words, style), left)
    assert skipped == []


def test_a_box_is_drawn_without_gaps(tmp_path):
    [page], _ = tickets_of("encoder-text", tmp_path)

    [top] = tops_of(page, text("╔" + "═" * 22 + "╗"), 0)
    assert is_at(page, text("║"), 0, top + CELL)
    assert is_at(page, text("╚" + "═" * 22 + "╝"), 0, top + 2 * CELL)


@pytest.mark.parametrize("mode", ["raster", "column"])
def test_a_picture_is_printed_dot_by_dot(tmp_path, mode):
    [page], skipped = tickets_of(f"encoder-picture-{mode}", tmp_path)

    image = the_pattern(48)
    assert is_at(page, image, (576 - 96) // 2, HEAD_ROWS)
    assert len(tops_of(page, text("After"), 0)) == 1
    # Nothing else is on it: no byte of the picture was taken for a letter.
    image_ink = sum(image.histogram()[128:])
    ink = sum(page.histogram()[128:])
    assert ink == image_ink + sum(text("After").histogram()[128:])
    assert skipped == []


def test_codes_are_read_by_a_reader_that_is_not_ours(tmp_path):
    pages, skipped = tickets_of("encoder-codes", tmp_path)

    assert len(pages) == 2
    assert codes_on(pages[0]) == {
        "QRCode": CODE,
        "Code128": "MOTCUA-1007",
        "EAN13": "4006381333931",
        "Code39": "1007",
    }
    assert tops_of(pages[1], text("Second"), 0)
    assert skipped == []


@pytest.mark.parametrize(
    ("name", "dots"), [("receiptline-escpos", 576), ("receiptline-generic-58", 384)]
)
def test_a_whole_receipt_is_drawn(tmp_path, name, dots):
    [page], skipped = tickets_of(name, tmp_path, dots)

    double = Style(wide=2, high=2)
    assert tops_of(page, text("PHIEU THU", double), (dots - 9 * 24) // 2)
    assert tops_of(page, text("Left"), 0)
    assert tops_of(page, text("Right"), dots - 5 * 12)
    assert tops_of(page, the_pattern(40), (dots - 96) // 2)
    assert tops_of(page, text("─" * (dots // 12)), 0)
    assert codes_on(page) == {"QRCode": CODE, "Code128": "MOTCUA-1007"}
    assert skipped == []
