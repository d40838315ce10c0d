"""Reads the days gone by for a report, beside a hub at work and never in its way.

The connection is its own and cannot write. The journal comes in slices, each in a
transaction that is over at once: a reader that stayed inside one would keep SQLite's
log and PostgreSQL's dead rows from being cleared away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, and_, create_engine, event, func, select
from sqlalchemy.pool import NullPool

from shared.store.engine import BUSY_MILLISECONDS, file_of, open_engine, told
from shared.store.errors import StoreUnavailable
from shared.store.history import Total
from shared.store.presences import Present
from shared.store.tables import journal, offices, presence, totals

SLICE = 2_000
"""So many events are in memory at once."""

NEAR = 7
"""So many days ahead the next is looked for before all others: of each day that is
looked at PostgreSQL opens another part of the journal."""


def open_reader(address: str, folder: Path) -> Engine:
    """Return an engine for *address* as for `open_engine`, which cannot write.

    Raises:
        StoreUnavailable: The address names no database, none that another program
            can read, or a file that is not there.
    """
    engine = open_engine(address, folder, writing=False)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _read_only)
        return engine
    path = file_of(engine)
    if path is None:
        raise StoreUnavailable("database: one in memory is its hub's alone")
    if not path.is_file():
        raise StoreUnavailable(f"{path}: there is no such file")
    where = f"{path.absolute().as_uri()}?mode=ro"

    def connect() -> Any:
        connection = pysqlite3.dbapi2.connect(where, uri=True, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        return connection

    return create_engine(
        engine.url, module=pysqlite3.dbapi2, creator=connect, poolclass=NullPool
    )


def _read_only(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


class Reading:
    """What the records hold of any office, to be read only.

    Every method raises StoreUnavailable if the database refuses.
    """

    def __init__(self, engine: Engine, most: int = SLICE) -> None:
        """Read through *engine*, at most so many events at once."""
        self._engine = engine
        self._most = most

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def offices(self) -> list[str]:
        """Return the ids of all offices, in their order."""
        query = select(offices.c.office).order_by(offices.c.office)
        with self._transaction() as connection:
            return list(connection.scalars(query))

    def days(self, office: str, since: date, until: date) -> Iterator[date]:
        """Give the days, both ends among them, of which there is anything."""
        while (day := self._first_day(office, since, until)) is not None:
            yield day
            if day == until:
                return
            since = date.fromordinal(day.toordinal() + 1)

    def _first_day(self, office: str, since: date, until: date) -> date | None:
        near = min(since.toordinal() + NEAR, until.toordinal())
        found = self._first_between(office, since, date.fromordinal(near))
        if found is None and near < until.toordinal():
            found = self._first_between(office, date.fromordinal(near + 1), until)
        return found

    def _first_between(self, office: str, since: date, until: date) -> date | None:
        found = []
        with self._transaction() as connection:
            for table in (journal, totals):
                query = select(func.min(table.c.day)).where(
                    table.c.office == office, table.c.day.between(since, until)
                )
                found.append(connection.scalar(query))
        return min(filter(None, found), default=None)

    def events(self, office: str, day: date) -> Iterator[str]:
        """Give the events of *day* as JSON texts, in order."""
        of_day = and_(journal.c.office == office, journal.c.day == day)
        last = -1
        while True:
            query = (
                select(journal.c.seq, journal.c.event)
                .where(of_day, journal.c.seq > last)
                .order_by(journal.c.seq)
                .limit(self._most)
            )
            with self._transaction() as connection:
                rows = connection.execute(query).all()
            yield from (row.event for row in rows)
            if len(rows) < self._most:
                return
            last = rows[-1].seq

    def totals(self, office: str, day: date) -> list[Total]:
        """Return the totals of *day*, none if it was not summed up yet."""
        query = (
            select(*(column for column in totals.c if column.name != "office"))
            .where(totals.c.office == office, totals.c.day == day)
            .order_by(totals.c.service)
        )
        with self._transaction() as connection:
            return [Total(**row) for row in connection.execute(query).mappings()]

    def presence(self, office: str, since: date, until: date) -> list[Present]:
        """Return how long each station was there on each of the days, in order."""
        query = (
            select(*presence.c)
            .where(presence.c.office == office, presence.c.day.between(since, until))
            .order_by(presence.c.day, presence.c.station)
        )
        with self._transaction() as connection:
            return [Present(**row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told(self._engine), self._engine.begin() as connection:
            yield connection
