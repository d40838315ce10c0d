"""The steps of a ticket after it was given, one function each."""

from collections.abc import Callable
from dataclasses import replace

from shared.domain.commands import (
    CancelTicket,
    Finish,
    Hold,
    MarkNoShow,
    Recall,
    Resume,
    Serve,
    SetPriority,
    Step,
    Transfer,
)
from shared.domain.desks import counter_in
from shared.domain.errors import (
    CalledEnough,
    CalledTooSeldom,
    GivenElsewhere,
    MoveRefused,
    NowhereToGo,
    RecallTooSoon,
    ResumedEnough,
    TicketElsewhere,
    UndoTooLate,
    UnknownTicket,
)
from shared.domain.events import Details, TicketChanged
from shared.domain.hall import Hall
from shared.domain.notes import dealt_in, note_in
from shared.domain.offering import offered
from shared.domain.returning import (
    BEHIND_AFTER_HOLD,
    BEHIND_AFTER_NO_SHOW,
    place_behind,
)
from shared.domain.ticket import AT_A_COUNTER, Action, State, Ticket, move
from shared.domain.times import MINUTE, SECOND


def step_of_ticket(hall: Hall, command: Step, now: int) -> TicketChanged:
    """Return the ticket as *command* makes it.

    Raises:
        QueueError: The rules do not allow it.
    """
    action, step = STEPS[type(command)]
    ticket = _ticket(hall, command)
    after = step(hall, move(ticket, action), ticket, command, now)
    if action is Action.FINISH and after.state is State.WAITING:
        action = Action.TRANSFER
    details = _details(command)
    return TicketChanged(action=action, ticket=after, at=now, details=details)


def _details(command: Step) -> Details | None:
    match command:
        case Finish(dealt=dealt) if dealt:
            return Details(dealt=dealt_in(dealt))
        case Transfer(note=note) if note.strip():
            return Details(note=note_in(note))
        case _:
            return None


def _ticket(hall: Hall, command: Step) -> Ticket:
    ticket = hall.tickets.get(command.number)
    if ticket is None:
        raise UnknownTicket(command.number)
    if command.counter is None:
        return ticket
    acting = counter_in(hall, command.counter).id
    if ticket.state in AT_A_COUNTER and ticket.counter != acting:
        raise TicketElsewhere(ticket.number, ticket.counter or "")
    return ticket


def _cancel(
    hall: Hall, moved: Ticket, _before: Ticket, command: CancelTicket, now: int
) -> Ticket:
    """A counter may always; a citizen only in the first moments, where he got it."""
    if command.counter is None:
        _check_undo(hall, moved, command, now)
    return replace(moved, ended_at=now)


def _check_undo(hall: Hall, ticket: Ticket, command: CancelTicket, now: int) -> None:
    giver = hall.tally.givers.get(ticket.number)
    if command.station is not None and giver != command.station:
        raise GivenElsewhere(ticket.number)
    seconds = hall.plan.policy.undo_seconds
    if now > ticket.issued_at + seconds * SECOND:
        raise UndoTooLate(ticket.number, int(seconds))


def _recall(
    hall: Hall, moved: Ticket, _before: Ticket, _command: Recall, now: int
) -> Ticket:
    policy = hall.plan.policy
    if moved.calls >= policy.max_calls:
        raise CalledEnough(moved.number, moved.calls)
    left = last_call(moved) + int(policy.recall_seconds * SECOND) - now
    if left > 0:
        raise RecallTooSoon(moved.number, -(-left // SECOND))
    return replace(moved, recalled_at=now, calls=moved.calls + 1)


def last_call(ticket: Ticket) -> int:
    """Return when *ticket* was last called, 0 for never."""
    return ticket.recalled_at or ticket.called_at or 0


def _serve(
    _hall: Hall, moved: Ticket, _before: Ticket, _command: Serve, now: int
) -> Ticket:
    return replace(moved, served_at=now)


def _finish(
    _hall: Hall, moved: Ticket, _before: Ticket, _command: Finish, now: int
) -> Ticket:
    """Whoever was only lent to this counter goes back to the one that sent him."""
    if moved.back_to is None:
        return replace(moved, ended_at=now)
    return _sent_on(moved, to_counter=moved.back_to)


def _no_show(
    hall: Hall, moved: Ticket, _before: Ticket, _command: MarkNoShow, now: int
) -> Ticket:
    needed = hall.plan.policy.calls_before_no_show
    if moved.calls < needed:
        raise CalledTooSeldom(moved.number, moved.calls, needed)
    return replace(moved, ended_at=now)


def _hold(
    _hall: Hall, moved: Ticket, _before: Ticket, _command: Hold, now: int
) -> Ticket:
    return replace(moved, ended_at=now)


def _resume(
    hall: Hall, moved: Ticket, before: Ticket, _command: Resume, now: int
) -> Ticket:
    again = replace(_waiting_again(moved), ended_at=None)
    if before.state is State.ON_HOLD:
        place = place_behind(hall, again, BEHIND_AFTER_HOLD, now)
        return replace(again, queued_at=place)
    policy = hall.plan.policy
    if moved.resumes >= policy.max_resumes:
        raise ResumedEnough(moved.number, moved.resumes)
    late = now - (before.ended_at or 0) > policy.resume_minutes * MINUTE
    place = now if late else place_behind(hall, again, BEHIND_AFTER_NO_SHOW, now)
    return replace(again, queued_at=place, resumes=moved.resumes + 1)


def _transfer(
    hall: Hall, moved: Ticket, before: Ticket, command: Transfer, _now: int
) -> Ticket:
    """Its place is kept: the citizen did not choose to be sent on."""
    one_target = (command.service is None) != (command.to_counter is None)
    if not one_target or command.to_counter == before.counter:
        raise NowhereToGo(moved.number)
    back_to = before.counter if command.come_back else None
    if command.service is not None:
        if command.service != before.service:
            offered(hall, command.service)
        return _sent_on(moved, service=command.service, back_to=back_to)
    target = counter_in(hall, command.to_counter or "")
    return _sent_on(moved, to_counter=target.id, back_to=back_to)


def _sent_on(
    ticket: Ticket,
    *,
    service: str | None = None,
    to_counter: str | None = None,
    back_to: str | None = None,
) -> Ticket:
    """Return *ticket* waiting, with nothing left of the counter it was at."""
    return replace(
        ticket,
        service=service or ticket.service,
        to_counter=to_counter,
        back_to=back_to,
        state=State.WAITING,
        counter=None,
        called_at=None,
        recalled_at=None,
        calls=0,
        served_at=None,
    )


def _waiting_again(ticket: Ticket) -> Ticket:
    """Return *ticket* waiting for what it waited for before it was called."""
    return _sent_on(ticket, to_counter=ticket.to_counter, back_to=ticket.back_to)


def _set_priority(
    _hall: Hall, moved: Ticket, before: Ticket, command: SetPriority, _now: int
) -> Ticket:
    """Withdrawn from whoever was called, it falls back into the ordinary lane."""
    if before.state is not State.CALLED:
        return replace(moved, priority=command.priority)
    if command.priority or not before.priority:
        raise MoveRefused(before.number, before.state, Action.SET_PRIORITY)
    return replace(_waiting_again(moved), priority=False)


# What each wish does to a ticket, and how.
STEPS: dict[type, tuple[Action, Callable[..., Ticket]]] = {
    CancelTicket: (Action.CANCEL, _cancel),
    Recall: (Action.RECALL, _recall),
    Serve: (Action.SERVE, _serve),
    Finish: (Action.FINISH, _finish),
    MarkNoShow: (Action.NO_SHOW, _no_show),
    Hold: (Action.HOLD, _hold),
    Resume: (Action.RESUME, _resume),
    Transfer: (Action.TRANSFER, _transfer),
    SetPriority: (Action.SET_PRIORITY, _set_priority),
}
