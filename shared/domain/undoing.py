"""Taking back the last step at a counter: the ticket is again as it was."""

from shared.domain.commands import Undo
from shared.domain.deeds import Deed
from shared.domain.desks import counter_in
from shared.domain.errors import (
    CounterBusy,
    CounterClosed,
    NothingToUndo,
    UndoTooLate,
)
from shared.domain.events import Desk, Details, TicketChanged
from shared.domain.hall import Hall
from shared.domain.ticket import AT_A_COUNTER, UNDOABLE, Action
from shared.domain.times import SECOND


def undone(hall: Hall, command: Undo, now: int) -> TicketChanged:
    """Return the ticket as it was before the last step at the counter.

    The step must be young, nobody may have done anything to the ticket since, and
    the counter must have room for it.

    Raises:
        QueueError: The rules do not allow it.
    """
    counter = counter_in(hall, command.counter).id
    deed = hall.deeds.last(counter)
    if deed is None or not _stands(hall, deed, command.number):
        raise NothingToUndo(counter)
    seconds = hall.plan.policy.clerk_undo_seconds
    if now > deed.at + seconds * SECOND:
        raise UndoTooLate(command.number, int(seconds))
    if deed.before.state in AT_A_COUNTER:
        _check_room(hall, counter, command.number)
    details = Details(undone=deed.action, undone_at=deed.at)
    return TicketChanged(
        action=Action.UNDO, ticket=deed.before, at=now, details=details
    )


def _stands(hall: Hall, deed: Deed, number: str) -> bool:
    """Return whether *deed* is about *number*, which is still as it left it."""
    untouched = hall.tickets.get(number) == deed.after
    return deed.action in UNDOABLE and deed.after.number == number and untouched


def _check_room(hall: Hall, counter: str, number: str) -> None:
    at_work = hall.at_counter(counter)
    if at_work is not None and at_work.number != number:
        raise CounterBusy(counter, at_work.number)
    if hall.counters[counter].state is Desk.CLOSED:
        raise CounterClosed(counter)
