"""How many people are ahead, and how long that usually takes."""

from math import ceil, floor

from shared.domain.hall import Hall
from shared.domain.ticket import Ticket

STEP = 5
"""Minutes are told in steps of so many: nobody believes 37."""


def ahead(hall: Hall, ticket: Ticket) -> int:
    """Return how many people are expected to be called before *ticket*."""
    before = hall.before(ticket)
    other = hall.waiting_count(ticket.service, priority=not ticket.priority)
    if not ticket.priority:
        return before + other
    cap = hall.plan.policy.priority_run
    return before if cap is None else before + min(other, before // cap)


def waiting(hall: Hall, service: str) -> int:
    """Return how many people wait for *service*."""
    lanes = (
        hall.waiting_count(service, priority=priority) for priority in (False, True)
    )
    return sum(lanes)


def wait_minutes(hall: Hall, service: str, people: int) -> tuple[int, int]:
    """Return from how many to how many minutes *people* ahead take at *service*."""
    desks = max(1, len(hall.plan.counters_of(service)))
    middle = people * hall.plan.service_by_id[service].minutes / desks
    return floor(middle * 0.8 / STEP) * STEP, ceil(middle * 1.2 / STEP) * STEP
