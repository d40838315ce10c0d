"""How many bytes belong to a command of ESC/POS, from Epson's reference.

Sizes are known from the first bytes of a command, so that one of any length can be
taken piece by piece.
"""

from collections.abc import Callable

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
FAMILIES = (DLE, ESC, FS, GS)

# How many bytes follow the letter of a command, where that is always the same.
FIXED = {
    ESC: {
        **dict.fromkeys(b"@2<LSimv", 0),
        **dict.fromkeys(b" !%-3=?EGJKMRTUVadert{us4", 1),
        **dict.fromkeys(b"$\\c", 2),
        **dict.fromkeys(b"p", 3),
        **dict.fromkeys(b"W", 8),
    },
    FS: {
        **dict.fromkeys(b"&.", 0),
        **dict.fromkeys(b"!-CW", 1),
        **dict.fromkeys(b"Sp", 2),
        **dict.fromkeys(b"2", 74),
    },
    GS: {
        **dict.fromkeys(b":c", 0),
        **dict.fromkeys(b"!/BHITabfhrwE", 1),
        **dict.fromkeys(b"LPW\\$", 2),
        **dict.fromkeys(b"^z", 3),
        **dict.fromkeys(b"g", 4),
        **dict.fromkeys(b"v", 6),
    },
    DLE: {4: 1, 5: 1},
}
LONGEST_HEAD = 1000
"""Bytes within which a size must be told; else the command is taken for unknown."""


def size_of(data: bytes | bytearray) -> int:
    """Return the size in bytes of the command *data* begins with.

    A byte that begins no command, and a letter nobody knows, count as they are:
    one and two bytes. 0 means that more bytes must come before the size is known.
    """
    if not data or (data[0] in FAMILIES and len(data) < 2):
        return 0
    if data[0] not in FAMILIES:
        return 1
    fixed = FIXED[data[0]].get(data[1])
    measure = VARIABLE.get(bytes(data[:2]), _two) if fixed is None else None
    try:
        return measure(data) if measure else 2 + (fixed or 0)
    except IndexError:
        return 0 if len(data) < LONGEST_HEAD else 2


def _two(_data: bytes | bytearray) -> int:
    return 2


def _with_length(data: bytes | bytearray) -> int:
    return 5 + data[3] + 256 * data[4]


def _with_long_length(data: bytes | bytearray) -> int:
    return 7 + data[3] + (data[4] << 8) + (data[5] << 16) + (data[6] << 24)


def _cut(data: bytes | bytearray) -> int:
    """A cut; from 65 on it names a feed before it."""
    return 4 if data[2] >= 65 else 3


def _bar_code(data: bytes | bytearray) -> int:
    return 4 + data[3] if data[2] >= 65 else _up_to_zero(data, 3)


def _columns(data: bytes | bytearray) -> int:
    return 5 + (3 if data[2] & 32 else 1) * (data[3] + 256 * data[4])


def _letters_of_ones_own(data: bytes | bytearray) -> int:
    high, count, at = data[2], data[4] - data[3] + 1, 5
    for _ in range(count):
        at += 1 + high * data[at]
    return at


def _stored_picture(data: bytes | bytearray) -> int:
    return 4 + 8 * data[2] * data[3]


def _pictures_for_good(data: bytes | bytearray) -> int:
    at = 3
    for _ in range(data[2]):
        at += 4 + 8 * (data[at] + 256 * data[at + 1]) * (
            data[at + 2] + 256 * data[at + 3]
        )
    return at


def _shaded_picture(data: bytes | bytearray) -> int:
    return 8 + (data[4] + 256 * data[5]) * (data[6] + 256 * data[7])


def _counter(data: bytes | bytearray) -> int:
    return {0: 5, 48: 5, 1: 9, 49: 9, 2: 5, 50: 5}.get(data[2]) or _up_to(
        data, b";"[0], 2, times=6
    )


def _memory(data: bytes | bytearray) -> int:
    return 10 + (data[8] + 256 * data[9] if data[2] in {1, 49} else 0)


def _at_once(data: bytes | bytearray) -> int:
    return {1: 5, 2: 5, 3: 8, 7: 4, 8: 10}.get(data[2], 3)


def _up_to_zero(data: bytes | bytearray, start: int = 2) -> int:
    return _up_to(data, 0, start)


def _up_to(data: bytes | bytearray, end: int, start: int, times: int = 1) -> int:
    at = start
    for _ in range(times):
        while data[at] != end:
            at += 1
        at += 1
    return at


VARIABLE: dict[bytes, Callable[[bytes | bytearray], int]] = {
    b"\x1b(": _with_length,
    b"\x1c(": _with_length,
    b"\x1d(": _with_length,
    b"\x1d8": _with_long_length,
    b"\x1dV": _cut,
    b"\x1dk": _bar_code,
    b"\x1b*": _columns,
    b"\x1b&": _letters_of_ones_own,
    b"\x1d*": _stored_picture,
    b"\x1cq": _pictures_for_good,
    b"\x1dQ": _shaded_picture,
    b"\x1dC": _counter,
    b"\x1cg": _memory,
    b"\x1bD": _up_to_zero,
    b"\x10\x14": _at_once,
}
