"""A printer inside this program: for training, for tests, for offices without one."""

from threading import Event

from printer.virtual import VirtualPrinter
from shared.clock import stopwatch

STEP = 0.005


class VirtualPort:
    """A wire to a `VirtualPrinter`, as slow as a real one."""

    answers = True

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer
        self._never = Event()

    def write(self, data: bytes, timeout: float) -> int:
        end = stopwatch() + timeout * 1000
        while not (taken := self.printer.take(data, stopwatch())):
            if stopwatch() >= end:
                return 0
            self._never.wait(STEP)
        return taken

    def read(self, timeout: float) -> bytes:
        end = stopwatch() + timeout * 1000
        while not (said := self.printer.said(stopwatch())):
            if stopwatch() >= end:
                return b""
            self._never.wait(STEP)
        return said

    def close(self) -> None:
        """A virtual printer needs no letting go."""
