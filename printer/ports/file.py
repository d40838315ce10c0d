"""A file that takes the bytes of all slips, one after the other."""

from pathlib import Path

from printer.errors import PrinterOffline


class FilePort:
    """Appends to a plain file. Nobody ever answers."""

    answers = False

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    def write(self, data: bytes, timeout: float) -> int:
        try:
            with self._path.open("ab") as file:
                return file.write(data)
        except OSError as error:
            raise PrinterOffline(f"{self._path}: {error.strerror}") from error

    def read(self, timeout: float) -> bytes:
        return b""

    def close(self) -> None:
        """Each write has closed the file."""
