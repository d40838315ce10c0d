"""ESC/POS as a printer reads it: bytes in, commands, letters and pictures out.

Each command is taken with all the bytes that belong to it, also those that nobody
obeys here. What is no command is skipped, so no stream can bring the reader down.
"""

import re
from dataclasses import dataclass

from printer.sizes import size_of

LETTERS = re.compile(rb"[\x20-\xff]+")
LONGEST = 4 << 20
"""Bytes of a command that are kept; a picture of 5 m has fewer."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its first bytes, two or a control character, and what follows."""

    name: bytes
    rest: bytes


@dataclass(frozen=True, slots=True)
class Letters:
    """Bytes to be printed in the code page that has been chosen."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """The head of a raster picture. Its rows follow as bare bytes."""

    width_bytes: int
    rows: int
    wide: int
    high: int
    """How many dots each dot becomes across and down."""


Piece = Command | Letters | Picture


class Reader:
    """Takes pieces off a buffer, also those that are longer than the buffer."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self._missing = 0

    @property
    def between(self) -> bool:
        """Whether it is between two commands."""
        return not self._missing

    def forget(self) -> None:
        """Drop the command that has been begun."""
        self._begun.clear()
        self._missing = 0

    def next(self, buffer: bytearray) -> Piece | None:
        """Take the next piece off *buffer*; None if more bytes must come first."""
        if not self._missing:
            if letters := LETTERS.match(buffer):
                text = letters[0]
                del buffer[: len(text)]
                return Letters(bytes(text))
            self._missing = size_of(buffer)
        part = buffer[: self._missing]
        del buffer[: len(part)]
        self._begun += part[: LONGEST - len(self._begun)]
        self._missing -= len(part)
        if self._missing or not self._begun:
            return None
        piece = _piece(bytes(self._begun))
        self._begun.clear()
        return piece


def _piece(data: bytes) -> Piece:
    if data.startswith(b"\x1dv"):
        return Picture(
            width_bytes=data[4] + 256 * data[5],
            rows=data[6] + 256 * data[7],
            wide=2 if data[3] & 1 else 1,
            high=2 if data[3] & 2 else 1,
        )
    return Command(data[:2], data[2:])
