"""Who is next, once more: slowly, with plain lists, from the words of the rules.

Nothing of `shared.domain.picking` or of the lanes is used here, so that the two
can only agree by both being right.
"""

from dataclasses import dataclass, field

from shared.domain.plan import Counter, Plan
from shared.domain.ticket import Ticket

MINUTE = 60_000
CAPS = {"1:1": 1, "2:1": 2, "3:1": 3, "always": 10**9}


@dataclass
class Queues:
    """Everybody who waits in an office, and every call that was made today."""

    plan: Plan
    waiting: list[Ticket]
    calls: list[tuple[str, bool]] = field(default_factory=list)
    """What each called ticket waited for, and whether it had priority."""


def next_number(queues: Queues, counter: Counter, now: int) -> str | None:
    """Return the number that *counter* should call, None if nobody waits for it."""
    if counter.priority:
        services = [service.id for service in queues.plan.services]
        urgent = [t for t in queues.waiting if t.priority and waits_for(t) in services]
        if urgent:
            return oldest(urgent).number
    primaries = [*counter.serves, f"@{counter.id}"]
    heads = [head for queue in primaries if (head := next_in(queues, queue, now))]
    others = [head for queue in counter.helps if (head := next_in(queues, queue, now))]
    if heads:
        threshold = queues.plan.policy.fallback_minutes * MINUTE
        heads += [head for head in others if now - head.issued_at >= threshold]
    else:
        heads = others
    return oldest(heads).number if heads else None


def next_in(queues: Queues, queue: str, now: int) -> Ticket | None:
    """Return who is next in one queue."""
    here = [ticket for ticket in queues.waiting if waits_for(ticket) == queue]
    priority = [ticket for ticket in here if ticket.priority]
    ordinary = [ticket for ticket in here if not ticket.priority]
    if not here:
        return None
    if not priority or not ordinary:
        return oldest(here)
    if (
        priority_calls_in_a_row(queues, queue)
        >= CAPS[queues.plan.policy.priority_ratio]
    ):
        return oldest(ordinary)
    ageing = queues.plan.policy.ageing_minutes * MINUTE
    # A lane is first in first out: only its head can have aged to the front.
    aged = [t for t in (oldest(ordinary),) if now - t.issued_at >= ageing]
    return oldest(priority + aged)


def calling_order(queues: Queues, queue: str, now: int) -> list[str]:
    """Return all numbers of one queue in the order they would be called at *now*."""
    left = Queues(queues.plan, list(queues.waiting), list(queues.calls))
    numbers = []
    while ticket := next_in(left, queue, now):
        numbers.append(ticket.number)
        left.waiting.remove(ticket)
        left.calls.append((queue, ticket.priority))
    return numbers


def priority_calls_in_a_row(queues: Queues, queue: str) -> int:
    """Return how many of the last calls from *queue* were of priority tickets."""
    run = 0
    for called_from, priority in queues.calls:
        if called_from == queue:
            run = run + 1 if priority else 0
    return run


def waits_for(ticket: Ticket) -> str:
    """Return the service, or the counter as ``@3``, that *ticket* waits for."""
    return f"@{ticket.to_counter}" if ticket.to_counter else ticket.service


def oldest(tickets: list[Ticket]) -> Ticket:
    """Return the ticket that stands first by its place in the queue."""
    return min(tickets, key=lambda ticket: (ticket.queued_at, ticket.order))
