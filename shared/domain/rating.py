"""What a citizen may say when the work is done: once, and soon."""

from shared.domain.commands import Rate
from shared.domain.desks import counter_in
from shared.domain.errors import (
    RatedAlready,
    RateTooLate,
    TicketElsewhere,
    UnknownTicket,
)
from shared.domain.events import Details, TicketChanged
from shared.domain.hall import Hall
from shared.domain.ticket import Action, move
from shared.domain.times import MINUTE


def rated(hall: Hall, command: Rate, now: int) -> TicketChanged:
    """Return the ticket with how its citizen found it.

    Raises:
        QueueError: The rules do not allow it.
    """
    ticket = hall.tickets.get(command.number)
    if ticket is None:
        raise UnknownTicket(command.number)
    after = move(ticket, Action.RATE)
    if ticket.counter != counter_in(hall, command.counter).id:
        raise TicketElsewhere(ticket.number, ticket.counter or "")
    if ticket.number in hall.tally.rated:
        raise RatedAlready(ticket.number)
    minutes = hall.plan.policy.rate_minutes
    if now > (ticket.ended_at or 0) + minutes * MINUTE:
        raise RateTooLate(ticket.number, int(minutes))
    details = Details(level=command.level)
    return TicketChanged(action=Action.RATE, ticket=after, at=now, details=details)
