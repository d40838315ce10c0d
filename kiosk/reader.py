"""What reads cards, as seen by whoever asks for them."""

from PySide6.QtCore import QObject, Signal


class Reader(QObject):
    """Reads cards while there is a key; without one it throws away what comes.

    This one is plugged in nowhere: it reads what it is told to. The real one is
    `kiosk.scanner.Scanner`.

    Signals:
        holder_read: Somebody's card was read; its digest under the day's key.
        unreadable: Something was read that is no card.
        moved: The scanner is there now, or it was looked for and is not.
    """

    holder_read = Signal(str)
    unreadable = Signal()
    moved = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key: bytes | None = None
        """Under which digests are made now."""

        self.started = False

    def start(self) -> None:
        """Look for the scanner from now on; does nothing the second time."""
        self.started = True

    def stop(self) -> None:
        """Let go of the scanner, and wait for that."""

    def use(self, day_key: bytes | None) -> None:
        """Make digests under *day_key* from now on, or none at all."""
        self.key = day_key
