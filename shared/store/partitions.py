"""Cuts the journal into days and the tickets into months, on a PostgreSQL server.

A day has its part of the table before anybody writes on it. What comes for a day that
has none goes to the part ``…_other`` by itself, and moves when its own is made: no
number waits for that. SQLite knows no parts and needs none.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    MetaData,
    Table,
    text,
)

from shared.store.engine import told
from shared.store.errors import StoreUnavailable, StoreUnreachable
from shared.store.tables import index_waiting, journal, metadata, tickets

log = logging.getLogger(__name__)

MAKING = 0x6D6F74637562
"""The advisory lock of whoever makes parts: one hub at a time."""

PATIENCE = "SET LOCAL lock_timeout = '250ms'; SET LOCAL statement_timeout = '5s'"
"""Nobody's wish waits for a reader that is in our way: we come again."""

BOUNDS = re.compile(r"FROM \('(\d{4}-\d\d-\d\d)'\) TO \('(\d{4}-\d\d-\d\d)'\)")
PARTS = text(
    "SELECT part.relname, pg_get_expr(part.relpartbound, part.oid) FROM pg_inherits"
    " JOIN pg_class part ON part.oid = inhrelid WHERE inhparent = to_regclass(:table)"
)
MISSING = text(
    "SELECT name FROM unnest(CAST(:names AS text[])) name"
    " WHERE to_regclass(name) IS NULL LIMIT 1"
)


class Part(NamedTuple):
    """The days of a table that lie in one part of it, from *first* to before *end*."""

    name: str
    first: date
    end: date


@dataclass(frozen=True, slots=True)
class Cut:
    """How a table is cut, and how far ahead its parts are made."""

    table: str
    ahead: timedelta
    months: bool = False

    @property
    def other(self) -> str:
        """The name of the part for all days that have none of their own."""
        return f"{self.table}_other"

    def part(self, day: date) -> Part:
        """Return the part that *day* belongs to, whether it is there or not."""
        if self.months:
            first = day.replace(day=1)
            end = (first + timedelta(days=31)).replace(day=1)
            return Part(f"{self.table}_{_words(first)[:7]}", first, end)
        return Part(f"{self.table}_{_words(day)}", day, day + timedelta(days=1))

    def parts(self, first: date, last: date) -> Iterator[Part]:
        """Give all parts from that of the day *first* to that of *last*."""
        part = self.part(first)
        while part.first <= last:
            yield part
            part = self.part(part.end)


JOURNAL = Cut("journal", timedelta(days=7))
TICKETS = Cut("tickets", timedelta(days=62), months=True)
CUTS = (JOURNAL, TICKETS)


def _words(day: date) -> str:
    return day.isoformat().replace("-", "_")


def metadata_for(dialect: str) -> MetaData:
    """Return the tables as the database of *dialect* has them, without any part."""
    if dialect != "postgresql":
        return metadata
    made = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        if table not in (journal, tickets):
            table.to_metadata(made)
    # With seq before day, what follows an event is found without knowing its day; and
    # since a part has one day, no other index is needed.
    _cut(journal, made, ("office", "seq", "day"))
    index_waiting(_cut(tickets, made, ("office", "day", "number")))
    return made


def _cut(table: Table, made: MetaData, key: tuple[str, ...]) -> Table:
    # No constraint: `pg_restore --clean` cannot drop those that parts inherit.
    return Table(
        table.name,
        made,
        *(Column(each.name, each.type, nullable=each.nullable) for each in table.c),
        Index(f"uq_{table.name}", *key, unique=True),
        postgresql_partition_by="RANGE (day)",
    )


def make_others(connection: Connection) -> None:
    """Make the parts for days that have none, of tables that were just made."""
    for cut in CUTS:
        connection.exec_driver_sql(
            f"CREATE TABLE {cut.other} PARTITION OF {cut.table} DEFAULT"
        )


def parts_of(connection: Connection, cut: Cut) -> list[Part]:
    """Return the parts there are for days of their own, oldest first."""
    rows = connection.execute(PARTS, {"table": cut.table})
    found = ((name, BOUNDS.search(bounds or "")) for name, bounds in rows)
    return sorted(
        (
            Part(name, *map(date.fromisoformat, match.groups()))
            for name, match in found
            if match
        ),
        key=lambda part: part.first,
    )


class Partitions:
    """The parts of the tables in a PostgreSQL database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told = ""

    def has(self, day: date) -> bool:
        """Return whether *day* has its parts: quick, for each of many offices.

        Raises:
            StoreUnavailable: The database refused.
        """
        names = [cut.part(day).name for cut in CUTS]
        with told(self._engine), self._engine.begin() as connection:
            return connection.scalar(MISSING, {"names": names}) is None

    def make_ahead(self, today: date) -> bool:
        """Make the parts of *today* and of some days after it that are not there.

        Returns whether all are there now. Why it is not possible is told in the log,
        once; it can be tried again at any time.

        Raises:
            StoreUnreachable: The server does not answer.
        """
        try:
            for cut in CUTS:
                self._make(cut, today, today + cut.ahead)
        except StoreUnreachable:
            raise
        except StoreUnavailable as error:
            if str(error) != self._told:
                log.warning("days ahead have no part of their own yet: %s", error)
            self._told = str(error)
            return False
        self._told = ""
        return True

    def make(self, first: date, last: date) -> None:
        """Make the parts from the day *first* to *last* that are not there.

        For whoever brings records of long ago; each part is a transaction.

        Raises:
            StoreUnavailable: The database refused, or somebody was in the way.
        """
        for cut in CUTS:
            self._make(cut, first, last)

    def _make(self, cut: Cut, first: date, last: date) -> None:
        with told(self._engine), self._engine.begin() as connection:
            there = parts_of(connection, cut)
        for part in cut.parts(first, last):
            if not any(old.first < part.end and part.first < old.end for old in there):
                self._add(cut, part)

    def _add(self, cut: Cut, part: Part) -> None:
        """Add *part*, with the rows of its days that had to go elsewhere."""
        days = f"day >= '{part.first}' AND day < '{part.end}'"
        moved = f"WITH moved AS (DELETE FROM {cut.other} WHERE {days} RETURNING *)"
        bounds = f"FOR VALUES FROM ('{part.first}') TO ('{part.end}')"
        with self._alone() as connection:
            if any(part.name == old.name for old in parts_of(connection, cut)):
                return
            # Made first and attached then: writers are held up by neither.
            for words in (
                f"CREATE TABLE {part.name} (LIKE {cut.table} INCLUDING ALL)",
                f"LOCK TABLE {cut.other} IN ACCESS EXCLUSIVE MODE",
                f"{moved} INSERT INTO {part.name} SELECT * FROM moved",
                f"ALTER TABLE {cut.table} ATTACH PARTITION {part.name} {bounds}",
            ):
                connection.exec_driver_sql(words)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Give a transaction in which no other hub makes parts."""
        with told(self._engine), self._engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MAKING})"))
            connection.exec_driver_sql(PATIENCE)
            yield connection
