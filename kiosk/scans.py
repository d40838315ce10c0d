"""Cuts what a scanner sends into scans, and forgets each as soon as it is taken."""

from collections.abc import Iterator

from kiosk.card import erase

ENDS = b"\r\n"
LONGEST = 512
"""Bytes of a scan; a card has about 150. What is longer is no card."""


class Scans:
    """The bytes of a serial line as scans: each ends with CR, LF or a pause."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self._too_long = False

    def take(self, data: bytes) -> Iterator[bytearray]:
        """Return the scans that *data* completes; one that was too long is empty."""
        for byte in data:
            if byte in ENDS:
                yield from self.pause()
            elif len(self._begun) == LONGEST:
                erase(self._begun)
                self._begun, self._too_long = bytearray(), True
            elif not self._too_long:
                self._begun.append(byte)

    def pause(self) -> Iterator[bytearray]:
        """Return the scan that a pause completes, if one has begun."""
        scan, too_long = self._begun, self._too_long
        self._begun, self._too_long = bytearray(), False
        if scan or too_long:
            yield scan

    def forget(self) -> None:
        """Let what has begun be nothing."""
        for scan in self.pause():
            erase(scan)
