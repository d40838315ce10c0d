"""A printer by its name under Windows, through the spooler, with the driver passed by.

Each write is a document of its own (kind RAW), so that the spooler begins it at
once. Nothing comes back: a slip counts as sent.
"""

import sys
from typing import Protocol

from printer.errors import (
    DeviceMissing,
    DriverMissing,
    NotAllowed,
    PrinterOffline,
)
from printer.ports import Port

TITLE = "motcua"
RAW = "RAW"
# From winerror.h.
ACCESS_DENIED, INVALID_NAME, UNKNOWN_PRINTER = 5, 123, 1801


class Spooler(Protocol):
    """What the spooler of Windows can do, by its own names for it.

    Each raises OSError, on Windows with `winerror`, if it cannot.
    """

    def open_printer(self, name: str) -> int:
        """Return a handle of the printer *name*."""

    def start_doc(self, handle: int, title: str, kind: str) -> None:
        """Begin a document; *kind* is RAW for bytes that no driver may touch."""

    def write(self, handle: int, data: bytes) -> int:
        """Return how many bytes of *data* were taken."""

    def end_doc(self, handle: int) -> None:
        """End the document: it may be printed."""

    def close(self, handle: int) -> None:
        """Let go of the printer."""


class SpoolerPort(Port):
    """A printer of Windows, by the name under Settings, Printers."""

    answers = False

    def __init__(self, name: str, spooler: Spooler | None = None) -> None:
        """Print on *name*; without a *spooler* on that of Windows."""
        self.name = name
        self._spooler = spooler
        self._found = False

    def write(self, data: bytes, timeout: float) -> int:
        spooler = self._system()
        try:
            return self._print(spooler, data)
        except OSError as error:
            self._found = False
            raise self._why_not(error) from error

    def read(self, timeout: float) -> bytes:
        if not self._found:
            self._find()
        return b""

    def close(self) -> None:
        """Each write has closed the printer."""

    def _system(self) -> Spooler:
        self._spooler = self._spooler or windows_spooler()
        return self._spooler

    def _find(self) -> None:
        spooler = self._system()
        try:
            spooler.close(spooler.open_printer(self.name))
        except OSError as error:
            raise self._why_not(error) from error
        self._found = True

    def _print(self, spooler: Spooler, data: bytes) -> int:
        handle = spooler.open_printer(self.name)
        try:
            spooler.start_doc(handle, TITLE, RAW)
            try:
                return _write_all(spooler, handle, data)
            finally:
                spooler.end_doc(handle)
        finally:
            spooler.close(handle)

    def _why_not(self, error: OSError) -> PrinterOffline:
        match getattr(error, "winerror", None):
            case number if number in {INVALID_NAME, UNKNOWN_PRINTER}:
                return DeviceMissing(self.name, ())
            case number if number == ACCESS_DENIED:
                remedy = "allow printing under Settings, Printers, Security"
                return NotAllowed(self.name, "", remedy)
            case _:
                return PrinterOffline(f"{self.name}: {error.strerror or error}")


def _write_all(spooler: Spooler, handle: int, data: bytes) -> int:
    sent = 0
    while sent < len(data):
        taken = spooler.write(handle, data[sent:])
        if not taken:
            break
        sent += taken
    return sent


def windows_spooler() -> Spooler:
    """Return the spooler of this machine.

    Raises:
        DriverMissing: This is not Windows.
    """
    if sys.platform == "win32":
        from printer.ports.winspool import Winspool  # noqa: PLC0415

        return Winspool()
    raise DriverMissing("spooler", "that is a way of Windows only")
