"""A file that takes the bytes of all slips, one after the other."""

import os
from contextlib import suppress
from pathlib import Path

from printer.errors import PrinterOffline
from printer.ports import Port
from printer.ports.descriptor import lock
from printer.ports.devices import why_not_open


class FilePort(Port):
    """Appends to a plain file, alone. Nobody ever answers."""

    answers = False

    def __init__(self, path: str | Path) -> None:
        self.name = str(path)
        self._file: int | None = None

    def write(self, data: bytes, timeout: float) -> int:
        file = self._opened()
        try:
            return os.write(file, data)
        except BlockingIOError:
            return 0  # a pipe that nobody empties
        except OSError as error:
            self.close()
            raise PrinterOffline(f"{self.name}: {error.strerror}") from error

    def read(self, timeout: float) -> bytes:
        self._opened()
        return b""

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                os.close(file)

    def _opened(self) -> int:
        if self._file is not None and not os.fstat(self._file).st_nlink:
            self.close()  # somebody has deleted it: begin a new one
        if self._file is None:
            self._file = self._open()
        return self._file

    def _open(self) -> int:
        how = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        # Neither wait for the reader of a pipe, nor let Windows turn line ends.
        how |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = None
        try:
            file = os.open(self.name, how, 0o644)
            lock(file)
        except OSError as error:
            if file is not None:
                os.close(file)
            if isinstance(error, FileNotFoundError):
                raise PrinterOffline(f"{self.name}: {error.strerror}") from error
            raise why_not_open(self.name, error) from error
        return file
