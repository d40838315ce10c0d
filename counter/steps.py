"""What a clerk may press: read off the life of a ticket and the office's policy."""

from dataclasses import dataclass
from enum import StrEnum

from counter.line import waiting_for
from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.policy import Policy
from shared.domain.ticket import MOVES, Action, State, Ticket
from shared.domain.times import SECOND
from shared.wire.messages import Refused

Step = Action | Desk
"""What is done to a ticket, or what the counter itself is made."""

# The usual next steps, by the state of the ticket at the work.
USUAL: dict[State | None, tuple[Step, ...]] = {
    None: (Action.CALL,),
    State.CALLED: (Action.SERVE,),
    State.SERVING: (Action.FINISH, Action.CALL),
}

# What may be pressed besides, in the order of the buttons.
BESIDES = (Action.RECALL, Action.FINISH, Action.NO_SHOW)


class Hindrance(StrEnum):
    """Why an action is not offered."""

    NOBODY_WAITS = "nobody_waits"
    NO_MOVE = "no_move"
    TOO_SOON = "too_soon"
    CALLED_ENOUGH = "called_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """What decides about the steps: who is at the desk, and who waits."""

    desk: Desk
    ticket: Ticket | None
    somebody_waits: bool
    policy: Policy
    now: int


def work_at(hall: Hall, counter: Counter, now: int) -> AtWork:
    """Return what decides about the steps at *counter*."""
    return AtWork(
        desk=hall.counters[counter.id].state,
        ticket=hall.at_counter(counter.id),
        somebody_waits=waiting_for(hall, counter) > 0,
        policy=hall.plan.policy,
        now=now,
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


def hindrance(work: AtWork, step: Step) -> Hindrance | None:
    """Return why *step* is not offered, or None if it is."""
    if isinstance(step, Desk):
        return None
    if step is Action.CALL:
        return _hindrance_to_call(work)
    if work.ticket is None or (work.ticket.state, step) not in MOVES:
        return Hindrance.NO_MOVE
    if step is Action.RECALL:
        return _hindrance_to_recall(work, work.ticket)
    return None


def recall_seconds(work: AtWork, ticket: Ticket) -> int:
    """Return in how many seconds *ticket* may be called again, 0 for now."""
    last = ticket.recalled_at or ticket.called_at or 0
    left = last + int(work.policy.recall_seconds * SECOND) - work.now
    return max(0, -(-left // SECOND))


def recalls_left(work: AtWork, ticket: Ticket) -> int:
    """Return how often *ticket* may still be called again."""
    return max(0, work.policy.max_calls - ticket.calls)


def _hindrance_to_call(work: AtWork) -> Hindrance | None:
    if work.ticket is not None or work.desk is not Desk.OPEN:
        return Hindrance.NO_MOVE
    return None if work.somebody_waits else Hindrance.NOBODY_WAITS


def _hindrance_to_recall(work: AtWork, ticket: Ticket) -> Hindrance | None:
    if not recalls_left(work, ticket):
        return Hindrance.CALLED_ENOUGH
    return Hindrance.TOO_SOON if recall_seconds(work, ticket) else None


def refusal(work: AtWork, steps: tuple[Step, ...]) -> Refused | None:
    """Return why a press of *steps* is not even sent, as the hub would say it."""
    if steps not in (main_step(work), *((action,) for action in BESIDES)):
        return _refused("not_now")
    match hindrance(work, steps[0]), work.ticket:
        case None, _:
            return None
        case Hindrance.NOBODY_WAITS, _:
            return _refused("nobody_waits")
        case Hindrance.TOO_SOON, Ticket(number=number) as ticket:
            seconds = recall_seconds(work, ticket)
            return _refused("recall_too_soon", number=number, seconds=seconds)
        case Hindrance.CALLED_ENOUGH, Ticket(number=number, calls=calls):
            return _refused("called_enough", number=number, calls=calls)
        case _:
            return _refused("not_now")


def standing(work: AtWork) -> tuple[object, ...]:
    """Return what refusals speak of: once it changes, a refusal is out of date."""
    recall = hindrance(work, Action.RECALL)
    return work.desk, work.ticket, work.somebody_waits, recall


def _refused(code: str, **parts: str | int) -> Refused:
    return Refused(id="", code=code, message=f"not sent: {code}", parts=parts)
