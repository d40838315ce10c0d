"""What a station may wish for: its role, its counter, its own block of numbers.

What is right in the queue is in `shared.domain`; here is only who may ask for it.
"""

from dataclasses import dataclass

from shared.domain.commands import (
    CancelTicket,
    CloseCounter,
    Command,
    HelpStep,
    IssueTicket,
    MergeTicket,
    OpenCounter,
    Rate,
)
from shared.domain.errors import CounterClosed, CounterTaken, NotInBlock, QueueError
from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.wire.messages import Role


class NotAllowed(QueueError):
    """Stations of this role may not do this, or not so."""

    code = "not_allowed"

    def __init__(self, role: Role) -> None:
        super().__init__(f"a {role} may not do this")


class NotYourCounter(QueueError):
    """The station's token names another counter."""

    code = "not_your_counter"

    def __init__(self, counter: str, own: str) -> None:
        super().__init__(f"this station acts for counter {own}, not for {counter}")
        self.counter = counter
        self.own = own


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Who a station is, once it was let in."""

    name: str
    role: Role
    counter: str | None = None
    """The only counter it may act for; None for any that is free."""

    kiosk: int | None = None
    """Whose block of numbers it may give by itself; None for none."""

    trusted: bool = False
    """It is on the hub's own machine and needed no token: any block is its own."""

    token_hash: str = ""
    """Of the token it came in with."""


def may(role: Role, command: Command) -> bool:
    """Return whether stations of *role* may ever wish for *command*."""
    match role:
        case "counter":
            return not isinstance(command, MergeTicket)
        case "kiosk":
            return isinstance(command, IssueTicket | MergeTicket | CancelTicket)
        case "display":
            return False


def check(badge: Badge, command: Command, hall: Hall) -> None:
    """Do nothing if the station of *badge* may wish for *command* now.

    *hall* is the one that decides: what stations see may be a moment older.

    Raises:
        QueueError: It may not.
    """
    if not may(badge.role, command):
        raise NotAllowed(badge.role)
    if isinstance(command, MergeTicket):
        if not badge.trusted and command.kiosk != badge.kiosk:
            raise NotInBlock(command.number, command.service)
    elif badge.role == "kiosk":
        # An acting counter would let a citizen cancel whatever he likes.
        if command.counter is not None:
            raise NotAllowed(badge.role)
    elif command.counter is not None:
        _check_counter(badge, command, command.counter, hall)
    elif not isinstance(command, IssueTicket):
        raise NotAllowed(badge.role)


def _check_counter(badge: Badge, command: Command, counter: str, hall: Hall) -> None:
    """A counter acts for the one that it has opened itself."""
    if badge.counter not in (None, counter):
        raise NotYourCounter(counter, badge.counter or "")
    here = hall.counters.get(counter)
    if here is None or isinstance(command, OpenCounter):
        return  # the rules know what to say
    if here.state is Desk.CLOSED:
        # Help is called at once, wherever somebody needs it.
        if not isinstance(command, CloseCounter | HelpStep | Rate):
            raise CounterClosed(counter)
    elif here.station not in (None, badge.name):
        raise CounterTaken(counter, here.station or "")
