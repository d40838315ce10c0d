"""Numbers given at the desk: what is told of them, and where they are printed."""

from collections.abc import Callable

from counter.answers.facts import DESK
from counter.slip import NewNumber
from counter.texts import Texts
from printer.state import READY
from shared.domain.ticket import Ticket
from shared.qt.link import Link
from shared.wire.messages import Answer, Done, PrintHere

SHORT_ID = 50
"""So much of an id leaves room for what is added to it."""


class HandingOut:
    """Waits for the numbers that were asked for, and has their slips printed."""

    def __init__(
        self,
        link: Link,
        texts: Texts,
        print_here: Callable[[str, NewNumber], None] | None = None,
    ) -> None:
        """*print_here* prints a number at this desk, under the id of its wish."""
        self._link = link
        self._print_here = print_here
        self._texts = texts
        self._waiting: dict[str, str] = {}
        self.told = ""
        """What became of the last one."""

    def expect(self, id_: str, place: str) -> None:
        """A number was asked for under *id_*, to be printed at *place* if anywhere."""
        self._waiting[id_] = place

    def answered(self, answer: Answer) -> bool:
        """Take *answer* in; return whether it is about a number or its slip."""
        if answer.id not in self._waiting:
            return False
        place = self._waiting.pop(answer.id)
        self.told = self.told if isinstance(answer, Done) else ""
        if isinstance(answer, Done) and answer.ticket is not None:
            if place == DESK and self._print_here is not None:
                self._print(answer, answer.ticket)
            else:
                self._hand_out(answer, answer.ticket.number, place)
        return True

    def printed(self, number: str, trouble: str) -> None:
        """Take in that the desk's slip of *number* is there, or what is wrong."""
        texts = self._texts
        if trouble == READY:
            place = texts.print_desk
            self.told = texts.issued_printing.format(number=number, place=place)
            return
        reason = texts.printers.get(trouble, texts.printer_other)
        self.told = texts.not_printed.format(number=number, reason=reason)

    def _print(self, done: Done, ticket: Ticket) -> None:
        number, place = ticket.number, self._texts.print_desk
        self.told = self._texts.issued_printing.format(number=number, place=place)
        new = NewNumber(
            ticket=ticket,
            ahead=done.ahead,
            wait=done.wait_minutes,
            token=done.token or "",
        )
        if self._print_here is not None:
            self._print_here(done.id, new)

    def _hand_out(self, done: Done, number: str, place: str) -> None:
        if not place:
            self.told = self._texts.issued.format(number=number)
            return
        where = self._texts.print_at.format(station=place)
        self.told = self._texts.issued_printing.format(number=number, place=where)
        wish = PrintHere(
            id=f"{done.id[:SHORT_ID]}-slip",
            number=number,
            station=place,
            token=done.token or "",
            ahead=done.ahead,
            wait_minutes=done.wait_minutes,
        )
        self._waiting[wish.id] = ""
        self._link.print_at(wish)
