"""A printer inside this program: for training, for tests, for offices without one."""

from threading import Event

from printer.errors import Unplugged
from printer.ports import Port
from printer.virtual import VirtualPrinter
from shared.clock import stopwatch

STEP = 0.005


class VirtualPort(Port):
    """A wire to a `VirtualPrinter`, as slow as a real one."""

    name = "the virtual printer"

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer
        self._never = Event()

    def write(self, data: bytes, timeout: float) -> int:
        self._check_plug()
        end = stopwatch() + timeout * 1000
        while not (taken := self.printer.take(data, stopwatch())):
            if stopwatch() >= end:
                return 0
            self._never.wait(STEP)
        return taken

    def read(self, timeout: float) -> bytes:
        self._check_plug()
        end = stopwatch() + timeout * 1000
        while not (said := self.printer.said(stopwatch())):
            if stopwatch() >= end:
                return b""
            self._never.wait(STEP)
        return said

    def _check_plug(self) -> None:
        if not self.printer.plugged:
            raise Unplugged(self.name, "it was told to")

    def close(self) -> None:
        """A virtual printer needs no letting go."""
