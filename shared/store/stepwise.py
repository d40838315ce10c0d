"""Keeps what offices have decided in SQLite, table by table in one transaction.

The statements are compiled once and sent by the driver itself. SQLAlchemy's own way
looks at every parameter of every row, which takes longer than the database does.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Connection,
    Dialect,
    Engine,
    Table,
    Update,
    and_,
    bindparam,
    insert,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from shared.store.errors import AnsweredBefore, OfficeMoved
from shared.store.rows import Part, Row, named, rows_of
from shared.store.tables import answers, journal, offices, reasons, tickets
from shared.store.upserts import or_add, or_change


class Stepwise:
    """The statements that keep something, one for each table."""

    def __init__(self, dialect: Dialect) -> None:
        self._move = _Prepared(_moving_on(), dialect)
        self._keep_tickets = _Prepared(or_change(_into(tickets)), dialect)
        self._keep_events = _Prepared(insert(journal), dialect)
        self._keep_answers = _Prepared(insert(answers), dialect)
        self._count_reasons = _Prepared(or_add(_into(reasons)), dialect)

    def keep(self, engine: Engine, parts: Sequence[Part]) -> None:
        """Keep *parts* as a `Recording` does."""
        rows = rows_of(parts)
        with engine.begin() as connection:
            moved = self._move.run(connection, rows.offices)
            if moved != len(parts):
                raise OfficeMoved(f"{named(parts)}: only {moved} as they were")
            self._keep_tickets.run(connection, rows.tickets)
            self._keep_events.run(connection, rows.journal)
            try:
                self._keep_answers.run(connection, rows.answers)
            except IntegrityError as error:
                raise AnsweredBefore(f"{named(parts)} answered this before") from error
            self._count_reasons.run(connection, rows.reasons)


class _Prepared:
    """One statement in the database's own words."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._text = str(compiled)
        # The database knows places and not names: the names in order.
        self._places: list[str] = compiled.positiontup
        self._kinds: dict[str, Callable[[Any], Any]] = {}
        for name, bind in compiled.binds.items():
            if process := bind.type.dialect_impl(dialect).bind_processor(dialect):
                self._kinds[name] = process

    def run(self, connection: Connection, rows: Sequence[Row]) -> int:
        """Execute it with each of *rows*, which name its parameters.

        Returns how many rows of the table that has changed.
        """
        values = [self._values(row) for row in rows]
        return connection.exec_driver_sql(self._text, values).rowcount if values else 0

    def _values(self, row: Row) -> tuple[Any, ...]:
        kinds = self._kinds
        return tuple(
            kinds[name](row[name]) if name in kinds else row[name]
            for name in self._places
        )


def _into(table: Table) -> sqlite.Insert:
    return sqlite.insert(table).values(
        {each.name: bindparam(each.name) for each in table.c}
    )


def _moving_on() -> Update:
    """Return the statement that moves an office on, if it is ours to move."""
    here = and_(
        offices.c.office == bindparam("mine"),
        offices.c.incarnation == bindparam("taken"),
        offices.c.seq == bindparam("before"),
    )
    change: dict[str, Any] = {"seq": bindparam("after"), "day": bindparam("today")}
    return update(offices).where(here).values(change)
