"""What a clerk may press: whatever the rules would not refuse now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from counter.line import waiting_for
from shared.domain.commands import (
    CallNext,
    CallTicket,
    Command,
    Finish,
    Hold,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    PauseCounter,
    Recall,
    Serve,
    Transfer,
    Undo,
    WalkIn,
)
from shared.domain.errors import MoveRefused, QueueError
from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.rules import decide
from shared.domain.ticket import Action, State, Ticket
from shared.wire.messages import Refused


class Extra(StrEnum):
    """What a clerk does besides the steps of the ticket at the desk."""

    CALL_ANY = "call_any"
    """Call somebody out of turn."""

    OTHERS = "others"
    """See to the tickets that are on hold, missed, without paper, or just wait."""

    ISSUE = "issue_here"
    """Give a number to somebody who cannot use the kiosk."""

    WALK_IN = "walk_in"
    """Serve somebody who stands here without a number."""

    HELP = "help"
    """Call the colleagues, or go and help one."""


Step = Action | Desk | Extra
"""What is done to a ticket, what the counter itself is made, or something besides."""

# The usual next steps, by the state of the ticket at the work.
USUAL: dict[State | None, tuple[Step, ...]] = {
    None: (Action.CALL,),
    State.CALLED: (Action.SERVE,),
    State.SERVING: (Action.FINISH, Action.CALL),
}

# What may be pressed besides, in the order of the buttons.
BESIDES: tuple[Step, ...] = (
    Action.RECALL,
    Action.FINISH,
    Action.HOLD,
    Action.NO_SHOW,
    Action.TRANSFER,
    Extra.CALL_ANY,
    Extra.OTHERS,
    Desk.PAUSED,
    Action.UNDO,
    Extra.ISSUE,
    Extra.WALK_IN,
    Extra.HELP,
)

ANY_REASON = "-"
"""Stands for the reason that is asked for later, when the rules are only tried."""

OF_TICKET: dict[Step, type[Recall | Serve | Finish | MarkNoShow | Hold]] = {
    Action.RECALL: Recall,
    Action.SERVE: Serve,
    Action.FINISH: Finish,
    Action.NO_SHOW: MarkNoShow,
    Action.HOLD: Hold,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """What decides about the steps: who is at the desk, and what the rules refuse."""

    desk: Desk
    ticket: Ticket | None
    somebody_waits: bool
    recalls_left: int
    """How often the ticket may still be called again."""

    refusals: Mapping[Step, Refused | None]
    """Why a step is not offered, by the step; None where it is."""


def work_at(hall: Hall, counter: Counter, now: int) -> AtWork:
    """Return what decides about the steps at *counter*."""
    steps = (Desk.OPEN, Action.CALL, Action.SERVE, *BESIDES)
    ticket = hall.at_counter(counter.id)
    calls = ticket.calls if ticket else 0
    return AtWork(
        desk=hall.counters[counter.id].state,
        ticket=ticket,
        recalls_left=max(0, hall.plan.policy.max_calls - calls),
        somebody_waits=waiting_for(hall, counter) > 0,
        refusals={step: _refusal_of(step, hall, counter, now) for step in steps},
    )


def main_step(work: AtWork) -> tuple[Step, ...]:
    """Return what the main button does, one step after the other.

    A counter that is closed or pauses is opened first. Nobody is called after
    the work is done where nobody waits, or where the counter pauses.
    """
    is_open = work.desk is Desk.OPEN
    if work.ticket is None and not is_open:
        return (Desk.OPEN,)
    usual = USUAL[work.ticket.state if work.ticket else None]
    if len(usual) > 1 and not (work.somebody_waits and is_open):
        return usual[:1]
    return usual


def hindrance(work: AtWork, step: Step) -> Refused | None:
    """Return why *step* is not offered, or None if it is."""
    return work.refusals[step]


def refusal(work: AtWork, steps: tuple[Step, ...]) -> Refused | None:
    """Return why a press of *steps* is not even sent, as the hub would say it."""
    if steps not in (main_step(work), *((step,) for step in BESIDES)):
        return refused("not_now")
    return hindrance(work, steps[0])


def standing(work: AtWork) -> tuple[object, ...]:
    """Return what refusals speak of: once it changes, a refusal is out of date."""
    codes = [each and each.code for each in work.refusals.values()]
    return work.desk, work.ticket, work.somebody_waits, tuple(codes)


def tried(hall: Hall, command: Command, now: int) -> Refused | None:
    """Return why the rules would refuse *command*, or None if they would not."""
    try:
        decide(hall, command, now)
    except MoveRefused:
        return refused("not_now")
    except QueueError as error:
        return refused(error.code, **error.parts)
    return None


def refused(code: str, **parts: str | int) -> Refused:
    """Return a refusal that the hub was not even asked for."""
    return Refused(id="", code=code, message=f"not sent: {code}", parts=parts)


def command_of(step: Step, hall: Hall, counter: str) -> Command | None:
    """Return what the hub is asked for when *step* needs no more than a press.

    None where there is nothing to do it to.
    """
    ticket = hall.at_counter(counter)
    if step in OF_TICKET:
        if ticket is None:
            return None
        return OF_TICKET[step](number=ticket.number, counter=counter)
    match step:
        case Action.CALL:
            return CallNext(counter=counter)
        case Desk.OPEN:
            return OpenCounter(counter=counter)
        case Action.UNDO:
            deed = hall.deeds.last(counter)
            return Undo(number=deed.after.number, counter=counter) if deed else None
        case _:
            return None


def _refusal_of(step: Step, hall: Hall, counter: Counter, now: int) -> Refused | None:
    """Try *step* with the rules; of several ways to do it, one must be free."""
    if step is Extra.HELP:
        return None
    if step is Desk.OPEN:
        return None
    if step is Extra.OTHERS:
        return None if any(hall.open_tickets()) else refused("nobody_waits")
    result: Refused | None = refused("not_now")
    for command in _ways(step, hall, counter):
        result = tried(hall, command, now)
        if result is None:
            break
    return result


def _ways(step: Step, hall: Hall, counter: Counter) -> list[Command]:
    """Return commands of which each would do *step*, with any reason and target."""
    here = counter.id
    match step:
        case Action.TRANSFER:
            ticket = hall.at_counter(here)
            return [_anywhere(ticket, here)] if ticket else []
        case Extra.CALL_ANY:
            return [_out_of_turn(_somebody(hall), here)]
        case Desk.PAUSED:
            return [PauseCounter(counter=here, reason=ANY_REASON)]
        case Extra.ISSUE | Extra.WALK_IN:
            return _numbers(step, hall, counter)
        case _:
            command = command_of(step, hall, here)
            return [command] if command else []


def _numbers(step: Step, hall: Hall, counter: Counter) -> list[Command]:
    """Return the commands that give a number for one of the services."""
    here = counter.id
    if step is Extra.ISSUE:
        services = [service.id for service in hall.plan.offered_on(hall.day)]
        return [IssueTicket(service=id_, counter=here) for id_ in services]
    own = (*counter.serves, *counter.helps)
    return [WalkIn(service=s, counter=here, reason=ANY_REASON) for s in own]


def _out_of_turn(ticket: Ticket | None, here: str) -> Command:
    if ticket is None:
        return CallNext(counter=here)
    return CallTicket(number=ticket.number, counter=here, reason=ANY_REASON)


def _anywhere(ticket: Ticket, counter: str) -> Transfer:
    return Transfer(number=ticket.number, service=ticket.service, counter=counter)


def _somebody(hall: Hall) -> Ticket | None:
    """Return anybody who waits for a service."""
    heads = (
        hall.head(service.id, priority=priority)
        for service in hall.plan.services
        for priority in (True, False)
    )
    return next(filter(None, heads), None)
