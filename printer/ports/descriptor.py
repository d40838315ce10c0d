"""A port on a file descriptor that never blocks: what serial lines and USB share."""

import os
import select
from abc import ABC, abstractmethod

from printer.errors import PrinterOffline

AT_ONCE = 4096


class DescriptorPort(ABC):
    """Reads and writes a descriptor that a subclass opens and closes."""

    answers = True
    ends_silently = False
    """Reading nothing means that the other end has gone."""

    def __init__(self, device: str, chunk: int) -> None:
        self.device = device
        self._chunk = chunk
        self._descriptor: int | None = None

    @abstractmethod
    def _open(self) -> int:
        """Open the device without blocking and return its descriptor.

        Raises:
            OSError: It cannot be opened.
        """

    @abstractmethod
    def _close(self) -> None:
        """Close what `_open` has opened."""

    def write(self, data: bytes, timeout: float) -> int:
        try:
            here = self._opened()
            if not select.select([], [here], [], timeout)[1]:
                return 0
            return os.write(here, data[: self._chunk])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._lost(error) from error

    def read(self, timeout: float) -> bytes:
        try:
            here = self._opened()
            if not select.select([here], [], [], timeout)[0]:
                return b""
            data = os.read(here, AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(error) from error
        if not data and self.ends_silently:
            raise self._lost("the other end has gone")
        return data

    def close(self) -> None:
        if self._descriptor is not None:
            self._descriptor = None
            self._close()

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = self._open()
        return self._descriptor

    def _lost(self, reason: object) -> PrinterOffline:
        self.close()
        return PrinterOffline(f"{self.device}: {reason}")
