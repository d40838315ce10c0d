"""ESC/POS as a printer reads it: bytes in, commands out.

Commands nobody needs here are skipped with the bytes that belong to them. What is
no command at all is skipped byte by byte, so no stream can bring the reader down.
"""

from collections.abc import Callable
from dataclasses import dataclass

DLE, ESC, FS, GS, LF = 0x10, 0x1B, 0x1C, 0x1D, 0x0A

# How many bytes follow the letter of a command, where that is always the same.
FIXED = {
    ESC: {
        **dict.fromkeys(b"@2<iLmuv", 0),
        **dict.fromkeys(b" !%-3=?EGJKMRTUVaderst{", 1),
        **dict.fromkeys(b"$\\c", 2),
        **dict.fromkeys(b"p", 3),
        **dict.fromkeys(b"W", 8),
    },
    FS: {
        **dict.fromkeys(b"&.", 0),
        **dict.fromkeys(b"!-CW", 1),
        **dict.fromkeys(b"Sp", 2),
    },
    GS: {
        **dict.fromkeys(b":", 0),
        **dict.fromkeys(b"!BHITabfhrw/", 1),
        **dict.fromkeys(b"LPW\\$", 2),
        **dict.fromkeys(b"^", 3),
    },
    DLE: {**dict.fromkeys((4, 5), 1)},
}
CLEAR_SIZE = 10


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its first two bytes, and what follows them."""

    name: bytes
    rest: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """The head of a raster picture. Its rows follow as bare bytes."""

    width_bytes: int
    rows: int
    wide: int
    high: int
    """How many dots each dot becomes across and down."""


def next_command(data: bytes | bytearray) -> tuple[int, Command | Picture | None]:
    """Return how many bytes the next command takes, and the command.

    The size is 0 if more bytes must come first; the command is None for bytes
    to be skipped.
    """
    if not data:
        return 0, None
    if data[0] not in FIXED:
        return 1, Command(b"\n", b"") if data[0] == LF else None
    if len(data) < 2:
        return 0, None
    size = _size(data)
    if size == 0 or size > len(data):
        return 0, None
    name = bytes(data[:2])
    if name == b"\x1dv":
        return size, _picture(data)
    return size, Command(name, bytes(data[2:size]))


def _picture(data: bytes | bytearray) -> Picture:
    return Picture(
        width_bytes=data[4] + 256 * data[5],
        rows=data[6] + 256 * data[7],
        wide=2 if data[3] & 1 else 1,
        high=2 if data[3] & 2 else 1,
    )


def _size(data: bytes | bytearray) -> int:
    """Return the size of the command at the start of *data*, 0 if it cannot be told."""
    family, letter = data[0], data[1]
    if letter in FIXED[family]:
        return 2 + FIXED[family][letter]
    measure = VARIABLE.get(bytes(data[:2]))
    return measure(data) if measure else 2


def _picture_head(_data: bytes | bytearray) -> int:
    return 8


def _with_length(data: bytes | bytearray) -> int:
    return 5 + data[3] + 256 * data[4] if len(data) >= 5 else 0


def _cut(data: bytes | bytearray) -> int:
    """A cut; from 65 on it names a feed before it."""
    return 0 if len(data) < 3 else 4 if data[2] >= 65 else 3


def _bar_code(data: bytes | bytearray) -> int:
    if len(data) < 4:
        return 0
    return 4 + data[3] if data[2] >= 65 else data.find(0, 3) + 1


def _columns(data: bytes | bytearray) -> int:
    if len(data) < 5:
        return 0
    high = 3 if data[2] >= 32 else 1
    return 5 + high * (data[3] + 256 * data[4])


def _up_to_zero(data: bytes | bytearray) -> int:
    return data.find(0, 2) + 1


def _at_once(data: bytes | bytearray) -> int:
    return 0 if len(data) < 3 else CLEAR_SIZE if data[2] == 8 else 5


VARIABLE: dict[bytes, Callable[[bytes | bytearray], int]] = {
    b"\x1dv": _picture_head,
    b"\x1b(": _with_length,
    b"\x1c(": _with_length,
    b"\x1d(": _with_length,
    b"\x1dV": _cut,
    b"\x1dk": _bar_code,
    b"\x1b*": _columns,
    b"\x1bD": _up_to_zero,
    b"\x10\x14": _at_once,
}
