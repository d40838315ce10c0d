"""Numbers that kiosks gave by themselves while the hub was away."""

from datetime import time

from shared.domain.commands import MergeTicket
from shared.domain.errors import NotInBlock, NotOfToday, NumberTaken, UnknownService
from shared.domain.events import TicketChanged
from shared.domain.hall import Hall
from shared.domain.numbers import block_of, number_of
from shared.domain.plan import Service
from shared.domain.ticket import Action, State, Ticket
from shared.domain.times import HOUR, at_clock

DAY = 24 * HOUR


def merged(hall: Hall, command: MergeTicket, now: int) -> list[TicketChanged]:
    """Return what happens when a kiosk's own ticket is taken in: nothing if known.

    Its citizen has the paper, so neither hours nor quotas refuse it. It stands where
    it would stand had the hub been there; a kiosk whose clock is ahead gets nobody a
    place before now.

    Raises:
        QueueError: The number is not the kiosk's to give, is somebody else's, or was
            given on another day.
    """
    _check_block(hall, command)
    # Not by its date: there is none for every number of milliseconds.
    if not 0 <= command.issued_at - at_clock(hall.day, time()) < DAY:
        raise NotOfToday(command.number, hall.day.isoformat())
    known = hall.tickets.get(command.number)
    if known is not None:
        if known.issued_at != command.issued_at:
            raise NumberTaken(command.number)
        return []
    ticket = Ticket(
        number=command.number,
        service=command.service,
        state=State.WAITING,
        priority=command.priority,
        issued_at=command.issued_at,
        queued_at=min(command.issued_at, now),
        order=hall.issued + 1,
    )
    return [
        TicketChanged(
            action=Action.ISSUE, ticket=ticket, at=now, station=command.station
        )
    ]


def numbers_of(service: Service, kiosk: int, style: str) -> list[str]:
    """Return the numbers of *service* that a kiosk gives by itself, in order."""
    return [number_of(service, sequence, style) for sequence in block_of(kiosk)]


def _check_block(hall: Hall, command: MergeTicket) -> None:
    plan = hall.plan
    service = plan.service_by_id.get(command.service)
    if service is None:
        raise UnknownService(command.service)
    own = 1 <= command.kiosk <= plan.kiosks
    style = plan.policy.number_format
    if not own or command.number not in numbers_of(service, command.kiosk, style):
        raise NotInBlock(command.number, command.service)
