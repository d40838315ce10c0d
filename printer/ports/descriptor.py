"""A port on a file descriptor that never blocks: what serial lines and USB share."""

import errno
import os
import select
from abc import ABC, abstractmethod
from contextlib import suppress

from printer.errors import PrinterOffline, Unplugged
from printer.ports import Port
from printer.ports.devices import refuse_what_is_no_device, why_not_open

AT_ONCE = 4096


class DescriptorPort(Port, ABC):
    """Reads and writes a descriptor that a subclass opens and closes."""

    def __init__(self, device: str, chunk: int) -> None:
        self.name = device
        self._chunk = chunk
        self._descriptor: int | None = None

    @abstractmethod
    def _open(self) -> int:
        """Open the device without blocking and return its descriptor.

        Raises:
            OSError: It cannot be opened.
        """

    @abstractmethod
    def _close(self, descriptor: int) -> None:
        """Close what `_open` has opened."""

    def _is_over(self) -> bool:
        """Return whether reading nothing means that the other end has gone."""
        return True

    def write(self, data: bytes, timeout: float) -> int:
        here = self._opened()
        try:
            if not select.select([], [here], [], timeout)[1]:
                return 0
            return os.write(here, data[: self._chunk])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._lost(error.strerror) from error

    def read(self, timeout: float) -> bytes:
        here = self._opened()
        try:
            if not select.select([here], [], [], timeout)[0]:
                return b""
            data = os.read(here, AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(error.strerror) from error
        if not data and self._is_over():
            raise self._lost("end of line")
        return data

    def close(self) -> None:
        here, self._descriptor = self._descriptor, None
        if here is not None:
            # Closing what has been unplugged can fail; it is closed all the same.
            with suppress(OSError):
                self._close(here)

    def _opened(self) -> int:
        if self._descriptor is None:
            try:
                refuse_what_is_no_device(self.name)
                self._descriptor = self._open()
            except OSError as error:
                raise why_not_open(self.name, error) from error
        return self._descriptor

    def _lost(self, reason: object) -> PrinterOffline:
        self.close()
        return Unplugged(self.name, reason)


def lock(descriptor: int) -> None:
    """Keep other programs of ours away from what *descriptor* is open on.

    Does nothing where there are no such locks.

    Raises:
        OSError: Another program holds it (`EAGAIN`).
    """
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno == errno.EAGAIN:
            raise
