"""Keeps an office's records: one method is one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from weakref import WeakSet

from sqlalchemy import (
    Connection,
    Engine,
    and_,
    delete,
    false,
    insert,
    select,
    text,
    true,
    update,
)

from shared.domain.ticket import Ticket
from shared.store.answers import Answers
from shared.store.clerks import Clerks
from shared.store.daykeys import DayKeys
from shared.store.deeds import Deeds
from shared.store.engine import told, turns_of
from shared.store.errors import OfficeMoved, OfficeTaken, StoreUnavailable
from shared.store.history import History
from shared.store.recording import Recording, recording_of
from shared.store.rows import (
    COLUMNS,
    Batch,
    Line,
    Mark,
    Part,
    ticket_of,
)
from shared.store.stations import Stations
from shared.store.tables import answers, journal, offices, reasons, tickets
from shared.store.upgrade import bring_up, is_current
from shared.store.upserts import insert_for

TRIAL = 2**16
"""Bytes that are written to see whether there is room."""

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
        return Answers(self._transaction, self._office)

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
        return Clerks(self._transaction, self._office, insert_for(self._engine.dialect))

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
        try:
            self._keep([self.part(batch)])
        except OfficeMoved:
            mine = offices.c.office == self._office
            with self._transaction() as connection:
                now = connection.scalar(select(offices.c.incarnation).where(mine))
            if now == self._incarnation:
                raise
            raise OfficeTaken(f"another hub has taken {self._office}") from None

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
        self._keep(sorted(parts, key=lambda part: part.office))

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

    def reasons(self, day: date) -> dict[str, int]:
        """Return how often each reason for priority was given on *day*."""
        query = select(reasons.c.reason, reasons.c.times).where(
            reasons.c.office == self._office, reasons.c.day == day
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return {row.reason: row.times for row in rows}

    def _keep(self, parts: Sequence[Part]) -> None:
        with told(self._engine), self._one_at_a_time:
            self._recording.keep(self._engine, parts)

    @cached_property
    def _recording(self) -> Recording:
        return recording_of(self._engine)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with (
            told(self._engine),
            self._one_at_a_time,
            self._engine.begin() as connection,
        ):
            yield connection
