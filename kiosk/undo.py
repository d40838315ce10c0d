"""Whether a citizen may still give the number back, and for how long."""

from math import ceil

from shared.domain.commands import CancelTicket
from shared.domain.errors import QueueError
from shared.domain.hall import Hall
from shared.domain.rules import decide
from shared.domain.ticket import Ticket
from shared.domain.times import SECOND


def seconds_left(hall: Hall, ticket: Ticket, now: int) -> int:
    """Return for how many seconds *ticket* may be given back, 0 if it may not."""
    try:
        decide(hall, CancelTicket(number=ticket.number), now)
    except QueueError:
        return 0
    ends = ticket.issued_at + int(hall.plan.policy.undo_seconds * SECOND)
    return max(0, ceil((ends - max(now, hall.at)) / SECOND))
