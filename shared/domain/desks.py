"""A counter's day: open, pause, close. One station at a counter at a time."""

from dataclasses import replace
from typing import assert_never

from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CloseCounter,
    CloseService,
    DeskStep,
    EndHelp,
    HelpStep,
    OpenCounter,
    OpenService,
    PauseCounter,
    ServiceStep,
)
from shared.domain.errors import (
    CounterBusy,
    CounterClosed,
    CounterPaused,
    CounterTaken,
    HelpAnswered,
    NoHelpWanted,
    ReasonMissing,
    UnknownCounter,
    UnknownService,
)
from shared.domain.events import (
    CounterChanged,
    CounterNow,
    Desk,
    HelpWanted,
    ServiceChanged,
    ServiceNow,
)
from shared.domain.hall import Hall
from shared.domain.notes import note_in
from shared.domain.plan import Counter


def counter_in(hall: Hall, id_: str) -> Counter:
    """Return the counter with this number.

    Raises:
        UnknownCounter: The office has none.
    """
    counter = hall.plan.counter_by_id.get(id_)
    if counter is None:
        raise UnknownCounter(id_)
    return counter


def ready_counter(hall: Hall, id_: str) -> Counter:
    """Return the counter with this number, if it may call a citizen.

    Raises:
        QueueError: It is closed, pauses, or still has a ticket.
    """
    counter = counter_in(hall, id_)
    if at_work := hall.at_counter(id_):
        raise CounterBusy(id_, at_work.number)
    match hall.counters[id_].state:
        case Desk.OPEN:
            return counter
        case Desk.PAUSED:
            raise CounterPaused(id_)
        case Desk.CLOSED:
            raise CounterClosed(id_)


def step_of_counter(hall: Hall, command: DeskStep, now: int) -> CounterChanged:
    """Return the counter as *command* makes it.

    Raises:
        QueueError: The rules do not allow it.
    """
    before = hall.counters[counter_in(hall, command.counter).id]
    match command:
        case OpenCounter():
            after = _opened(before, command)
        case PauseCounter():
            if before.state is Desk.CLOSED:
                raise CounterClosed(before.id)
            reason = note_in(command.reason)
            if not reason:
                raise ReasonMissing("a pause")
            after = replace(before, state=Desk.PAUSED, reason=reason)
        case CloseCounter():
            if at_work := hall.at_counter(before.id):
                raise CounterBusy(before.id, at_work.number)
            after = CounterNow(id=before.id)
        case _:
            assert_never(command)
    return CounterChanged(counter=after, at=now)


def help_of_counter(hall: Hall, command: HelpStep, now: int) -> CounterChanged:
    """Return the counter as a call for help, an answer or its end makes it.

    Raises:
        QueueError: The rules do not allow it.
    """
    acting = hall.counters[counter_in(hall, command.counter).id]
    match command:
        case CallHelp():
            wanted = HelpWanted(since=now, reason=note_in(command.reason))
            after = replace(acting, help=acting.help or wanted)
        case AnswerHelp():
            after = _answered(hall, acting.id, command.to)
        case EndHelp():
            if acting.help is None:
                raise NoHelpWanted(acting.id)
            after = replace(acting, help=None)
        case _:
            assert_never(command)
    return CounterChanged(counter=after, at=now)


def _answered(hall: Hall, acting: str, to: str) -> CounterNow:
    calling = hall.counters[counter_in(hall, to).id]
    wanted = calling.help
    if wanted is None or to == acting:
        raise NoHelpWanted(to)
    if wanted.by not in (None, acting):
        raise HelpAnswered(to, wanted.by or "")
    return replace(calling, help=replace(wanted, by=acting))


def step_of_service(hall: Hall, command: ServiceStep, now: int) -> ServiceChanged:
    """Return the service as *command* makes it.

    Raises:
        QueueError: The office has no such service, or a reason is missing.
    """
    if command.service not in hall.plan.service_by_id:
        raise UnknownService(command.service)
    if command.counter is not None:
        counter_in(hall, command.counter)
    match command:
        case CloseService():
            if not command.reason.strip():
                raise ReasonMissing("closing a service")
            after = ServiceNow(
                id=command.service,
                closed=True,
                reason=command.reason,
                until=command.until,
            )
        case OpenService():
            after = ServiceNow(id=command.service)
        case _:
            assert_never(command)
    return ServiceChanged(service=after, at=now)


def _opened(before: CounterNow, command: OpenCounter) -> CounterNow:
    taken = before.state is not Desk.CLOSED and before.station != command.station
    if taken and before.station is not None and not command.takes_over:
        raise CounterTaken(before.id, before.station)
    return replace(before, state=Desk.OPEN, reason="", station=command.station)
