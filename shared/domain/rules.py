"""The rules of the queue: a command and the hall go in, events come out.

Nothing here reads a clock, a file or a socket. Whoever calls `decide` brings
the time along and does something with the events.
"""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.domain.commands import (
    CallNext,
    CloseCounter,
    Command,
    Finish,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    Recall,
    Serve,
    Step,
)
from shared.domain.errors import (
    CalledEnough,
    CounterBusy,
    NobodyWaits,
    RecallTooSoon,
    TicketElsewhere,
    UnknownCounter,
    UnknownService,
    UnknownTicket,
)
from shared.domain.events import (
    CounterChanged,
    CounterNow,
    DayStarted,
    Desk,
    Event,
    TicketChanged,
)
from shared.domain.hall import Hall
from shared.domain.numbers import next_in_sequence, number_of
from shared.domain.picking import next_ticket
from shared.domain.plan import Counter
from shared.domain.ticket import Action, State, Ticket, move

SECOND = 1_000


def decide(hall: Hall, command: Command, now: int) -> list[Event]:
    """Return what happens when *command* is obeyed at *now*.

    A clock that was set back does not set the queue back: nothing happens
    before what has already happened.

    Raises:
        QueueError: The rules do not allow it.
    """
    now = max(now, hall.at)
    match command:
        case IssueTicket():
            return [_issue(hall, command, now)]
        case CallNext():
            return [_call_next(hall, command, now)]
        case Recall() | Serve() | Finish() | MarkNoShow():
            return [_step(hall, command, now)]
        case OpenCounter():
            return [_set_counter(hall, command.counter, Desk.OPEN, now)]
        case CloseCounter():
            return [_close(hall, command, now)]
        case _:
            assert_never(command)


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


def _issue(hall: Hall, command: IssueTicket, now: int) -> TicketChanged:
    service = hall.plan.service_by_id.get(command.service)
    if service is None:
        raise UnknownService(command.service)
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
    return _changed(ticket, Action.ISSUE, now)


def _call_next(hall: Hall, command: CallNext, now: int) -> TicketChanged:
    counter = _counter(hall, command.counter)
    if at_work := hall.at_counter(counter.id):
        raise CounterBusy(counter.id, at_work.number)
    ticket = next_ticket(hall, counter, now)
    if ticket is None:
        raise NobodyWaits(counter.id)
    called = replace(
        move(ticket, Action.CALL),
        counter=counter.id,
        called_at=now,
        recalled_at=None,
        calls=1,
    )
    return _changed(called, Action.CALL, now)


def _step(hall: Hall, command: Step, now: int) -> TicketChanged:
    ticket = _ticket(hall, command)
    match command:
        case Recall():
            return _recall(hall, ticket, now)
        case Serve():
            served = replace(move(ticket, Action.SERVE), served_at=now)
            return _changed(served, Action.SERVE, now)
        case Finish():
            finished = replace(move(ticket, Action.FINISH), ended_at=now)
            return _changed(finished, Action.FINISH, now)
        case MarkNoShow():
            missed = replace(move(ticket, Action.NO_SHOW), ended_at=now)
            return _changed(missed, Action.NO_SHOW, now)
        case _:
            assert_never(command)


def _recall(hall: Hall, ticket: Ticket, now: int) -> TicketChanged:
    policy = hall.plan.policy
    again = move(ticket, Action.RECALL)
    if ticket.calls >= policy.max_calls:
        raise CalledEnough(ticket.number, ticket.calls)
    last = ticket.recalled_at or ticket.called_at or 0
    left = last + int(policy.recall_seconds * SECOND) - now
    if left > 0:
        raise RecallTooSoon(ticket.number, -(-left // SECOND))
    recalled = replace(again, recalled_at=now, calls=ticket.calls + 1)
    return _changed(recalled, Action.RECALL, now)


def _close(hall: Hall, command: CloseCounter, now: int) -> CounterChanged:
    if at_work := hall.at_counter(command.counter):
        raise CounterBusy(command.counter, at_work.number)
    return _set_counter(hall, command.counter, Desk.CLOSED, now)


def _set_counter(hall: Hall, counter: str, state: Desk, now: int) -> CounterChanged:
    now_so = CounterNow(id=_counter(hall, counter).id, state=state)
    return CounterChanged(counter=now_so, at=now)


def _changed(ticket: Ticket, action: Action, at: int) -> TicketChanged:
    return TicketChanged(action=action, ticket=ticket, at=at)


def _counter(hall: Hall, id_: str) -> Counter:
    counter = hall.plan.counter_by_id.get(id_)
    if counter is None:
        raise UnknownCounter(id_)
    return counter


def _ticket(hall: Hall, command: Step) -> Ticket:
    ticket = hall.tickets.get(command.number)
    if ticket is None:
        raise UnknownTicket(command.number)
    if command.counter is None:
        return ticket
    if ticket.counter not in (None, _counter(hall, command.counter).id):
        raise TicketElsewhere(ticket.number, ticket.counter or "")
    return ticket
