"""Whether citizens are asked for their cards now, and what the scanner has read."""

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.reader import Reader
from shared.qt.link import Link

READY, AWAY = "ready", "away"


class Cards(QObject):
    """Stands between the scanner and the view-model.

    Cards are asked for only where the office limits numbers by them, the hub is there,
    its key is that of today, and the scanner answers. In every other case numbers are
    given as if there were no limit.

    Signals:
        holder_read: A card was read: its digest under the day's key, 64 hex digits.
        unreadable: Something was read that is no card.
        changed: `asked` is another.
        state_changed: `state` is another.
    """

    holder_read = Signal(str)
    unreadable = Signal()
    changed = Signal()
    state_changed = Signal(object)

    def __init__(
        self, link: Link, scanner: Reader | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._scanner = scanner
        self._here = False
        self.asked = False
        """Whether a citizen is asked for a card before a number is given."""

        self.state: str | None = None
        """How the scanner is: `ready` or `away`; None where no cards are wanted."""

        link.came_online.connect(self._look)
        link.went_offline.connect(self._look)
        link.happened.connect(self._look)
        link.day_key_changed.connect(self._look)
        if scanner is not None:
            scanner.moved.connect(self._on_moved)
            scanner.holder_read.connect(self._on_holder)
            scanner.unreadable.connect(self._on_unreadable)

    def stop(self) -> None:
        """Let go of the scanner."""
        if self._scanner is not None:
            self._scanner.stop()

    @Slot(bool)
    def _on_moved(self, here: bool) -> None:
        self._here = here
        self._look()

    @Slot(str)
    def _on_holder(self, holder: str) -> None:
        if self.asked:
            self.holder_read.emit(holder)

    @Slot()
    def _on_unreadable(self) -> None:
        if self.asked:
            self.unreadable.emit()

    @Slot()
    def _look(self) -> None:
        """Find out anew whether cards are asked for."""
        wanted, key = self._wanted(), self._key()
        if self._scanner is not None:
            self._scanner.use(key if wanted else None)
            if wanted:
                self._scanner.start()
        state = (READY if self._here else AWAY) if wanted else None
        asked = state == READY and key is not None
        if asked != self.asked:
            self.asked = asked
            self.changed.emit()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _wanted(self) -> bool:
        hall = self._link.hall
        return hall is not None and hall.plan.policy.limit == "card"

    def _key(self) -> bytes | None:
        """Return the key of the hub's day; a digest under another one says nothing."""
        hall, day_key = self._link.hall, self._link.day_key
        if hall is None or day_key is None or not self._link.online:
            return None
        return day_key.key if day_key.day == hall.day else None


def cards_of(port: str, baud: int, link: Link) -> Cards:
    """Return what asks for cards with the scanner at *port*; empty: there is none."""
    if not port:
        return Cards(link, None, parent=link)
    # Most kiosks have no scanner, and no need to load what opens a serial line.
    from kiosk.scanner import Scanner  # noqa: PLC0415

    return Cards(link, Scanner(port, baud), parent=link)
