"""Whether the office does a service at all today, and where to go where it does not."""

from shared.domain.errors import ServiceElsewhere, UnknownService
from shared.domain.hall import Hall
from shared.domain.plan import Service


def offered(hall: Hall, service: str) -> Service:
    """Return the service with this id, which citizens can come for today.

    Raises:
        UnknownService: The office has none, or has it on a later day.
        ServiceElsewhere: Another office does it.
    """
    known = hall.plan.service_by_id.get(service)
    if known is None or not known.is_known_on(hall.day):
        raise UnknownService(service)
    check_here(hall, known)
    return known


def check_here(hall: Hall, service: Service) -> None:
    """Do nothing if *service* is still done in this office.

    Raises:
        ServiceElsewhere: Another office does it; says which.
    """
    there = service.elsewhere
    if there is not None and there.holds_on(hall.day):
        desks = instead(hall, service)
        raise ServiceElsewhere(service.id, there.office["vi"], there.since, desks)


def instead(hall: Hall, service: Service) -> str:
    """Return the counters to send people to who get no number for *service*."""
    return "" if service.guides else hall.plan.help_desks
