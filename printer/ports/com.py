"""A printer on a serial line under Windows, where no `select` looks at COM ports.

pyserial passes a write on to Windows whole and does not wait. What is still in the
queue there says whether the printer takes anything: the next piece goes out when the
one before has left.
"""

from collections.abc import Callable
from threading import Event

import serial

from printer.errors import PrinterOffline, Unplugged
from printer.ports import Port
from printer.ports.devices import why_not_open
from printer.ports.serial import (
    CHUNK,
    Lines,
    drop_output,
    let_go,
    line_at,
    lines_of,
    open_line,
)
from printer.profiles import Flow
from shared.clock import stopwatch

STEP = 0.002


class ComPort(Port):
    """A serial line that is asked again and again instead of waited for."""

    def __init__(
        self,
        device: str,
        baud: int,
        flow: Flow,
        *,
        line_at: Callable[[str, int, Flow], serial.Serial] = line_at,
    ) -> None:
        self.name = device
        self.baud = baud
        self._line = line_at(device, baud, flow)
        self._never = Event()

    def write(self, data: bytes, timeout: float) -> int:
        line = self._opened()
        try:
            if not self._until(lambda: not line.out_waiting, timeout):
                return 0
            return line.write(data[:CHUNK]) or 0
        except OSError as error:
            raise self._lost(error) from error

    def read(self, timeout: float) -> bytes:
        line = self._opened()
        try:
            self._until(lambda: bool(line.in_waiting), timeout)
            return bytes(line.read(line.in_waiting))
        except OSError as error:
            raise self._lost(error) from error

    def lines(self) -> Lines | None:
        """Return the modem lines, or None if this line has none.

        Raises:
            PrinterOffline: The line cannot be opened.
        """
        return lines_of(self._opened())

    def close(self) -> None:
        if self._line.is_open:
            let_go(self._line)

    def discard(self) -> None:
        if self._line.is_open:
            drop_output(self._line)

    def _opened(self) -> serial.Serial:
        if not self._line.is_open:
            try:
                open_line(self._line)
            except OSError as error:
                raise why_not_open(self.name, error) from error
        return self._line

    def _until(self, so: Callable[[], bool], timeout: float) -> bool:
        end = stopwatch() + timeout * 1000
        while not so():
            if stopwatch() >= end:
                return False
            self._never.wait(STEP)
        return True

    def _lost(self, reason: object) -> PrinterOffline:
        self.close()
        return Unplugged(self.name, reason)
