"""Understands what a printer says, by the bits that are fixed in each kind of answer.

Answers carry no address, and reports of the printer's own may come in between, so
each byte is told by its pattern (x is any bit):

    0xx1xx10                      an answer to DLE EOT
    0xx1xx00 and 3 of 0xx0xxxx    a report of its own (ASB)
    0xx0xxxx                      an answer to GS r, or GS I with n = 1 to 3
    37 22 d d d d 00              a process ID
    37 25 00                      the buffer has been cleared
    3D … 00, 5F … 00              an answer to GS I
    11, 13                        XON, XOFF
"""

from collections.abc import Iterator
from dataclasses import dataclass

from printer.errors import (
    CoverOpen,
    CutterJam,
    HeadHot,
    NotReady,
    PaperOut,
    PrinterBroken,
)

BLOCKS = {0x37, 0x3D, 0x5F}
LONGEST_BLOCK = 96
PROCESS, EMPTIED = b"\x37\x22", b"\x37\x25"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a printer knows about itself."""

    known: bool = True
    """False if it cannot be asked; then nothing else here means anything."""

    online: bool = True
    paper_out: bool = False
    near_end: bool = False
    cover_open: bool = False
    cutter_jam: bool = False
    head_hot: bool = False
    broken: bool = False

    def fault(self) -> NotReady | None:
        """Return what keeps it from printing, or None."""
        causes: list[tuple[bool, type[NotReady]]] = [
            (self.cover_open, CoverOpen),
            (self.paper_out, PaperOut),
            (self.cutter_jam, CutterJam),
            (self.broken, PrinterBroken),
            (self.head_hot, HeadHot),
            (not self.online, NotReady),
        ]
        return next((cause() for so, cause in causes if so), None)

    def __str__(self) -> str:
        if not self.known:
            return "this printer does not tell its state"
        words = str(self.fault() or "ready")
        return f"{words}, paper near its end" if self.near_end else words


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to a DLE EOT; which of the four, only the asker knows."""

    byte: int


@dataclass(frozen=True, slots=True)
class Report:
    """The printer's state has changed, it says so by itself."""

    status: Status


@dataclass(frozen=True, slots=True)
class Done:
    """Everything up to the process ID has been printed; empty for GS r."""

    name: str


@dataclass(frozen=True, slots=True)
class Emptied:
    """The buffer has been cleared."""


@dataclass(frozen=True, slots=True)
class Block:
    """Text about the printer itself: its model or its version."""

    text: bytes


Reply = Told | Report | Done | Emptied | Block


class Listener:
    """Puts the bytes of a printer together to replies."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def hear(self, data: bytes) -> list[Reply]:
        """Take *data* in and return what is complete."""
        self._bytes += data
        return list(self._replies())

    def _replies(self) -> Iterator[Reply]:
        while self._bytes:
            size = _size(self._bytes)
            if size == 0:
                return
            piece = bytes(self._bytes[:size])
            del self._bytes[:size]
            if reply := _reply(piece):
                yield reply


def _size(data: bytearray) -> int:
    """Return how many bytes of *data* belong together, 0 if some are to come."""
    first = data[0]
    if first in BLOCKS:
        end = data.find(0, 1, LONGEST_BLOCK)
        return end + 1 if end > 0 else 0 if len(data) < LONGEST_BLOCK else 1
    if first & 0b1001_0011 == 0b0001_0000:
        return _report_size(data)
    return 1


def _report_size(data: bytearray) -> int:
    """Return 4 for a whole report, 1 for its first byte if the rest does not fit."""
    if any(byte & 0b1001_0000 for byte in data[1:4]):
        return 1
    return 4 if len(data) >= 4 else 0


def _reply(piece: bytes) -> Reply | None:
    first = piece[0]
    if len(piece) == 4 and first & 0b1001_0011 == 0b0001_0000:
        return Report(_report(piece))
    if first in BLOCKS and len(piece) > 1:
        return _block(piece)
    if first & 0b1001_0011 == 0b0001_0010:
        return Told(first)
    if first & 0b1001_0000 == 0:
        return Done("")
    return None


def _block(piece: bytes) -> Reply:
    if piece.startswith(PROCESS):
        return Done(piece[2:-1].decode("ascii", "replace"))
    return Emptied() if piece.startswith(EMPTIED) else Block(piece[1:-1])


def _report(piece: bytes) -> Status:
    state, error, paper, _ = piece
    return Status(
        online=not state & 0x08,
        cover_open=bool(state & 0x20),
        cutter_jam=bool(error & 0x08),
        broken=bool(error & 0x20),
        head_hot=bool(error & 0x40),
        near_end=bool(paper & 0x03),
        paper_out=bool(paper & 0x0C),
    )


def status_of(state: int, offline: int, error: int, paper: int) -> Status:
    """Return what the answers to DLE EOT 1, 2, 3 and 4 say together."""
    return Status(
        online=not state & 0x08,
        cover_open=bool(offline & 0x04),
        cutter_jam=bool(error & 0x08),
        broken=bool(error & 0x20),
        head_hot=bool(error & 0x40),
        near_end=bool(paper & 0x0C),
        paper_out=bool(paper & 0x60 or offline & 0x20),
    )
