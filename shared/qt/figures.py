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
    """Listens to a stream for orders, a word a line.

    Signals:
        ordered: A word came.
    """

    ordered = Signal(str)

    def __init__(self, stream: TextIO, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stream = stream
        Thread(target=self._listen, name="orders", daemon=True).start()

    def _listen(self) -> None:
        for line in self._stream:
            self.ordered.emit(line.strip())
