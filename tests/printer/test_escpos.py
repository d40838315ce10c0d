from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printer.bands import Band, Feed, cleared
from printer.escpos import CLEAR, page
from printer.profiles import Profile
from printer.raster import draw
from printer.reading import Picture, Reader
from printer.slip import example_slip

bands = st.builds(
    lambda width, rows, doubled, filler: Band(
        width, cleared((filler * width * rows)[: width * rows]), doubled
    ),
    st.integers(1, 36),
    st.integers(1, 40),
    st.booleans(),
    st.lists(st.sampled_from([0x04, 0x05, 0x10, 0x14]), min_size=1).map(bytes),
)
feeds = st.builds(Feed, st.integers(1, 600))


def commands_in(data):
    """Return the commands of *data*, jumping over the rows of pictures."""
    found, reader, buffer = [], Reader(), bytearray(data)
    while buffer:
        command = reader.next(buffer)
        assert command
        if isinstance(command, Picture):
            del buffer[: command.width_bytes * command.rows]
        found.append(command)
    return found


@settings(max_examples=60)
@given(pieces=st.lists(bands | feeds, max_size=6), first=st.integers(0, 10_000))
@pytest.mark.parametrize("confirm", ["gs_h", "gs_r", "none"])
def test_no_stream_ever_holds_a_real_time_command(confirm, pieces, first):
    data = page(pieces, Profile(confirm=confirm), first).data

    assert not any(pair in data for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


def test_a_page_begins_anew_and_ends_with_a_cut():
    begin = [b"\x1b@", b"\x1da\x0e", b"\x1ba\x01"]
    end = [b"\x1dVB\x00", b"\x1d(H\x06\x00000000"]

    data = page([], Profile()).data

    assert data == b"".join(begin + end)


def test_a_band_is_sent_as_it_is():
    data = page([Band(2, b"\xf0\x0f" * 3, doubled=True)], Profile(confirm="none")).data

    assert b"\x1dv0\x03\x02\0\x03\0" + b"\xf0\x0f" * 3 in data


def test_each_band_and_the_cut_are_confirmed_in_order():
    leaf = page([Band(1, b"\xff"), Feed(3), Band(1, b"\xff")], Profile(), 9_999)

    assert leaf.answers == ("9999", "0000", "0001")


def test_a_long_feed_takes_several_commands():
    names = [command.name for command in commands_in(page([Feed(600)], Profile()).data)]

    assert names.count(b"\x1bJ") == 3


def test_paper_that_nothing_cuts_comes_out_to_the_tear_bar():
    leaf = page([], Profile(cut="none", feed_mm=12))

    assert leaf.rows == 96
    assert b"\x1dV" not in leaf.data


def test_the_length_of_the_paper_is_known():
    leaf = page([Band(1, b"\xff" * 7, doubled=True), Feed(10)], Profile())

    assert leaf.rows == 24


def test_a_whole_slip_uses_few_commands():
    profile = replace(Profile(), confirm="gs_h")

    commands = commands_in(page(draw(example_slip(), profile), profile).data)

    names = {command.name for command in commands if not isinstance(command, Picture)}
    assert names == {b"\x1b@", b"\x1da", b"\x1ba", b"\x1bJ", b"\x1d(", b"\x1dV"}


def test_clearing_is_one_command():
    assert len(commands_in(CLEAR)) == 1
