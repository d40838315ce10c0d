"""What citizens want of the hub: a number, or to give one back; one at a time."""

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.picture import Given
from kiosk.standby import Standby
from shared.domain.commands import CancelTicket, IssueTicket
from shared.qt.link import Link
from shared.wire.messages import Done, Refused


class Wishes(QObject):
    """Asks the hub, and knows which answer is to the wish under way.

    Signals:
        number_came: The `Given` of the wish for a number, or why it was `Refused`.
        gave_back: Whether the number was given back.
    """

    number_came = Signal(object)
    gave_back = Signal(bool)

    def __init__(
        self, link: Link, standby: Standby | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._standby = standby
        self._asked: str | None = None
        self._giving_back = False
        link.answered.connect(self._on_answer)

    def take_number(
        self, service: str, *, priority: bool, holder: str | None = None
    ) -> Given | Refused | None:
        """Return what came of the wish, or None: the hub has been asked.

        *holder* is whose card was shown, as a digest. While the hub is away nobody
        can tell what else its holder has, so it is kept nowhere.
        """
        if self._standby is not None and self._standby.on_duty:
            return self._standby.give(service, priority=priority)
        self._giving_back = False
        command = IssueTicket(service=service, priority=priority, holder=holder)
        self._asked = self._link.ask(command)
        return None

    def give_back(self, number: str) -> None:
        """Ask the hub to take *number* back."""
        self._giving_back = True
        self._asked = self._link.ask(CancelTicket(number=number))

    def forget(self) -> None:
        """Nobody waits for the answer any more."""
        if self._asked is not None:
            self._link.forget(self._asked)
            self._asked = None

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        if answer.id != self._asked:
            return
        self._asked = None
        if self._giving_back:
            self.gave_back.emit(isinstance(answer, Done))
        elif isinstance(answer, Refused):
            self.number_came.emit(answer)
        elif answer.ticket is not None:
            self.number_came.emit(
                Given(
                    ticket=answer.ticket,
                    ahead=answer.ahead or 0,
                    wait=answer.wait_minutes or (0, 0),
                    token=answer.token or "",
                    id=answer.id,
                )
            )
