"""Keeps an office's records: one method is one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any
from weakref import WeakSet

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.domain.tally import Work
from shared.domain.ticket import State, Ticket
from shared.domain.times import HOUR, MINUTE
from shared.store.answers import Answers
from shared.store.clerks import Clerks
from shared.store.daykeys import DayKeys
from shared.store.deeds import Deeds
from shared.store.engine import told, turns_of
from shared.store.errors import OfficeMoved, OfficeTaken, StoreUnavailable
from shared.store.history import History
from shared.store.prepared import Prepared
from shared.store.rows import (
    COLUMNS,
    Batch,
    Line,
    Mark,
    Part,
    journal_rows,
    ticket_of,
    ticket_rows,
)
from shared.store.stations import Stations
from shared.store.tables import answers, journal, offices, reasons, tickets
from shared.store.upgrade import bring_up, is_current

TRIAL = 2**16
"""Bytes that are written to see whether there is room."""

VIETNAM_OFFSET = 7 * HOUR

_brought_up: WeakSet[Engine] = WeakSet()
"""Servers whose tables have been brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An office as it was when a hub took it."""

    incarnation: int
    seq: int
    day: date


class Store:
    """The records of one office in a database."""

    def __init__(self, engine: Engine, office: str) -> None:
        self._engine = engine
        self._office = office
        self._one_at_a_time = turns_of(engine)
        self.day_keys = DayKeys(engine, office, self._one_at_a_time)
        self._incarnation = 0

    def take(self, today: date, after: int = 0) -> Taken:
        """Begin a new incarnation of the office, and return where it stands.

        The first time the office is made, on the business day *today*. The
        incarnation is later than *after*, which records that were lost had reached.

        Raises:
            StoreUnreachable: Its server does not answer.
            StoreUnavailable: The database cannot be opened or written, or its
                tables not be brought up to date.
        """
        mine = offices.c.office == self._office
        self.prepare(today)
        with self._transaction() as connection:
            # Whoever had the office may be writing: what he keeps now is seen here.
            found = select(offices).where(mine).with_for_update()
            row = connection.execute(found).one_or_none()
            if row is None:
                taken = Taken(incarnation=after + 1, seq=0, day=today)
                values = {"office": self._office, **asdict(taken)}
                connection.execute(insert(offices).values(values))
            else:
                incarnation = max(row.incarnation, after) + 1
                taken = Taken(incarnation=incarnation, seq=row.seq, day=row.day)
                connection.execute(
                    update(offices).where(mine).values(incarnation=incarnation)
                )
        self._incarnation = taken.incarnation
        return taken

    def go_on_from(self, taken: Taken) -> None:
        """Write to the office, which was *taken* for us together with others."""
        self._incarnation = taken.incarnation

    def prepare(self, today: date) -> None:
        """Bring the tables up to date, without taking the office.

        Raises:
            StoreUnavailable: The database cannot be opened or written, or its
                tables not be brought up to date.
        """
        with told(self._engine), self._one_at_a_time:
            # A hub that takes many offices over need not look at all of it each time.
            if self._engine not in _brought_up or not is_current(self._engine):
                bring_up(self._engine, today)
        if self._engine.dialect.name == "postgresql":  # no file that a backup replaces
            _brought_up.add(self._engine)

    @cached_property
    def answers(self) -> Answers:
        """What was answered to wishes."""
        return Answers(self._transaction, self._office, self._engine.dialect)

    @cached_property
    def history(self) -> History:
        """The days gone by."""
        return History(self._transaction, self._office)

    @cached_property
    def stations(self) -> Stations:
        """The stations that may come in with a token."""
        return Stations(self._transaction, self._office)

    @cached_property
    def clerks(self) -> Clerks:
        """Who works at the counters, with a password."""
        return Clerks(self._transaction, self._office, self._insert)

    @cached_property
    def deeds(self) -> Deeds:
        """The journal, for people who ask who did what."""
        return Deeds(self._transaction, self._office)

    def position(self) -> tuple[int, date]:
        """Return the number of the last event and the business day it left."""
        positions = self.positions([self._office])
        if self._office not in positions:
            raise StoreUnavailable(f"the records know nothing of {self._office}")
        return positions[self._office]

    def positions(self, wanted: Sequence[str]) -> dict[str, tuple[int, date]]:
        """Return the same of each office *wanted* that the records know."""
        here = offices.c.office.in_(wanted)
        query = select(offices.c.office, offices.c.seq, offices.c.day).where(here)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return {row.office: (row.seq, row.day) for row in rows}

    def events(self, day: date) -> list[str]:
        """Return the events of *day* as JSON texts, in order."""
        query = (
            select(journal.c.event)
            .where(journal.c.office == self._office, journal.c.day == day)
            .order_by(journal.c.seq)
        )
        with self._transaction() as connection:
            return list(connection.scalars(query))

    def after(self, mark: Mark) -> list[Line]:
        """Return the event at *mark*, if it was on that day or later, and all later."""
        query = (
            select(journal.c.seq, journal.c.day, journal.c.event)
            .where(
                journal.c.office == self._office,
                journal.c.seq >= mark.seq,
                journal.c.day >= mark.day,
            )
            .order_by(journal.c.seq)
        )
        with self._transaction() as connection:
            return [Line(*row) for row in connection.execute(query)]

    def tickets(self, day: date) -> dict[str, Ticket]:
        """Return the tickets of *day* as they are now, by number."""
        query = select(*(tickets.c[name] for name in COLUMNS)).where(
            tickets.c.office == self._office, tickets.c.day == day
        )
        with self._transaction() as connection:
            rows = connection.execute(query).mappings().all()
        return {row["number"]: ticket_of(row) for row in rows}

    def head(self, day: date, queue: str, *, priority: bool) -> str | None:
        """Return the number that stands first in a lane of *day*, as the index says."""
        query = (
            select(tickets.c.number)
            .where(
                tickets.c.office == self._office,
                tickets.c.day == day,
                tickets.c.queue == queue,
                tickets.c.priority == (true() if priority else false()),
                text("waiting"),
            )
            .order_by(tickets.c.queued_at, tickets.c.order)
            .limit(1)
        )
        with self._transaction() as connection:
            return connection.scalar(query)

    def record(self, batch: Batch) -> None:
        """Keep *batch* durably.

        Raises:
            OfficeTaken: Another hub has taken the office since we did.
            OfficeMoved: The records have gone further than *batch* knows.
            AnsweredBefore: One of its wishes has an answer.
            StoreUnavailable: The database refused.
            Nothing was kept then.
        """
        with self._transaction() as connection:
            self._move_on(connection, batch)
            self._keep_tickets.run(connection, ticket_rows(self._office, batch))
            self._keep_events.run(connection, journal_rows(self._office, batch))
            self.answers.keep(connection, batch.answers)
            self._count_reasons(connection, self._office, batch)

    def part(self, batch: Batch) -> Part:
        """Return *batch* as what a transaction of several offices keeps of this."""
        return Part(office=self._office, incarnation=self._incarnation, batch=batch)

    def record_all(self, parts: Sequence[Part]) -> None:
        """Keep *parts* of different offices of this database durably, all or none.

        Raises:
            OfficeMoved: One of the offices is not where its part says, or taken.
            AnsweredBefore: One of their wishes has an answer.
            StoreUnavailable: The database refused.
            Nothing was kept then; whose fault it is, each finds out by itself.
        """
        # Whoever locks several offices does it in the same order.
        parts = sorted(parts, key=lambda part: part.office)
        with self._transaction() as connection:
            moved = self._move.count(connection, map(_step, parts))
            if moved != len(parts):
                raise OfficeMoved(f"{moved} of {len(parts)} offices are as they were")
            tickets = (ticket_rows(each.office, each.batch) for each in parts)
            self._keep_tickets.run(connection, chain.from_iterable(tickets))
            events = (journal_rows(each.office, each.batch) for each in parts)
            self._keep_events.run(connection, chain.from_iterable(events))
            given = ((each.office, each.batch.answers) for each in parts)
            self.answers.keep_all(connection, given)
            for each in parts:
                self._count_reasons(connection, each.office, each.batch)

    def try_writing(self) -> None:
        """Write as much as some wishes would, and take it back.

        Raises:
            StoreFull: There is still no room.
            StoreUnavailable: The database refused.
        """
        trial = {"office": self._office, "id": "", "at": 0, "answer": "x" * TRIAL}
        mine = and_(answers.c.office == self._office, answers.c.id == "")
        with self._transaction() as connection:
            connection.execute(insert(answers).values(trial))
            connection.execute(delete(answers).where(mine))

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

    def reasons(self, day: date) -> dict[str, int]:
        """Return how often each reason for priority was given on *day*."""
        query = select(reasons.c.reason, reasons.c.times).where(
            reasons.c.office == self._office, reasons.c.day == day
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return {row.reason: row.times for row in rows}

    def _count_reasons(self, connection: Connection, office: str, batch: Batch) -> None:
        for reason in batch.reasons:
            first = {"office": office, "day": batch.day, "reason": reason}
            statement = self._insert(reasons).values(**first, times=1)
            more = statement.on_conflict_do_update(
                index_elements=list(first), set_={"times": reasons.c.times + 1}
            )
            connection.execute(more)

    def _move_on(self, connection: Connection, batch: Batch) -> None:
        if self._move.once(connection, _step(self.part(batch))) != 1:
            mine = offices.c.office == self._office
            now = connection.scalar(select(offices.c.incarnation).where(mine))
            if now != self._incarnation:
                raise OfficeTaken(f"another hub has taken {self._office}")
            raise OfficeMoved(f"{self._office} is no longer at event {batch.seq}")

    @cached_property
    def _move(self) -> Prepared:
        """The statement that moves the last event's number, if it is ours to move."""
        here = and_(
            offices.c.office == bindparam("mine"),
            offices.c.incarnation == bindparam("taken"),
            offices.c.seq == bindparam("before"),
        )
        change: dict[str, Any] = {"seq": bindparam("after"), "day": bindparam("today")}
        move = update(offices).where(here).values(change)
        return Prepared(move, self._engine.dialect)

    @cached_property
    def _keep_events(self) -> Prepared:
        return Prepared(insert(journal), self._engine.dialect)

    @cached_property
    def _keep_tickets(self) -> Prepared:
        """The statement that makes a ticket, or changes all but its token."""
        derived = ("queue", "waiting")
        names = ("office", "day", "token", *derived, *COLUMNS)
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        statement = self._insert(tickets).values(values)
        changing = {
            name: statement.excluded[name]
            for name in (*derived, *COLUMNS)
            if name != "number"
        }
        keep = statement.on_conflict_do_update(
            index_elements=["office", "day", "number"], set_=changing
        )
        return Prepared(keep, self._engine.dialect)

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that may update instead, as this database says it."""
        if self._engine.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            told(self._engine),
            self._one_at_a_time,
            self._engine.begin() as connection,
        ):
            yield connection


def _step(part: Part) -> dict[str, Any]:
    """Return how the office's row moves on, if it is as *part* says."""
    batch = part.batch
    return {
        "mine": part.office,
        "taken": part.incarnation,
        "before": batch.seq,
        "after": batch.seq + len(batch.entries),
        "today": batch.day,
    }
