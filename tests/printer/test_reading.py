import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.reading import Command, Letters, Picture, Reader


def pieces_in(data, at_once=10_000):
    reader, buffer, found = Reader(), bytearray(), []
    for start in range(0, len(data), at_once):
        buffer += data[start : start + at_once]
        while piece := reader.next(buffer):
            found.append(piece)
    return found, bytes(buffer)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data):
    _, left = pieces_in(data)

    assert len(left) <= len(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b@",
        b"\x1ba\x01",
        b"\x1bJ\x18",
        b"\x1b*\x21\x02\x00" + b"\xff" * 6,
        b"\x1b*\x00\x02\x00" + b"\xff" * 2,
        b"\x1b&\x03AB\x01abc\x02abcdef",
        b"\x1bc5\x01",
        b"\x1b2",
        b"\x1b3\x18",
        b"\x1d(L\x06\x00\x30\x43\x30\x30\x01\x01",
        b"\x1d8L\x0b\x00\x00\x00\x30\x70\x30\x01\x01\x31\x08\x00\x01\x00\xff",
        b"\x1dVB\x00",
        b"\x1dV\x01",
        b"\x1dkA\x03abc",
        b"\x1dk\x04abc\x00",
        b"\x1d*\x01\x01" + b"\xff" * 8,
        b"\x1dC0\x01\x02",
        b"\x1dC;1;2;3;4;5;",
        b"\x1dg2\x00\x14\x00",
        b"\x1cq\x01\x01\x00\x01\x00" + b"\xff" * 8,
        b"\x1cg1\x00\x00\x00\x00\x00\x03\x00abc",
        b"\x1cg2\x00\x00\x00\x00\x00\x03\x00",
        b"\x1dQ0\x00\x01\x00\x02\x00\xff\xff",
        b"\x1bD\x08\x10\x00",
        b"\x1cp\x01\x00",
        b"\x1cC1",
        b"\x10\x04\x01",
        b"\x10\x14\x01\x00\x01",
        b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
    ],
    ids=bytes.hex,
)
@pytest.mark.parametrize("at_once", [1, 1000])
def test_a_command_is_taken_with_all_that_belongs_to_it(data, at_once):
    found, left = pieces_in(data + b"\x1b@", at_once)

    assert found == [Command(data[:2], data[2:]), Command(b"\x1b@", b"")]
    assert left == b""


def test_a_command_longer_than_any_buffer_is_put_together():
    """Pictures of `GS 8 L` have 50 kB, and the buffer of a printer 4."""
    data = b"\x1d8L" + (50_000).to_bytes(4, "little") + b"\xaa" * 50_000

    [command], _ = pieces_in(data, at_once=4096)

    assert (command.name, len(command.rest)) == (b"\x1d8", 50_005)


def test_a_picture_says_how_it_is_stretched():
    [picture], _ = pieces_in(b"\x1dv0\x03\x24\x00\x02\x01")

    assert picture == Picture(width_bytes=36, rows=258, wide=2, high=2)


def test_letters_come_together_up_to_the_next_command():
    found, _ = pieces_in(b"Ab\x1b@\n")

    assert found == [Letters(b"Ab"), Command(b"\x1b@", b""), Command(b"\n", b"")]


def test_half_a_command_waits_for_the_rest():
    reader, buffer = Reader(), bytearray(b"\x1dv0\x00\x24")

    assert reader.next(buffer) is None
    buffer += b"\x00\x02\x00"
    assert reader.next(buffer) == Picture(width_bytes=36, rows=2, wide=1, high=1)


def test_a_list_without_an_end_does_not_hold_up_the_rest():
    found, _ = pieces_in(b"\x1bD" + b"\x08" * 2000 + b"\x1b@")

    assert found[-1] == Command(b"\x1b@", b"")
