"""One citizen's place in the queue, and the whole of its life."""

from dataclasses import dataclass, replace
from enum import StrEnum

from shared.domain.errors import MoveRefused


class State(StrEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


class Action(StrEnum):
    """What was done to a ticket."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    FINISH = "finish"
    NO_SHOW = "no_show"
    EXPIRE = "expire"


# The whole life of a ticket. A pair that is not here is refused.
MOVES: dict[tuple[State, Action], State] = {
    (State.WAITING, Action.CALL): State.CALLED,
    (State.CALLED, Action.RECALL): State.CALLED,
    (State.CALLED, Action.SERVE): State.SERVING,
    (State.CALLED, Action.NO_SHOW): State.NO_SHOW,
    (State.SERVING, Action.FINISH): State.FINISHED,
    (State.WAITING, Action.EXPIRE): State.EXPIRED,
    (State.CALLED, Action.EXPIRE): State.EXPIRED,
    (State.SERVING, Action.EXPIRE): State.EXPIRED,
    (State.NO_SHOW, Action.EXPIRE): State.EXPIRED,
}

AT_A_COUNTER = frozenset({State.CALLED, State.SERVING})
OVER = frozenset({State.FINISHED, State.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One citizen's place in the queue. Times are milliseconds since 1970, UTC."""

    number: str
    service: str
    state: State
    priority: bool = False
    issued_at: int
    queued_at: int
    """Its place in the queue; a transfer keeps it."""

    order: int
    """Its rank among the day's tickets, from 1: decides between equal places."""

    counter: str | None = None
    """The counter it was last called to."""

    called_at: int | None = None
    """When it was first called to this counter."""

    recalled_at: int | None = None
    """When it was last called again."""

    calls: int = 0
    """How often it was called to this counter."""

    served_at: int | None = None
    ended_at: int | None = None


def place(ticket: Ticket) -> tuple[int, int]:
    """Return what tickets of one lane are sorted by."""
    return (ticket.queued_at, ticket.order)


def move(ticket: Ticket, action: Action) -> Ticket:
    """Return *ticket* after *action*.

    Raises:
        MoveRefused: A ticket in this state cannot be treated so.
    """
    state = MOVES.get((ticket.state, action))
    if state is None:
        raise MoveRefused(ticket.number, ticket.state, action)
    return replace(ticket, state=state)
