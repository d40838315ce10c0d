"""Reads a buffer as rows for the head, or as commands that are none of the pen's."""

from printer.pen import Pen
from printer.reading import Command, Letters, Picture, Reader


class PageReader:
    """Turns the bytes of *buffer* into rows; a picture comes out row by row."""

    def __init__(self, buffer: bytearray, pen: Pen) -> None:
        self._buffer = buffer
        self._pen = pen
        self._reader = Reader()
        self._picture: Picture | None = None
        self._missing = 0

    @property
    def in_a_picture(self) -> bool:
        """Whether rows of a picture are still to come."""
        return self._picture is not None

    def forget(self) -> None:
        """Drop what has been begun, and all that the pen remembers."""
        self._reader.forget()
        self._pen.reset()
        self._picture = None

    def next(self) -> list[int] | Command | None:
        """Return the next rows or command, None if more bytes must come first."""
        if self._picture:
            return self._row_of(self._picture)
        match self._reader.next(self._buffer):
            case Picture(rows=rows, width_bytes=width) as picture:
                if rows and width:
                    self._picture, self._missing = picture, rows
                return []
            case Letters(text):
                return self._pen.write(text)
            case command:
                return command

    def _row_of(self, picture: Picture) -> list[int] | None:
        if len(self._buffer) < picture.width_bytes:
            return None
        row = bytes(self._buffer[: picture.width_bytes])
        del self._buffer[: picture.width_bytes]
        self._missing -= 1
        if not self._missing:
            self._picture = None
        return self._pen.row_of(row, picture)
