"""How many people are ahead, and how long that is likely to take.

The time is a range: half of the waits are shorter than the first figure, nine in
ten are shorter than the second. It comes from what citizens took today and on
recent days at the same hour, the counters that are open, and both lanes. The
minutes in the plan are only where it starts from.
"""

from dataclasses import dataclass
from math import ceil, floor, sqrt

from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.domain.tally import Work
from shared.domain.ticket import Ticket
from shared.domain.times import MINUTE, local

STEP = 5
"""Minutes are told in steps of so many: nobody believes 37."""

PLAN_WEIGHT = 4
"""The plan's minutes count as much as so many citizens."""

RECENT_WEIGHT = 12
"""Recent days count at most as much as so many citizens of today."""

USUAL_SPREAD = 0.7
"""The deviation of service times, in shares of their mean, until it is known."""

NINE_IN_TEN = 1.28
"""Nine in ten of a normal distribution lie below so many deviations."""

CALM_MINUTES = 120
"""So long without priority tickets is thought to have gone before the first number:
two of them early in the morning do not make a flood."""

MOST_OVERTAKING = 0.5
"""Priority tickets that come later are thought to take at most half of the work."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What one citizen takes at a counter, in minutes."""

    mean: float
    deviation: float
    known: float
    """How many citizens it is known from."""


def ahead(hall: Hall, ticket: Ticket) -> int:
    """Return how many people are expected to be called before *ticket*."""
    before = hall.before(ticket)
    other = hall.waiting_count(ticket.queue, priority=not ticket.priority)
    if not ticket.priority:
        return before + other
    cap = hall.plan.policy.priority_run
    return before if cap is None else before + min(other, before // cap)


def waiting(hall: Hall, service: str) -> int:
    """Return how many people wait for *service*."""
    lanes = (hall.waiting_count(service, priority=each) for each in (False, True))
    return sum(lanes)


def desks(hall: Hall, service: str) -> int:
    """Return how many counters work for *service*: the open ones, else the plan's.

    Where only others help with it, those count; it is never less than one.
    """
    own = hall.plan.counters_of(service)
    at_work = [c for c in own if hall.counters[c.id].state is Desk.OPEN]
    helping = [c for c in hall.plan.counters if service in c.helps]
    return len(at_work) or len(own) or len(helping) or 1


def mean_minutes(hall: Hall, service: str) -> float:
    """Return what one citizen of *service* takes at a counter."""
    return pace(hall, service).mean


def pace(hall: Hall, service: str) -> Pace:
    """Return the pace of *service* at the hall's time."""
    planned = hall.plan.service_by_id[service].minutes
    hour = local(hall.at).hour
    recent = hall.recent.get((service, hour), Work(service=service))
    today = hall.tally.work.get(service, Work(service=service))
    weight = min(1.0, RECENT_WEIGHT / recent.count) if recent.count else 0.0
    count = PLAN_WEIGHT + weight * recent.count + today.count
    total = PLAN_WEIGHT * planned + weight * recent.minutes + today.minutes
    square = PLAN_WEIGHT * planned**2 * (1 + USUAL_SPREAD**2)
    square += weight * recent.squares + today.squares
    mean = total / count
    return Pace(mean, sqrt(max(0.0, square / count - mean**2)), count)


def wait_minutes(
    hall: Hall, service: str, people: int, *, priority: bool = False
) -> tuple[int, int]:
    """Return from how many to how many minutes *people* ahead take at *service*."""
    middle, upper = wait(hall, service, people, priority=priority)
    return floor(middle / STEP) * STEP, max(STEP, ceil(upper / STEP) * STEP)


def wait(
    hall: Hall, service: str, people: int, *, priority: bool
) -> tuple[float, float]:
    """Return the minutes that half, and that nine in ten, of the waits stay below."""
    counters = _counters(hall, service)
    if not people and _somebody_is_free(hall, service):
        return 0.0, 0.0
    one = pace(hall, service)
    # Those ahead, and what is left of those who are being served.
    left = 0.5 * (1 + (one.deviation / one.mean) ** 2)
    load = people + left * _share_at_work(hall, service)
    middle = load * one.mean / counters
    if not priority:
        middle *= _overtaking(hall, service, one.mean / counters)
    chance = one.deviation * sqrt(people + 1) / counters
    doubt = middle * (0.15 + one.deviation / one.mean / sqrt(one.known))
    return middle, middle + NINE_IN_TEN * sqrt(chance**2 + doubt**2)


def _counters(hall: Hall, service: str) -> float:
    """Return how many counters *service* has, in shares where others want them too."""
    shares = 0.0
    for counter in hall.plan.counters_of(service):
        if hall.counters[counter.id].state is Desk.OPEN:
            others = [s for s in counter.serves if s != service and waiting(hall, s)]
            shares += 1 / (1 + len(others))
    return shares or desks(hall, service)


def _somebody_is_free(hall: Hall, service: str) -> bool:
    return any(
        hall.counters[counter.id].state is Desk.OPEN
        and hall.at_counter(counter.id) is None
        for counter in hall.plan.counters_of(service)
    )


def _share_at_work(hall: Hall, service: str) -> float:
    """Return how many of the service's counters have somebody, from none to all."""
    own = hall.plan.counters_of(service)
    busy = sum(hall.at_counter(counter.id) is not None for counter in own)
    return min(1.0, busy / desks(hall, service))


def _overtaking(hall: Hall, service: str, minutes_each: float) -> float:
    """Return how much longer it takes because priority tickets come in later."""
    given = hall.tally.priority_given.get(service, 0)
    since = hall.at - (hall.tally.first_issue or hall.at)
    rate = given / (CALM_MINUTES + since / MINUTE)
    return 1 / (1 - min(MOST_OVERTAKING, rate * minutes_each))
