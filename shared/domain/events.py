"""What has happened, in the past tense; each carries all that is now true."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.ticket import Action, Ticket


class Desk(StrEnum):
    """Whether a counter is at work."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterNow:
    """A counter as it now is."""

    id: str
    state: Desk = Desk.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketChanged:
    """A ticket is now so, and this is the action that made it so."""

    action: Action
    ticket: Ticket
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterChanged:
    """A counter is now so."""

    counter: CounterNow
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStarted:
    """A new business day began: nobody waits, every sequence starts over."""

    day: date
    at: int


Event = TicketChanged | CounterChanged | DayStarted
