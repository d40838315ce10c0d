"""Days gone by: the last event, their totals, and what is dropped in the end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from shared.domain.tally import Work
from shared.domain.ticket import OVER, State
from shared.domain.times import HOUR, MINUTE
from shared.store.sums import sums
from shared.store.tables import journal, offices, tickets, totals

VIETNAM_OFFSET = 7 * HOUR

PAUSE = timedelta(days=14)
"""An office that works has an event at least as often as that."""


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
        query = select(offices.c.day, offices.c.accepted_at).where(
            offices.c.office == self._office
        )
        with self._transaction() as connection:
            office = connection.execute(query).one_or_none()
            if office is None:
                return Past(last_at=0)
            # Two years of parts are looked through only after a long pause.
            last_at = self._last_at(connection, office.day - PAUSE) or (
                self._last_at(connection)
            )
        return Past(last_at=last_at or 0, accepted_at=office.accepted_at)

    def _last_at(self, connection: Connection, since: date | None = None) -> int | None:
        """Return the time of the last event of a day *since* then, if there is any."""
        query = (
            select(journal.c.at)
            .where(journal.c.office == self._office)
            .order_by(journal.c.seq.desc())
            .limit(1)
        )
        if since is not None:
            query = query.where(journal.c.day >= since)
        return connection.scalar(query)

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
        yet_to_come = and_(totals.c.office == self._office, totals.c.day >= today)
        over: dict[str, Any] = {"state": State.EXPIRED, "waiting": False}
        with self._transaction() as connection:
            connection.execute(update(offices).where(mine).values(day=today))
            connection.execute(update(tickets).where(later).values(over))
            connection.execute(delete(totals).where(yet_to_come))

    def totals(self, since: date) -> list[Total]:
        """Return the totals of each day and service since then, oldest first."""
        query = (
            select(*(column for column in totals.c if column.name != "office"))
            .where(totals.c.office == self._office, totals.c.day >= since)
            .order_by(totals.c.day, totals.c.service)
        )
        with self._transaction() as connection:
            return [Total(**row) for row in connection.execute(query).mappings()]

    def recent_work(self, since: date) -> list[Work]:
        """Return what citizens took at the counters since then, by service and hour.

        The hour is that of the call, in Vietnam.
        """
        minutes = (tickets.c.ended_at - tickets.c.called_at) / float(MINUTE)
        hour = (tickets.c.called_at + VIETNAM_OFFSET) // HOUR % 24
        query = (
            select(
                tickets.c.service,
                hour.label("hour"),
                func.count().label("people"),
                func.sum(minutes).label("minutes"),
                func.sum(minutes * minutes).label("squares"),
            )
            .where(
                tickets.c.office == self._office,
                tickets.c.day >= since,
                tickets.c.state == State.FINISHED,
                tickets.c.called_at.is_not(None),
            )
            .group_by(tickets.c.service, hour)
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return [
            Work(
                service=row.service,
                hour=row.hour,
                count=row.people,
                minutes=row.minutes,
                squares=row.squares,
            )
            for row in rows
        ]

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
            of_day = sums(and_(mine, tickets.c.day == day))
            connection.execute(
                insert(totals).from_select(of_day.selected_columns.keys(), of_day)
            )
        return True

    def drop(self, before: date, most: int) -> int:
        """Drop tickets and events of days *before* then, at most so many of each.

        Only days that have totals are dropped. Returns how many rows went: none on
        PostgreSQL, where `Retention` drops them for all offices at once.
        """
        with self._transaction() as connection:
            if connection.dialect.name == "postgresql":
                return 0
            last = connection.scalar(
                select(func.max(totals.c.day)).where(totals.c.office == self._office)
            )
            if last is None:
                return 0
            before = min(before, last)
            return sum(
                self._drop(connection, key, before, most)
                for key in (tickets.c.number, journal.c.seq)
            )

    def _drop(
        self, connection: Connection, key: Column[Any], before: date, most: int
    ) -> int:
        """Drop rows of the first day in the table whose rows *key* tells apart."""
        table = key.table
        mine = table.c.office == self._office
        day = connection.scalar(select(func.min(table.c.day)).where(mine))
        if day is None or day >= before:
            return 0
        of_day = and_(mine, table.c.day == day)
        some = select(key).where(of_day).limit(most)
        return connection.execute(delete(table).where(of_day, key.in_(some))).rowcount
