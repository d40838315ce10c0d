"""Where a citizen stands who comes back: near the front, behind a few, or last."""

from itertools import islice

from shared.domain.hall import Hall
from shared.domain.picking import order
from shared.domain.ticket import Ticket

BEHIND_AFTER_NO_SHOW = 2
BEHIND_AFTER_HOLD = 1


def place_behind(hall: Hall, ticket: Ticket, people: int, now: int) -> int:
    """Return the place behind the next *people* in the queue of *ticket*.

    It is one millisecond behind the last of those who is in the ticket's own
    lane; if none is, one millisecond ahead of its lane's head.
    """
    following = islice(order(hall, ticket.queue, now), people)
    own = [other for other in following if other.priority == ticket.priority]
    if own:
        return max(other.queued_at for other in own) + 1
    head = hall.head(ticket.queue, priority=ticket.priority)
    return head.queued_at - 1 if head is not None else now
