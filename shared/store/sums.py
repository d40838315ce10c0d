"""What the tickets of days gone by came to, by office, day and service."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, select

from shared.domain.ticket import State
from shared.domain.times import SECOND
from shared.store.tables import tickets

OTHERWISE_OVER = (State.FINISHED, State.NO_SHOW, State.CANCELLED)


def sums(some: ColumnElement[bool]) -> Select[Any]:
    """Return a query for the rows of ``totals`` of *some* tickets.

    Their days are over: what is still open there has expired.
    """
    ticket = tickets.c
    served = case((ticket.state == State.FINISHED, ticket.ended_at))
    return (
        select(
            ticket.office,
            ticket.day,
            ticket.service,
            func.count().label("issued"),
            _count(ticket.priority).label("priority"),
            _count(ticket.state == State.FINISHED).label("served"),
            _count(ticket.state == State.NO_SHOW).label("no_shows"),
            _count(ticket.state == State.CANCELLED).label("cancelled"),
            _count(ticket.state.not_in(OTHERWISE_OVER)).label("expired"),
            _seconds(ticket.issued_at, ticket.called_at).label("wait_seconds"),
            _seconds(ticket.called_at, served).label("service_seconds"),
        )
        .where(some)
        .group_by(ticket.office, ticket.day, ticket.service)
    )


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _seconds(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    # Of each in whole seconds: both databases round alike.
    each = (end - start) // SECOND
    return cast(func.coalesce(func.sum(each), 0), BigInteger)
