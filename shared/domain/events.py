"""What has happened, in the past tense; each carries all that is now true."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.notes import Dealt
from shared.domain.ticket import Action, Ticket


class Desk(StrEnum):
    """Whether a counter is at work."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWanted:
    """A counter calls for its colleagues."""

    since: int
    reason: str = ""
    by: str | None = None
    """The counter that has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterNow:
    """A counter as it now is."""

    id: str
    state: Desk = Desk.CLOSED
    reason: str = ""
    """Why it pauses."""

    station: str | None = None
    """Who sits there, unless it is closed."""

    help: HelpWanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceNow:
    """A service as the staff have set it."""

    id: str
    closed: bool = False
    reason: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What some actions say besides."""

    note: str = ""
    """From the desk that sent it on to whoever calls it next."""

    dealt: tuple[Dealt, ...] = ()
    """What was done, when the work was finished."""

    level: int | None = None
    """How the citizen rated it, 1 to 5."""

    undone: Action | None = None
    """What was taken back."""

    undone_at: int | None = None
    """When it had been done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketChanged:
    """A ticket is now so, and this is the action that made it so."""

    action: Action
    ticket: Ticket
    at: int
    reason: str | None = None
    """Why a ticket was called out of turn."""

    station: str | None = None
    """The kiosk that issued it."""

    holder: str | None = None
    """Whose it is, as a digest under the day's key; it is told to no station."""

    details: Details | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterChanged:
    """A counter is now so."""

    counter: CounterNow
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceChanged:
    """A service is now so."""

    service: ServiceNow
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStarted:
    """A new business day began: nobody waits, every sequence starts over."""

    day: date
    at: int


Event = TicketChanged | CounterChanged | ServiceChanged | DayStarted
