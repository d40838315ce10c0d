"""One citizen's place in the queue, and the whole of its life."""

from dataclasses import dataclass, replace
from enum import StrEnum

from shared.domain.errors import MoveRefused


class State(StrEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    NO_SHOW = "no_show"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What was done to a ticket."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    FINISH = "finish"
    NO_SHOW = "no_show"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    SET_PRIORITY = "set_priority"
    CANCEL = "cancel"
    EXPIRE = "expire"
    UNDO = "undo"
    """A clerk took the last step at his counter back."""

    RATE = "rate"
    """Its citizen said how it was."""


# The whole life of a ticket. A pair that is not here is refused.
MOVES: dict[tuple[State, Action], State] = {
    (State.WAITING, Action.CALL): State.CALLED,
    (State.WAITING, Action.CANCEL): State.CANCELLED,
    (State.WAITING, Action.SET_PRIORITY): State.WAITING,
    (State.CALLED, Action.RECALL): State.CALLED,
    (State.CALLED, Action.SERVE): State.SERVING,
    (State.CALLED, Action.NO_SHOW): State.NO_SHOW,
    (State.CALLED, Action.TRANSFER): State.WAITING,
    # Not entitled to priority: back into the ordinary lane.
    (State.CALLED, Action.SET_PRIORITY): State.WAITING,
    (State.SERVING, Action.FINISH): State.FINISHED,
    (State.SERVING, Action.HOLD): State.ON_HOLD,
    (State.SERVING, Action.TRANSFER): State.WAITING,
    (State.FINISHED, Action.RATE): State.FINISHED,
    (State.ON_HOLD, Action.RESUME): State.WAITING,
    (State.ON_HOLD, Action.SET_PRIORITY): State.ON_HOLD,
    (State.NO_SHOW, Action.RESUME): State.WAITING,
    (State.NO_SHOW, Action.SET_PRIORITY): State.NO_SHOW,
    (State.WAITING, Action.EXPIRE): State.EXPIRED,
    (State.CALLED, Action.EXPIRE): State.EXPIRED,
    (State.SERVING, Action.EXPIRE): State.EXPIRED,
    (State.ON_HOLD, Action.EXPIRE): State.EXPIRED,
    (State.NO_SHOW, Action.EXPIRE): State.EXPIRED,
}

# What a clerk may take back in the first moments; the ticket is then as it was. A
# second call has been heard by everybody: nothing of it can be taken back.
UNDOABLE = frozenset(
    {
        Action.CALL,
        Action.SERVE,
        Action.FINISH,
        Action.NO_SHOW,
        Action.HOLD,
        Action.TRANSFER,
        Action.SET_PRIORITY,
    }
)

AT_A_COUNTER = frozenset({State.CALLED, State.SERVING})
OVER = frozenset({State.FINISHED, State.CANCELLED, State.EXPIRED})


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
    """When it was finished, cancelled, put on hold, or nobody came."""

    to_counter: str | None = None
    """It was sent to this counter: it waits for it alone, not for its service."""

    back_to: str | None = None
    """The counter it returns to once it is finished elsewhere."""

    resumes: int = 0
    """How often its citizen came back after a no-show."""

    @property
    def queue(self) -> str:
        """What it waits for: a service, or one counter as ``@3``."""
        return self.service if self.to_counter is None else f"@{self.to_counter}"


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
