"""The last steps at each counter, so that a wrong press can be taken back."""

from collections import deque
from dataclasses import dataclass

from shared.domain.ticket import AT_A_COUNTER, Action, Ticket

REMEMBERED = 3
"""A press may be two steps: finish, and call the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One step at a counter: the ticket before and after it."""

    action: Action
    before: Ticket
    after: Ticket
    at: int


class Deeds:
    """The last steps, by counter. A step that nobody saw whole is not among them."""

    def __init__(self) -> None:
        self._deeds: dict[str, deque[Deed]] = {}

    def note(
        self, action: Action, before: Ticket | None, after: Ticket, at: int
    ) -> None:
        """Take in that *action* made *after* of *before*."""
        counter = desk_of(before, after)
        if before is None or counter is None:
            return
        deeds = self._deeds.setdefault(counter, deque(maxlen=REMEMBERED))
        if action is not Action.UNDO:
            deeds.append(Deed(action=action, before=before, after=after, at=at))
        elif deeds and deeds[-1].before == after:
            deeds.pop()
        else:
            deeds.clear()

    def last(self, counter: str) -> Deed | None:
        """Return what was done last at *counter*, if it is known."""
        deeds = self._deeds.get(counter)
        return deeds[-1] if deeds else None


def desk_of(before: Ticket | None, after: Ticket) -> str | None:
    """Return the counter at which a ticket is, or was until now."""
    for ticket in (after, before):
        if ticket is not None and ticket.state in AT_A_COUNTER:
            return ticket.counter
    return None
