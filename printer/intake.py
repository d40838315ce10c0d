"""How bytes get into a virtual printer: the wire, the buffer, and real-time commands.

Those are obeyed where they are seen, also in the middle of a picture, as in real
printers.
"""

import re

BUFFER = 4096
BEHIND_MS = 20.0
"""How far a wire or a head catches up when nobody has looked for a while."""

CLEAR = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
AT_ONCE = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(CLEAR))


class Intake:
    """A wire of *baud* and a buffer; without a baud rate it is as fast as USB."""

    def __init__(self, baud: int | None) -> None:
        self._bytes_per_ms = baud / 10_000 if baud else None
        self._at = 0.0
        self._tail = b""
        self.buffer = bytearray()

    def room(self, now: float) -> int:
        """Return how many bytes the wire and the buffer take at *now*."""
        free = BUFFER - len(self.buffer)
        if self._bytes_per_ms is None:
            return free
        since = min(
            (now - self._at) * self._bytes_per_ms, BEHIND_MS * self._bytes_per_ms
        )
        return min(free, int(since))

    def take(self, data: bytes, now: float, *, clear: bool) -> list[bytes]:
        """Put *data* into the buffer and return what must be obeyed at once.

        Where *clear* is known, the bytes before it are dropped from the buffer.
        """
        if self._bytes_per_ms:
            began = max(self._at, now - BEHIND_MS)
            self._at = began + len(data) / self._bytes_per_ms
        seen = self._tail + data
        self.buffer += data
        found = [
            match for match in AT_ONCE.finditer(seen) if clear or match[0] != CLEAR
        ]
        for match in found:
            if match[0] == CLEAR:
                del self.buffer[: max(0, len(self.buffer) - len(seen) + match.end())]
        end = max([len(seen) - len(CLEAR) + 1, 0, *(match.end() for match in found)])
        self._tail = seen[end:]
        return [match[0] for match in found]

    def lose(self) -> None:
        """Lose everything, as when the power goes."""
        self.buffer.clear()
        self._tail = b""
