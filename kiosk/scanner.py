"""The scanner for ID cards: a serial line, read in a thread of its own.

What it sends never becomes a key press: nothing but a digest, or that there was none,
leaves the thread.
"""

import logging
from contextlib import suppress
from threading import Event, Thread

from PySide6.QtCore import QObject

from kiosk.card import erase, holder_in
from kiosk.reader import Reader
from kiosk.scans import Scans
from printer.errors import DeviceBusy, DeviceMissing, NotAllowed, WrongDevice
from printer.ports.devices import refuse_what_is_no_device, why_not_open
from printer.ports.serial import LINE_ERRORS, line_at, open_line

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.1
"""After so long a silence a scan is complete, whatever it ends with."""

RETRY_SECONDS = (0.5, 5.0)
"""After so long it is looked for again; each time twice as long, up to the second."""

SET_PORT = "set port under [scanner] in kiosk.toml"


class Scanner(Reader):
    """A scanner on a serial line."""

    def __init__(
        self,
        port: str,
        baud: int,
        *,
        retry_seconds: tuple[float, float] = RETRY_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._retry_seconds = retry_seconds
        self.port = port
        self._line = line_at(port, baud, "none")
        self._line.timeout = PAUSE_SECONDS
        self._scans = Scans()
        self._missed = ""
        self._stopped = Event()
        self._thread = Thread(target=self._live, name="scanner", daemon=True)

    def start(self) -> None:
        if not self.started:
            super().start()
            self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self.started:
            self._thread.join(timeout=3)

    def _live(self) -> None:
        """Read as long as the scanner is there, and look for it while it is not."""
        first, longest = self._retry_seconds
        retry = first
        while not self._stopped.is_set():
            try:
                self._open()
                retry = first
                self._read()
            except WrongDevice as error:
                self._miss(f"{error.device} is {error.found}, no scanner: {SET_PORT}")
            except LINE_ERRORS as error:
                self._miss(_reason(self.port, error))
            self._scans.forget()
            with suppress(*LINE_ERRORS):
                self._line.close()
            self._stopped.wait(retry)
            retry = min(2 * retry, longest)

    def _open(self) -> None:
        refuse_what_is_no_device(self.port)
        open_line(self._line)
        # What was scanned while nobody listened is nobody's.
        self._line.reset_input_buffer()
        log.info("the scanner is at %s", self.port)
        self._missed = ""
        self.moved.emit(True)

    def _read(self) -> None:
        while not self._stopped.is_set():
            data = self._line.read(1)
            if data:
                data += self._line.read(self._line.in_waiting)
            for scan in self._scans.take(data) if data else self._scans.pause():
                self._look_at(scan)

    def _look_at(self, scan: bytearray) -> None:
        """Tell whose card *scan* is; it holds nothing but zeros afterwards."""
        key = self.key
        if key is None:
            erase(scan)
            return
        holder = holder_in(scan, key)
        if holder is None:
            self.unreadable.emit()
        else:
            self.holder_read.emit(holder)

    def _miss(self, reason: str) -> None:
        """Tell that there is no scanner; in the log once for each *reason*."""
        if reason != self._missed:
            self._missed = reason
            log.warning("no cards can be read: %s", reason)
        self.moved.emit(False)


def _reason(port: str, error: Exception) -> str:
    """Return why nothing is heard from *port*, and what to do, in one line."""
    why = why_not_open(port, OSError(*error.args))
    match why:
        case DeviceMissing(present=present):
            there = ", ".join(present) or "no serial port at all"
            return f"{port} is not there: plug it in or {SET_PORT}; there is {there}"
        case NotAllowed() | DeviceBusy():
            return str(why)
        case _:
            return f"{why}: plug the scanner in again, or {SET_PORT}"
