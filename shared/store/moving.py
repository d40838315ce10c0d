"""Moves offices from one database to another: whole and compared, or not at all.

What has come is read back from where it is now, and the move counts only if both sides
give the same rows: their number, and a SHA-256 over them. Each row goes into it as a
line of JSON with its columns in the order of `tables`; rows stand in the order of their
keys, texts by their bytes.
"""

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import product
from typing import Any, NamedTuple

import msgspec
import psycopg
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    exists,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError

from shared.store.copying import SECRETS, Going, always
from shared.store.engine import told, unavailable
from shared.store.errors import BrokenOff, MovedWrong, OfficeThere
from shared.store.tables import metadata, offices

PART = 2_000
"""So many rows are in memory at once."""

# The office's own row first: it keeps a second move of the same office waiting.
TABLES = (
    offices,
    *(t for t in metadata.sorted_tables if t is not offices and t.name not in SECRETS),
)

Rows = Sequence[tuple[Any, ...]]
Pour = Callable[[Rows], None]


class Sum(NamedTuple):
    """What the rows of a table come to."""

    rows: int
    digest: bytes


class Move:
    """One move. `rows` are to come, `copied` have, `compared` were read back."""

    def __init__(
        self, source: Engine, target: Engine, ids: Sequence[str], part: int = PART
    ) -> None:
        """Move the offices *ids*, at most *part* rows of them in memory at once.

        *source* is of `open_reader`; nobody else may be writing to its offices.
        """
        self._source = source
        self._target = target
        self._ids = ids
        self._part = part
        self.rows = self.copied = self.compared = 0

    def run(self, going: Going = always) -> int:
        """Move them in one transaction, and return how many rows they have.

        Keys of the day stay behind: a key in two places is not destroyed by night.
        The tables are there, and up to date, on both sides.

        Raises:
            BrokenOff: *going* said no.
            OfficeThere: *target* holds something of one of them.
            MovedWrong: It does not give back what it was given.
            StoreUnavailable: One of the databases refused.
        """
        with _told(self._target), self._target.begin() as target:
            self._refuse_known(target)
            wanted = self._copy(target, going)
            for (id_, table), sum_ in wanted.items():
                if self._back(target, table, id_, going) != sum_:
                    raise MovedWrong(id_, table.name, _name(self._target))
            self._go_on(going)
        return self.rows

    def _refuse_known(self, target: Connection) -> None:
        for id_, table in product(self._ids, TABLES):
            if target.scalar(select(exists().where(table.c.office == id_))):
                raise OfficeThere(id_, _name(self._target))

    def _copy(self, target: Connection, going: Going) -> dict[tuple[str, Table], Sum]:
        """Copy everything as it is at one moment; return what was given."""
        sums = {}
        with _one_moment(self._source) as source:
            self.rows = sum(self._count(source, table) for table in TABLES)
            for id_, table in product(self._ids, TABLES):
                summing = _Summing()
                parts = self._parts(source, table, id_, going)
                with closing(parts), _pouring(target, table) as pour:
                    for rows in parts:
                        summing.add(rows)
                        pour(rows)
                        self.copied += len(rows)
                sums[id_, table] = summing.sum
        return sums

    def _count(self, source: Connection, table: Table) -> int:
        query = select(func.count()).where(table.c.office.in_(self._ids))
        with _told(source.engine):
            return source.scalar(query) or 0

    def _back(self, target: Connection, table: Table, id_: str, going: Going) -> Sum:
        summing = _Summing()
        for rows in self._parts(target, table, id_, going):
            summing.add(rows)
            self.compared += len(rows)
        return summing.sum

    def _parts(
        self, connection: Connection, table: Table, id_: str, going: Going
    ) -> Generator[Rows]:
        """Give the rows of an office in an order that every database keeps."""
        keys = (
            _by_bytes(column, connection)
            for column in table.primary_key
            if column.name != "office"
        )
        query = select(*table.columns).where(table.c.office == id_).order_by(*keys)
        options = {"yield_per": self._part}
        with (
            _told(connection.engine),
            connection.execute(query, execution_options=options) as result,
        ):
            for part in result.partitions():
                self._go_on(going)
                yield [tuple(row) for row in part]

    def _go_on(self, going: Going) -> None:
        if not going():
            raise BrokenOff("the move was broken off")


class _Summing:
    """Sums up rows as they go by."""

    def __init__(self) -> None:
        self._rows = 0
        self._digest = hashlib.sha256()
        self._encoder = msgspec.json.Encoder()

    def add(self, rows: Rows) -> None:
        self._rows += len(rows)
        self._digest.update(self._encoder.encode_lines(rows))

    @property
    def sum(self) -> Sum:
        return Sum(self._rows, self._digest.digest())


def _by_bytes(column: ColumnElement[Any], connection: Connection) -> Any:
    """Return *column* to sort by: SQLite sorts by bytes, a server as it was set up."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, String):
        return column.collate("C")
    return column


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees everything as it is when the first row is read."""
    with _told(engine):
        connection = engine.connect()
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql("BEGIN")
    with connection:
        yield connection


@contextmanager
def _pouring(connection: Connection, table: Table) -> Iterator[Pour]:
    """Give what puts rows into *table*, each in the order of its columns."""
    if connection.dialect.name != "postgresql":
        names = [column.name for column in table.columns]
        statement = insert(table)

        def put(rows: Rows) -> None:
            values = [dict(zip(names, row, strict=True)) for row in rows]
            connection.execute(statement, values)

        yield put
        return
    quoted = connection.dialect.identifier_preparer
    columns = ", ".join(map(quoted.format_column, table.columns))
    statement_ = f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement_) as copy:

        def pour(rows: Rows) -> None:
            for row in rows:
                copy.write_row(row)

        yield pour


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Let the database's errors be ours, also those of the driver itself."""
    try:
        with told(engine):
            yield
    except psycopg.Error as error:
        raise unavailable(DBAPIError(None, None, error), engine) from error


def _name(engine: Engine) -> str:
    return engine.url.render_as_string()
