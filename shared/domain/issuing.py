"""Whether a number can be given now: hours, quotas, time left, limits."""

from math import ceil

from shared.domain.calendar import Opening, next_opening, opening_at
from shared.domain.commands import IssueTicket
from shared.domain.desks import counter_in
from shared.domain.errors import (
    HasTicket,
    NoTimeLeft,
    OfficeClosed,
    ServiceClosed,
    ServiceFull,
    TooFast,
)
from shared.domain.hall import Hall
from shared.domain.offering import check_here, instead, offered
from shared.domain.plan import Plan, Service
from shared.domain.times import MINUTE, SECOND
from shared.domain.waiting import desks, mean_minutes, waiting


def service_for(hall: Hall, command: IssueTicket, now: int) -> Service:
    """Return the service that a number can be given for.

    Raises:
        QueueError: None can; it says until when, and where to go instead.
    """
    service = offered(hall, command.service)
    if command.counter is not None:
        counter_in(hall, command.counter)
    check_open(hall, service, now)
    _check_limits(hall, command, now)
    return service


def check_open(hall: Hall, service: Service, now: int) -> None:
    """Do nothing if *service* gives numbers at *now*.

    Kiosks ask this for every service they show.

    Raises:
        NotNow: It gives none; says why, until when, and where to go instead.
    """
    check_here(hall, service)
    _check_staff(hall, service, now)
    hours = hall.plan.hours
    if hours is None:
        return
    opening = opening_at(hours, now)
    if opening is None:
        raise OfficeClosed(service.id, _until(hall.plan, now), instead(hall, service))
    _check_quota(hall, service, opening)
    _check_time_left(hall, service, opening, now)


def _check_staff(hall: Hall, service: Service, now: int) -> None:
    state = hall.services[service.id]
    if state.closed and (state.until is None or now < state.until):
        until = state.until or 0
        raise ServiceClosed(service.id, state.reason, until, instead(hall, service))


def _check_quota(hall: Hall, service: Service, opening: Opening) -> None:
    quota = service.quota.get(opening.session.id)
    if quota is not None and hall.given(service.id, opening.session.id) >= quota:
        until = _until(hall.plan, opening.opens_at)
        raise ServiceFull(service.id, quota, until, instead(hall, service))


def _check_time_left(hall: Hall, service: Service, opening: Opening, now: int) -> None:
    if not hall.plan.policy.forecast:
        return
    people = waiting(hall, service.id)
    needed = people * mean_minutes(hall, service.id) / desks(hall, service.id)
    if needed * MINUTE > opening.closes_at - now:
        until = _until(hall.plan, opening.opens_at)
        raise NoTimeLeft(service.id, people, until, instead(hall, service))


def _check_limits(hall: Hall, command: IssueTicket, now: int) -> None:
    policy = hall.plan.policy
    match policy.limit:
        case "cool_down" if command.counter is None:
            last = hall.tally.last_issue.get(command.station or "")
            cool = int(policy.cool_down_seconds * SECOND)
            if last is not None and now < last + cool:
                raise TooFast(ceil((last + cool - now) / SECOND))
        case "card" if command.holder is not None:
            live = hall.held_by(command.holder, command.service)
            if live is not None:
                raise HasTicket(command.service, live.number)
        case _:
            pass


def _until(plan: Plan, at: int) -> int:
    """Return when the first session after *at* opens, 0 if nobody knows."""
    following = next_opening(plan.hours, at) if plan.hours else None
    return following.opens_at if following else 0
