"""The virtual printer: reads the bytes as a real one does and keeps the tickets as PNG.

It is as slow as a wire and a print head are, takes no more than fits its buffer,
answers what an Epson answers, and can be told to misbehave. It has no thread and
no clock of its own: whoever holds it says how late it is, in milliseconds.
"""

from collections.abc import Callable
from pathlib import Path

from printer.faults import Faults
from printer.reading import CLEAR_SIZE, Command, Picture, next_command
from printer.roll import Roll

BUFFER = 4096
BEHIND_MS = 20.0
"""How far a wire or a head catches up when nobody has looked for a while."""

ROWS_PER_MM = 8
CUT_MS = 100.0
LINE = 30
HEAD_ROWS = 96
"""From the head to the cutter: the white at the top of every ticket, 12 mm."""

CLEAR = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
ABOUT_ITSELF = {
    1: b"\x20",
    2: b"\x02",
    3: b"\x0b",
    66: b"_MOT CUA\0",
    67: b"_Virtual printer\0",
}


class VirtualPrinter:
    """An ESC/POS printer made of software."""

    def __init__(
        self,
        out: Path,
        *,
        dots: int = 576,
        baud: int | None = 115_200,
        mm_per_s: float | None = 150,
        on_ticket: Callable[[Path], None] = lambda path: None,
    ) -> None:
        self._roll = Roll(out, dots, HEAD_ROWS)
        self._bytes_per_ms = baud / 10_000 if baud else None
        self._ms_per_row = 1_000 / (mm_per_s * ROWS_PER_MM) if mm_per_s else 0.0
        self._on_ticket = on_ticket
        self._faults = Faults()
        self._reports = False
        self._buffer = bytearray()
        self._tail = b""
        self._out = bytearray()
        self._picture: Picture | None = None
        self._rows_left = 0
        self._wire_at = 0.0
        self._free_at = 0.0

    @property
    def idle(self) -> bool:
        """Whether nothing will happen before more bytes come."""
        return not self._buffer and not self._out

    def set(self, **faults: bool) -> None:
        """Set or clear faults, named as in `Faults`."""
        for name, value in faults.items():
            setattr(self._faults, name, value)
        self._faults.jammed &= self._faults.cutter
        self._report()

    def room(self, now: float) -> int:
        """Return how many bytes the wire and the buffer take at *now*."""
        self._advance(now)
        if self._faults.hang:
            return 0
        free = BUFFER - len(self._buffer)
        if self._bytes_per_ms is None:
            return free
        since = (now - self._wire_at) * self._bytes_per_ms
        return min(free, int(min(since, BEHIND_MS * self._bytes_per_ms)))

    def take(self, data: bytes, now: float) -> int:
        """Take the beginning of *data* and return how many bytes that was."""
        taken = data[: self.room(now)]
        if not taken:
            return 0
        if self._bytes_per_ms:
            began = max(self._wire_at, now - BEHIND_MS)
            self._wire_at = began + len(taken) / self._bytes_per_ms
        self._obey_at_once(taken)
        self._advance(now)
        return len(taken)

    def said(self, now: float) -> bytes:
        """Return what it has said until *now*."""
        self._advance(now)
        said = bytes(self._out)
        self._out.clear()
        return said

    def _obey_at_once(self, data: bytes) -> None:
        """Answer what stands between the bytes of anything else, even of a picture."""
        for byte in data:
            self._buffer.append(byte)
            self._tail = (self._tail + bytes((byte,)))[-CLEAR_SIZE:]
            if self._tail == CLEAR:
                self._clear()
            elif self._tail[-3:-1] == b"\x10\x04" and 1 <= byte <= 4:
                self._say(bytes((self._faults.told(byte),)))

    def _clear(self) -> None:
        self._buffer.clear()
        self._picture = None
        self._say(b"\x37\x25\0")

    def _advance(self, now: float) -> None:
        while self._ready(now) and self._step(now):
            pass

    def _ready(self, now: float) -> bool:
        stopped = self._faults.hang or self._faults.stopping
        return not stopped and self._free_at <= now

    def _step(self, now: float) -> bool:
        """Do the next row or command; return False if its bytes are not here yet."""
        if self._picture:
            return self._burn(self._picture, now)
        size, command = next_command(self._buffer)
        del self._buffer[:size]
        match command:
            case Picture(rows=rows, width_bytes=width) if rows and width:
                self._picture, self._rows_left = command, rows
            case Command():
                self._do(command, now)
            case _:
                pass
        return size > 0

    def _burn(self, picture: Picture, now: float) -> bool:
        if len(self._buffer) < picture.width_bytes:
            return False
        self._roll.burn(
            bytes(self._buffer[: picture.width_bytes]), picture.wide, picture.high
        )
        del self._buffer[: picture.width_bytes]
        self._busy(picture.high * self._ms_per_row, now)
        self._rows_left -= 1
        if not self._rows_left:
            self._picture = None
        return True

    def _do(self, command: Command, now: float) -> None:
        rest = command.rest
        match command.name:
            case b"\x1b@":
                self._roll.align = 0
                self._reports = False
            case b"\x1ba":
                self._roll.align = rest[0] % 48 % 3
            case b"\x1bJ" | b"\x1bK":
                self._feed(rest[0], now)
            case b"\x1bd" | b"\n":
                self._feed(LINE * (rest[0] if rest else 1), now)
            case b"\x1dV" | b"\x1bi" | b"\x1bm":
                self._busy(CUT_MS, now)
                self._cut()
            case _:
                self._answer(command)

    def _answer(self, command: Command) -> None:
        rest = command.rest
        match command.name:
            case b"\x1da":
                self._reports = rest[0] != 0
                self._report()
            case b"\x1dr":
                self._say(bytes((0x03 if self._faults.near_end else 0,)))
            case b"\x1dI":
                self._say(ABOUT_ITSELF.get(rest[0], b""))
            case b"\x1d(" if rest[:5] == b"H\x06\0\x30\x30":
                self._say(b"\x37\x22" + rest[5:9] + b"\0")
            case _:
                pass

    def _feed(self, rows: int, now: float) -> None:
        self._roll.feed(rows)
        self._busy(rows * self._ms_per_row, now)

    def _cut(self) -> None:
        if self._faults.cutter:
            self._faults.jammed = True
            self._report()
        elif path := self._roll.cut():
            self._on_ticket(path)

    def _busy(self, milliseconds: float, now: float) -> None:
        self._free_at = max(self._free_at, now - BEHIND_MS) + milliseconds

    def _report(self) -> None:
        if self._reports:
            self._say(self._faults.report())

    def _say(self, words: bytes) -> None:
        if not (self._faults.mute or self._faults.hang):
            self._out += words
