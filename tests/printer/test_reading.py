import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.reading import Command, Picture, next_command


def commands_in(data):
    found = []
    while data:
        size, command = next_command(data)
        if not size:
            break
        data = data[size:]
        found.append(command)
    return found


@given(st.binary(max_size=300))
def test_any_bytes_are_read_to_the_end(data):
    size, _ = next_command(data)

    assert 0 <= size <= len(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b@",
        b"\x1ba\x01",
        b"\x1bJ\x18",
        b"\x1b*\x21\x02\x00" + b"\xff" * 6,
        b"\x1d(L\x06\x00\x30\x43\x30\x30\x01\x01",
        b"\x1dVB\x00",
        b"\x1dV\x01",
        b"\x1dkA\x03abc",
        b"\x1dk\x04abc\x00",
        b"\x1bD\x08\x10\x00",
        b"\x1cp\x01\x00",
        b"\x10\x04\x01",
        b"\x10\x14\x01\x00\x01",
    ],
    ids=bytes.hex,
)
def test_a_command_is_taken_with_all_that_belongs_to_it(data):
    found = commands_in(data + b"\x1b@")

    assert found == [Command(data[:2], data[2:]), Command(b"\x1b@", b"")]


def test_a_picture_says_how_it_is_stretched():
    [picture] = commands_in(b"\x1dv0\x03\x24\x00\x02\x01")

    assert picture == Picture(width_bytes=36, rows=258, wide=2, high=2)


def test_letters_are_passed_over():
    assert commands_in(b"Ab\x1b@") == [None, None, Command(b"\x1b@", b"")]


def test_half_a_command_waits_for_the_rest():
    assert next_command(b"\x1dv0\x00\x24") == (0, None)
