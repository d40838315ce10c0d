"""A small durable journal: what was appended is there after a power cut.

For programs beside the hub that must not forget: which slip was being printed, which
numbers a kiosk gave while the hub was away. The hub's own records are in a database.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

log = logging.getLogger(__name__)

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would change the ends of lines."""


class Journal:
    """A file of texts, each on a line of its own behind its checksum.

    A text that a power cut tore apart is left out when the file is read again, with
    a line in the log; those before it are whole.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at *path*, or make it, and its folder.

        Raises:
            OSError: The file cannot be read or written.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.texts = _read(path) if path.exists() else []
        """What the journal held when it was opened, oldest first."""

        # Whatever was torn goes, so that nothing is appended to half a line.
        self._descriptor = _replace(path, self.texts)

    def append(self, text: str) -> None:
        """Keep *text*, one line; it is on the disk when this returns.

        Raises:
            OSError: It could not be kept.
        """
        _write(self._descriptor, _line(text))
        os.fsync(self._descriptor)

    def rewrite(self, texts: Iterable[str]) -> None:
        """Keep *texts* in place of all there is: all of them or none.

        Raises:
            OSError: Everything is as it was.
        """
        before = self._descriptor
        if os.name == "nt":
            # There nobody may have a file open whose name another takes.
            os.close(before)
            self._descriptor = _replace(self._path, texts)
        else:
            self._descriptor = _replace(self._path, texts)
            os.close(before)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def _read(path: Path) -> list[str]:
    texts = []
    for place, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        text = _text(line)
        if text is None:
            log.warning("%s, line %d: torn, left out", path, place)
        else:
            texts.append(text)
    return texts


def _line(text: str) -> bytes:
    if "\n" in text or "\r" in text:
        raise ValueError("a text of the journal is one line")
    data = text.encode()
    return b"%08x %s\n" % (crc32(data), data)


def _text(line: bytes) -> str | None:
    """Return the text in *line*, or None if not all of it is there."""
    checksum, _, data = line.rstrip(b"\n").partition(b" ")
    whole = line.endswith(b"\n") and checksum == b"%08x" % crc32(data)
    return data.decode() if whole else None


def keep_file(path: Path, data: bytes) -> None:
    """Let *path* hold *data* alone: all of it, or what it held before.

    Raises:
        OSError: Everything is as it was.
    """
    beside = path.with_name(f"{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY
    descriptor = os.open(beside, flags, 0o600)
    try:
        _write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(path)
    if os.name == "posix":
        _keep_name(path.parent)


def _replace(path: Path, texts: Iterable[str]) -> int:
    """Make *path* hold *texts* alone, and return it open for appending."""
    keep_file(path, b"".join(map(_line, texts)))
    return os.open(path, os.O_WRONLY | os.O_APPEND | BINARY)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _keep_name(folder: Path) -> None:
    """Let the disk know the names of the files in *folder*."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
