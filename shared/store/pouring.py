"""Takes an office's rows out of one database and pours them into another."""

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import psycopg
from sqlalchemy import Column, Connection, Engine, String, Table, insert, select
from sqlalchemy.exc import DBAPIError

from shared.store.engine import told, unavailable

Rows = Sequence[tuple[Any, ...]]
"""Each has the table's columns in their order."""


class Sum(NamedTuple):
    """What the rows of a table come to: their number, and a SHA-256 over them."""

    rows: int
    digest: bytes


class Summing:
    """Sums up rows as they go by, each as a line of JSON."""

    def __init__(self) -> None:
        self._rows = 0
        self._digest = hashlib.sha256()
        self._encoder = msgspec.json.Encoder()

    def add(self, rows: Rows) -> None:
        """Add the next *rows*."""
        self._rows += len(rows)
        self._digest.update(self._encoder.encode_lines(rows))

    @property
    def sum(self) -> Sum:
        """What has gone by."""
        return Sum(self._rows, self._digest.digest())


def parts_of(
    connection: Connection, table: Table, office: str, most: int
) -> Generator[Rows]:
    """Give the rows of *office*, at most so many at once, in an order of their keys.

    It is the same in every database: texts stand by their bytes, not as people sort.

    Raises:
        StoreUnavailable: The database refused.
    """
    others = (each for each in table.primary_key if each.name != "office")
    keys = (_by_bytes(each, connection) for each in others)
    query = select(*table.columns).where(table.c.office == office).order_by(*keys)
    with (
        by_any_driver_told(connection.engine),
        connection.execute(query, execution_options={"yield_per": most}) as result,
    ):
        for part in result.partitions():
            yield [tuple(row) for row in part]


def _by_bytes(column: Column[Any], connection: Connection) -> Any:
    if connection.dialect.name == "postgresql" and isinstance(column.type, String):
        return column.collate("C")
    return column


@contextmanager
def pouring(connection: Connection, table: Table) -> Iterator[Callable[[Rows], None]]:
    """Give what puts rows into *table*; all are there when the block has ended.

    The errors are those of the driver: see `by_any_driver_told`.
    """
    if connection.dialect.name == "postgresql":
        quoted = connection.dialect.identifier_preparer
        columns = ", ".join(map(quoted.format_column, table.columns))
        statement = f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN"
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            yield lambda rows: _write(copy, rows)
    else:
        yield lambda rows: _insert(connection, table, rows)


def _write(copy: psycopg.Copy, rows: Rows) -> None:
    for row in rows:
        copy.write_row(row)


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    names = [column.name for column in table.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    connection.execute(insert(table), values)


@contextmanager
def by_any_driver_told(engine: Engine) -> Iterator[None]:
    """Let the database's errors be ours, also those that only its driver knows.

    Raises:
        StoreUnavailable: The database refused what is done inside.
    """
    try:
        with told(engine):
            yield
    except psycopg.Error as error:
        raise unavailable(DBAPIError(None, None, error), engine) from error
