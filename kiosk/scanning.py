"""A citizen shows a card before the number, or goes without one."""

from PySide6.QtCore import QObject, Signal, Slot

from kiosk import course
from kiosk.cards import Cards
from kiosk.comfort import Asking
from kiosk.picture import Screen
from kiosk.visiting import Visiting


class Scanning(QObject):
    """Leads a visit by what the scanner reads.

    Whose card it is goes straight to the wish for a number: no visit and no picture
    has it.

    Signals:
        decided: The number is for the holder of this digest; empty: without a card.
    """

    decided = Signal(str)

    def __init__(
        self, visiting: Visiting, cards: Cards | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._visiting = visiting
        self._cards = cards
        if cards is not None:
            cards.holder_read.connect(self._on_holder)
            cards.unreadable.connect(self._on_unreadable)
            cards.changed.connect(self._on_changed)

    @property
    def wanted(self) -> bool:
        """Whether a card is asked for before a number is given."""
        return self._cards is not None and self._cards.asked

    def ask(self) -> None:
        """Ask the citizen for a card."""
        self._visiting.follow(course.ask_for_card(self._visiting.course))

    @Slot()
    def go_without(self) -> None:
        """A citizen has no card with a code, or would rather not show it."""
        if self._asks:
            self.decided.emit("")

    @property
    def _asks(self) -> bool:
        return self._visiting.picture.screen is Screen.CARD

    @Slot(str)
    def _on_holder(self, holder: str) -> None:
        if self._asks:
            if self._visiting.access.comfort.asking is not Asking.NOTHING:
                self._visiting.access.close()
            self.decided.emit(holder)
        else:
            self._on_unreadable()

    @Slot()
    def _on_unreadable(self) -> None:
        """Say what to do: try again, or choose first. Somebody is there."""
        now = self._visiting
        if now.access.asks_for_time:
            now.access.stay()
        now.notice_touch()
        now.follow(course.scanned_in_vain(now.course, now.picture))

    @Slot()
    def _on_changed(self) -> None:
        """Go on without cards when none can be read any more: nobody waits in vain."""
        self._visiting.refresh()
        if self._asks and not self.wanted:
            self.decided.emit("")
