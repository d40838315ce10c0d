"""Days gone by: the last event, their totals, and what is dropped in the end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from shared.domain.ticket import OVER, State
from shared.domain.times import SECOND
from shared.store.tables import journal, offices, tickets, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What one service did on one day."""

    day: date
    service: str
    """Where a ticket was in the end; a transfer takes it along."""

    issued: int
    priority: int
    served: int
    no_shows: int
    cancelled: int
    expired: int
    wait_seconds: int
    """Of all who were called, from their number to their last call."""

    service_seconds: int
    """Of all who were served, from the last call to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the records know of time, in milliseconds since 1970, UTC."""

    last_at: int
    """The last event's time; 0 if there is none."""

    accepted_at: int | None = None
    """When somebody last said that the clock is right."""


class History:
    """The past of one office."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        office: str,
    ) -> None:
        self._transaction = transaction
        self._office = office

    def past(self) -> Past:
        """Return what is known of time, before the office is taken."""
        accepted = select(offices.c.accepted_at).where(offices.c.office == self._office)
        last = (
            select(journal.c.at)
            .where(journal.c.office == self._office)
            .order_by(journal.c.seq.desc())
            .limit(1)
        )
        with self._transaction() as connection:
            return Past(
                last_at=connection.scalar(last) or 0,
                accepted_at=connection.scalar(accepted),
            )

    def accept_clock(self, now: int) -> None:
        """Keep that somebody says it is *now*, whatever the records know."""
        mine = offices.c.office == self._office
        with self._transaction() as connection:
            connection.execute(update(offices).where(mine).values(accepted_at=now))

    def go_back(self, today: date) -> None:
        """Let *today* be the business day though the records are of a later one.

        Only for a clock that was wrong and is right now. What was left open on later
        days is over; numbers of today go on after those given before.
        """
        mine = and_(offices.c.office == self._office, offices.c.day > today)
        later = and_(
            tickets.c.office == self._office,
            tickets.c.day > today,
            tickets.c.state.not_in(OVER),
        )
        over: dict[str, Any] = {"state": State.EXPIRED, "waiting": False}
        with self._transaction() as connection:
            connection.execute(update(offices).where(mine).values(day=today))
            connection.execute(update(tickets).where(later).values(over))

    def totals(self, since: date) -> list[Total]:
        """Return the totals of each day and service since then, oldest first."""
        query = (
            select(*(column for column in totals.c if column.name != "office"))
            .where(totals.c.office == self._office, totals.c.day >= since)
            .order_by(totals.c.day, totals.c.service)
        )
        with self._transaction() as connection:
            return [Total(**row) for row in connection.execute(query).mappings()]

    def sum_up(self, before: date) -> bool:
        """Keep the totals of the next day *before* then that has none yet.

        Returns whether there was one.
        """
        mine = tickets.c.office == self._office
        with self._transaction() as connection:
            last = connection.scalar(
                select(func.max(totals.c.day)).where(totals.c.office == self._office)
            )
            day = connection.scalar(
                select(func.min(tickets.c.day)).where(
                    mine, tickets.c.day < before, tickets.c.day > (last or date.min)
                )
            )
            if day is None:
                return False
            sums = self._sums(and_(mine, tickets.c.day == day))
            connection.execute(
                insert(totals).from_select(sums.selected_columns.keys(), sums)
            )
        return True

    def drop(self, before: date, most: int) -> int:
        """Drop tickets and events of days *before* then, at most so many of each.

        Only days that have totals are dropped. Returns how many rows went.
        """
        with self._transaction() as connection:
            last = connection.scalar(
                select(func.max(totals.c.day)).where(totals.c.office == self._office)
            )
            if last is None:
                return 0
            return self._drop_tickets(connection, min(before, last), most) + (
                self._drop_events(connection, min(before, last), most)
            )

    def _drop_tickets(self, connection: Connection, before: date, most: int) -> int:
        mine = tickets.c.office == self._office
        day = connection.scalar(select(func.min(tickets.c.day)).where(mine))
        if day is None or day >= before:
            return 0
        of_day = and_(mine, tickets.c.day == day)
        some = select(tickets.c.number).where(of_day).limit(most)
        return connection.execute(
            delete(tickets).where(of_day, tickets.c.number.in_(some))
        ).rowcount

    def _drop_events(self, connection: Connection, before: date, most: int) -> int:
        mine = journal.c.office == self._office
        day = connection.scalar(select(func.min(journal.c.day)).where(mine))
        if day is None or day >= before:
            return 0
        of_day = and_(mine, journal.c.day == day)
        some = select(journal.c.seq).where(of_day).limit(most)
        return connection.execute(
            delete(journal).where(mine, journal.c.seq.in_(some))
        ).rowcount

    def _sums(self, some: ColumnElement[bool]) -> Select[Any]:
        ticket = tickets.c

        def count(state: State) -> ColumnElement[int]:
            return func.sum(case((ticket.state == state, 1), else_=0))

        def seconds(
            start: ColumnElement[Any], end: ColumnElement[Any]
        ) -> ColumnElement[int]:
            # Of each in whole seconds: both databases round alike.
            each = (end - start) // SECOND
            return cast(func.coalesce(func.sum(each), 0), BigInteger)

        served = case((ticket.state == State.FINISHED, ticket.ended_at))
        return (
            select(
                ticket.office,
                ticket.day,
                ticket.service,
                func.count().label("issued"),
                func.sum(case((ticket.priority, 1), else_=0)).label("priority"),
                count(State.FINISHED).label("served"),
                count(State.NO_SHOW).label("no_shows"),
                count(State.CANCELLED).label("cancelled"),
                count(State.EXPIRED).label("expired"),
                seconds(ticket.issued_at, ticket.called_at).label("wait_seconds"),
                seconds(ticket.called_at, served).label("service_seconds"),
            )
            .where(some)
            .group_by(ticket.office, ticket.day, ticket.service)
        )
