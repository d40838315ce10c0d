"""The rules of the queue: a command and the hall go in, events come out.

Nothing here reads a clock, a file or a socket. Whoever calls `decide` brings
the time along and does something with the events.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CallNext,
    CallTicket,
    CloseCounter,
    CloseService,
    Command,
    EndHelp,
    IssueTicket,
    MarkNoShow,
    MergeTicket,
    OpenCounter,
    OpenService,
    PauseCounter,
    Rate,
    Step,
    Undo,
    WalkIn,
)
from shared.domain.desks import (
    help_of_counter,
    ready_counter,
    step_of_counter,
    step_of_service,
)
from shared.domain.errors import NobodyWaits, ReasonMissing, UnknownTicket
from shared.domain.events import DayStarted, Event, TicketChanged
from shared.domain.hall import Hall
from shared.domain.issuing import service_for
from shared.domain.merging import merged
from shared.domain.notes import note_in
from shared.domain.numbers import next_in_sequence, number_of
from shared.domain.picking import next_ticket
from shared.domain.rating import rated
from shared.domain.steps import last_call, step_of_ticket
from shared.domain.ticket import Action, State, Ticket, move
from shared.domain.times import SECOND
from shared.domain.undoing import undone


def decide(hall: Hall, command: Command, now: int) -> list[Event]:
    """Return what happens when *command* is obeyed at *now*.

    A clock that was set back does not set the queue back: nothing happens
    before what has already happened. Nothing at all happens when a ticket is
    merged that is known.

    Raises:
        QueueError: The rules do not allow it.
    """
    now = max(now, hall.at)
    match command:
        case IssueTicket() | MergeTicket() | WalkIn():
            return [*_given(hall, command, now)]
        case CallNext() | CallTicket():
            return [_call(hall, command, now)]
        case OpenCounter() | PauseCounter() | CloseCounter():
            return [step_of_counter(hall, command, now)]
        case CallHelp() | AnswerHelp() | EndHelp():
            return [help_of_counter(hall, command, now)]
        case CloseService() | OpenService():
            return [step_of_service(hall, command, now)]
        case _:
            return [_step(hall, command, now)]


def turn_of_day(hall: Hall, day: date, now: int) -> list[Event]:
    """Return what happens when *day* has come: the open tickets expire.

    The business day only moves forward; nothing happens on an earlier one.
    """
    if day <= hall.day:
        return []
    now = max(now, hall.at)
    expired: list[Event] = [
        _changed(replace(move(ticket, Action.EXPIRE), ended_at=now), Action.EXPIRE, now)
        for ticket in hall.open_tickets()
    ]
    return [*expired, DayStarted(day=day, at=now)]


def overdue(hall: Hall, now: int) -> list[Command]:
    """Return what an office that marks no-shows by itself wishes at *now*."""
    policy = hall.plan.policy
    if not policy.automatic_no_show:
        return []
    patience = policy.recall_seconds * SECOND
    at_work = filter(None, (hall.at_counter(c.id) for c in hall.plan.counters))
    return [
        MarkNoShow(number=ticket.number)
        for ticket in at_work
        if ticket.state is State.CALLED
        and ticket.calls >= policy.max_calls
        and now >= last_call(ticket) + patience
    ]


def _given(
    hall: Hall, command: IssueTicket | MergeTicket | WalkIn, now: int
) -> Sequence[TicketChanged]:
    match command:
        case IssueTicket():
            return [_issue(hall, command, now)]
        case MergeTicket():
            return merged(hall, command, now)
        case WalkIn():
            return _walk_in(hall, command, now)


def _step(hall: Hall, command: Step | Undo | Rate, now: int) -> TicketChanged:
    match command:
        case Undo():
            return undone(hall, command, now)
        case Rate():
            return rated(hall, command, now)
        case _:
            return step_of_ticket(hall, command, now)


def _issue(hall: Hall, command: IssueTicket, now: int) -> TicketChanged:
    service = service_for(hall, command, now)
    sequence = next_in_sequence(hall.last_number(service.id), hall.plan.kiosks)
    ticket = Ticket(
        number=number_of(service, sequence, hall.plan.policy.number_format),
        service=service.id,
        state=State.WAITING,
        priority=command.priority,
        issued_at=now,
        queued_at=now,
        order=hall.issued + 1,
    )
    return TicketChanged(
        action=Action.ISSUE,
        ticket=ticket,
        at=now,
        station=command.station,
        holder=command.holder,
    )


def _call(hall: Hall, command: CallNext | CallTicket, now: int) -> TicketChanged:
    counter = ready_counter(hall, command.counter)
    match command:
        case CallNext():
            ticket = next_ticket(hall, counter, now)
            if ticket is None:
                raise NobodyWaits(counter.id)
            return _called(ticket, counter.id, now)
        case CallTicket():
            return _out_of_turn(hall, command, now)


def _out_of_turn(hall: Hall, command: CallTicket, now: int) -> TicketChanged:
    """The report tells of it."""
    ticket = hall.tickets.get(command.number)
    if ticket is None:
        raise UnknownTicket(command.number)
    reason = _reason_in(command.reason)
    return replace(_called(ticket, command.counter, now), reason=reason)


def _walk_in(hall: Hall, command: WalkIn, now: int) -> tuple[TicketChanged, ...]:
    """Give and call in one: nobody else can call the number in between."""
    counter = ready_counter(hall, command.counter)
    reason = _reason_in(command.reason)
    wish = IssueTicket(
        service=command.service, priority=command.priority, counter=counter.id
    )
    issued = _issue(hall, wish, now)
    called = _called(issued.ticket, counter.id, now)
    return issued, replace(called, reason=reason)


def _reason_in(reason: str) -> str:
    reason = note_in(reason)
    if not reason:
        raise ReasonMissing("calling out of turn")
    return reason


def _called(ticket: Ticket, counter: str, now: int) -> TicketChanged:
    called = replace(
        move(ticket, Action.CALL),
        counter=counter,
        called_at=now,
        recalled_at=None,
        calls=1,
        to_counter=counter if ticket.to_counter == counter else None,
    )
    return _changed(called, Action.CALL, now)


def _changed(ticket: Ticket, action: Action, at: int) -> TicketChanged:
    return TicketChanged(action=action, ticket=ticket, at=at)
