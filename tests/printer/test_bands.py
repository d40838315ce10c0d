from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printer.bands import cleared, cut_up
from printer.profiles import Profile

# Bytes of the kind that make trouble, far more often than chance would.
troublesome = st.lists(st.sampled_from([0x00, 0x04, 0x05, 0x10, 0x14, 0xFF])).map(bytes)


def has_a_real_time_command(data):
    return any(pair in data for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@given(troublesome | st.binary())
def test_cleared_dots_hold_no_command(dots):
    assert not has_a_real_time_command(cleared(dots))


@given(troublesome | st.binary())
def test_clearing_takes_away_one_dot_each_and_adds_none(dots):
    after = cleared(dots)

    assert len(after) == len(dots)
    assert all(new in {old, old & ~0x10} for old, new in zip(dots, after, strict=True))


@given(
    rows=st.integers(1, 1200),
    limit=st.integers(16, 255),
    doubled=st.booleans(),
    avoid=st.booleans(),
)
def test_bands_have_heights_that_every_printer_takes(rows, limit, doubled, avoid):
    profile = Profile(max_band_rows=limit, avoid_rows_multiple_of_48=avoid)
    image = Image.new("1", (16, rows), 1)

    bands = list(cut_up(image, profile, doubled=doubled))

    assert all(band.rows <= limit for band in bands)
    if avoid:
        assert all(band.rows % 48 and band.printed_rows % 48 for band in bands)


@given(rows=st.integers(1, 1200), limit=st.integers(16, 255))
def test_bands_hold_every_row_of_the_picture(rows, limit):
    image = Image.new("1", (16, rows), 1)

    bands = list(cut_up(image, Profile(max_band_rows=limit), doubled=False))

    assert b"".join(band.dots for band in bands).rstrip(b"\0") == b"\xff\xff" * rows
