"""The whole stream of bytes of a slip, judged by a reader that is not ours."""

from dataclasses import replace
from unicodedata import normalize

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printer.bands import Feed, cut_up
from printer.escpos import page
from printer.profiles import Profile
from printer.raster import draw
from printer.slip import Slip, SlipRow
from tests.printer import independent
from tests.printer.slips import PRIORITY, REPRINTED, SLIPS

# Only what a slip carries: large digits may look like a bar code to a reader.
QR = zxingcpp.BarcodeFormat.QRCode

WIDE, OLD, NARROW, PLAIN = (
    Profile(),
    Profile(width_dots=512, dpi=180),
    Profile(width_dots=384),
    Profile(width_dots=384, align="full", half_res=False, confirm="gs_r"),
)
PAPERS = {"576": WIDE, "512": OLD, "384": NARROW, "plain": PLAIN}

words = st.text("aăâbdđeêghiklmnoôơpqrstuưvxyẤỞựẵ0123456789 –/", max_size=40)
slips = st.builds(
    Slip,
    number=st.text("0123456789A", max_size=6),
    office=st.tuples(words),
    heading=words,
    badge=words,
    service=words,
    rows=st.lists(st.builds(SlipRow, words, words), max_size=2).map(tuple),
    code=st.text("0123456789ABCDEF", min_size=16, max_size=20),
    footer=st.tuples(words),
)
# Bytes of the kind that make trouble, far more often than chance would.
nasty = st.lists(st.sampled_from([0x00, 0x04, 0x05, 0x10, 0x14, 0x1D]), min_size=1)
bitmaps = st.builds(
    lambda width, rows, filler: Image.frombytes(
        "1", (width * 8, rows), (bytes(filler) * width * rows)[: width * rows]
    ),
    st.integers(1, 36),
    st.integers(1, 300) | st.sampled_from([24, 48, 96, 144, 192, 240]),
    nasty | st.lists(st.integers(0, 255), min_size=1),
)


def bytes_of(slip, profile=WIDE):
    return page(draw(slip, profile), profile).data


def paper_of(slip, profile=WIDE):
    return independent.draw(bytes_of(slip, profile), profile.width_dots)


def pictures_in(data):
    return [order for order in independent.scan(data) if order.name == "GS v 0"]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("profile", PAPERS.values(), ids=PAPERS)
def test_a_slip_is_made_of_allowed_commands_alone(profile, slip):
    names = [order.name for order in independent.scan(bytes_of(slip, profile))]

    assert names.count("ESC @") == names.count("GS V 66 0") == 1


def test_reports_are_switched_on_right_after_the_reset():
    assert bytes_of(PRIORITY).startswith(b"\x1b@\x1da\x0e")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("profile", PAPERS.values(), ids=PAPERS)
def test_bands_have_heights_that_every_printer_takes(profile, slip):
    for band in pictures_in(bytes_of(slip, profile)):
        assert 0 < band.height <= 255
        assert band.height % 48
        assert band.printed_rows % 48


def test_every_band_and_the_cut_are_asked_for():
    names = [order.name for order in independent.scan(bytes_of(PRIORITY))]

    asked = [place for place, name in enumerate(names) if name == "GS ( H"]
    assert [names[place - 1] for place in asked] == [
        *["GS v 0"] * names.count("GS v 0"),
        "GS V 66 0",
    ]


@settings(max_examples=150, deadline=None)
@given(
    pictures=st.lists(bitmaps | st.builds(Feed, st.integers(1, 600)), max_size=4),
    doubled=st.booleans(),
    confirm=st.sampled_from(["gs_h", "gs_r", "none"]),
    first=st.integers(0, 9_999),
)
def test_no_picture_ever_hides_a_real_time_command(pictures, doubled, confirm, first):
    profile = Profile(confirm=confirm)
    pieces = []
    for picture in pictures:
        if isinstance(picture, Feed):
            pieces.append(picture)
        else:
            pieces += cut_up(picture, profile, doubled=doubled)

    data = page(pieces, profile, first).data

    assert not independent.hidden_commands(data)
    assert all(band.height % 48 for band in pictures_in(data))


@settings(max_examples=60, deadline=None)
@given(slip=slips, profile=st.sampled_from(list(PAPERS.values())))
def test_no_slip_ever_hides_a_real_time_command(slip, profile):
    data = bytes_of(slip, profile)

    assert not independent.hidden_commands(data)


@pytest.mark.parametrize("name", ["576", "512", "384"])
def test_a_phone_reads_the_code(name):
    [code] = zxingcpp.read_barcodes(paper_of(PRIORITY, PAPERS[name]), formats=QR)

    assert (code.text, code.ec_level) == ("K7Q2M9XW4TRB6ZPD", "M")


@pytest.mark.parametrize("name", ["576", "512", "384"])
def test_the_code_has_modules_of_4_to_6_dots_and_4_quiet_ones_around(name):
    paper = paper_of(PRIORITY, PAPERS[name]).convert("L")
    [code] = zxingcpp.read_barcodes(paper, formats=QR)
    corners = code.position
    left, top = corners.top_left.x, corners.top_left.y
    side = corners.top_right.x - left + 1

    module = round(side / 21)  # a code of 16 capitals has 21 modules
    quiet = 4 * module
    box = (left - quiet, top - quiet, left + side + quiet, top + side + quiet)
    around = paper.crop(box)
    around.paste(255, (quiet - 1, quiet - 1, quiet + side + 1, quiet + side + 1))

    assert 4 <= module <= 6
    assert around.getextrema() == (255, 255)


def test_letters_made_of_parts_give_the_same_bytes():
    def apart(text):
        return normalize("NFD", text)

    parts = replace(
        PRIORITY,
        office=tuple(map(apart, PRIORITY.office)),
        heading=apart(PRIORITY.heading),
        badge=apart(PRIORITY.badge),
        service=apart(PRIORITY.service),
        place=apart(PRIORITY.place),
        rows=tuple(
            SlipRow(apart(row.label), apart(row.value)) for row in PRIORITY.rows
        ),
        footer=tuple(map(apart, PRIORITY.footer)),
    )

    assert parts != PRIORITY
    assert bytes_of(parts) == bytes_of(PRIORITY)


def test_a_reprint_is_longer_by_its_marks():
    assert (
        len(pictures_in(bytes_of(REPRINTED)))
        == len(pictures_in(bytes_of(PRIORITY))) + 2
    )


def test_the_reader_refuses_what_we_may_not_send():
    with pytest.raises(independent.NotAllowed):
        independent.scan(b"\x1b@\x1b!\x00")


def test_the_reader_finds_a_command_from_one_row_to_the_next():
    picture = b"\x1dv0\x00\x01\x00\x02\x00" + b"\x10\x04"

    assert independent.hidden_commands(picture) == [8]
