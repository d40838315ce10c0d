"""A printer on a serial line, also one behind a USB adapter. pyserial opens it.

Linux cannot do the DTR/DSR handshake, whatever its switch promises.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import serial

from printer.ports.descriptor import DescriptorPort
from printer.profiles import Flow
from shared.clock import stopwatch

# Some of the calls that pyserial passes on fail with an error that is no OSError.
LINE_ERRORS: tuple[type[Exception], ...] = (OSError,)
if sys.platform != "win32":
    import termios

    LINE_ERRORS = (OSError, termios.error)

CHUNK = 256
"""Small, so that a fault is heard before much has been sent after it."""

STUCK_MS = 500
STEP = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What the printer's two wires of consent say right now."""

    cts: bool
    """It has room. Low for long: out of paper, cover open, off, or not wired."""

    dsr: bool
    """It is switched on, where that is wired."""


class SerialPort(DescriptorPort):
    """A serial line with eight bits, no parity and one stop bit, not on Windows."""

    def __init__(self, device: str, baud: int, flow: Flow) -> None:
        super().__init__(device, CHUNK)
        self.baud = baud
        self._line = line_at(device, baud, flow)

    def lines(self) -> Lines | None:
        """Return the modem lines, or None if this line has none, as a pty.

        Raises:
            PrinterOffline: The line cannot be opened.
        """
        self._opened()
        return lines_of(self._line)

    def discard(self) -> None:
        if self._descriptor is not None:
            drop_output(self._line)

    def _open(self) -> int:
        open_line(self._line)
        return int(self._line.fileno())

    def _close(self, descriptor: int) -> None:
        let_go(self._line)


def line_at(device: str, baud: int, flow: Flow) -> serial.Serial:
    """Return a closed line that neither blocks nor shares *device* with others."""
    line = serial.Serial(
        baudrate=baud,
        timeout=0,
        write_timeout=0,
        rtscts=flow == "rtscts",
        xonxoff=flow == "xonxoff",
        exclusive=True,
    )
    line.port = device
    return line


def open_line(line: serial.Serial) -> None:
    """Open *line*.

    Raises:
        OSError: It cannot be opened.
    """
    try:
        line.open()
    except OSError:  # a SerialException is one
        raise
    except LINE_ERRORS as error:
        raise OSError(*error.args) from error


def lines_of(line: serial.Serial) -> Lines | None:
    """Return the modem lines of an open *line*, or None if it has none."""
    try:
        return Lines(cts=line.cts, dsr=line.dsr)
    except OSError:
        return None


def let_go(line: serial.Serial) -> None:
    """Close *line* as soon as its bytes are out or get no further.

    Left to itself the system waits half a minute for a printer without paper.
    """
    with suppress(*LINE_ERRORS):
        if not _drained(line):
            drop_output(line)
    line.close()


def drop_output(line: serial.Serial) -> None:
    """Throw away what *line* has not sent yet."""
    with suppress(*LINE_ERRORS):
        line.reset_output_buffer()


def _drained(line: serial.Serial) -> bool:
    """Wait until *line* has sent all, and return False if it gets no further."""
    left, moved_at, never = line.out_waiting, stopwatch(), Event()
    while left and stopwatch() - moved_at < STUCK_MS:
        never.wait(STEP)
        if (now := line.out_waiting) < left:
            left, moved_at = now, stopwatch()
    return not left
