"""A station that is being watched: what it does as JSON lines, orders from outside."""

import json
import sys
from threading import Thread
from typing import TextIO

from PySide6.QtCore import QObject, Signal


class Figures:
    """Tells what happens, one JSON object a line; or nothing, when not wanted."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    @classmethod
    def to_stdout(cls, *, wanted: bool) -> "Figures":
        """Return figures on standard output, or silent ones."""
        return cls(sys.stdout if wanted else None)

    def tell(self, event: str, **parts: object) -> None:
        """Write that *event* happened."""
        if self._stream is not None:
            print(json.dumps({"event": event, **parts}), file=self._stream, flush=True)


class Orders(QObject):
    """What somebody outside wants, a word a line; other words are passed over.

    Signals:
        rest: The hand is to stop after what it is in the middle of.
        leave: The program is to end.
    """

    rest = Signal()
    leave = Signal()

    def listen(self, stream: TextIO) -> None:
        """Begin to take orders from *stream*."""
        Thread(target=self._hear, args=(stream,), name="orders", daemon=True).start()

    def _hear(self, stream: TextIO) -> None:
        for line in stream:
            match line.strip():
                case "rest":
                    self.rest.emit()
                case "leave":
                    self.leave.emit()
                case _:
                    pass
