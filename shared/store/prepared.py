"""Statements that many rows go through: compiled once, sent by the driver itself.

SQLAlchemy's own way looks at every parameter of every row, which takes longer than
the database does.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert
"""One that may update instead."""


def insert_for(dialect: Dialect) -> Callable[[Table], Insert]:
    """Return what makes an insert that may update instead, as the database says it."""
    return postgresql.insert if dialect.name == "postgresql" else sqlite.insert


class Prepared:
    """One statement in a database's own words."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._text = str(compiled)
        # Where the database knows places and not names: the names in order.
        self._places: list[str] | None = compiled.positiontup
        self._kinds: dict[str, Callable[[Any], Any]] = {}
        for name, bind in compiled.binds.items():
            if process := bind.type.dialect_impl(dialect).bind_processor(dialect):
                self._kinds[name] = process

    def run(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Execute the statement with each of *rows*, which name its parameters."""
        if values := [self._values(row) for row in rows]:
            connection.exec_driver_sql(self._text, values)

    def count(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> int:
        """Execute it with each of *rows*, and return how many rows that changed."""
        values = [self._values(row) for row in rows]
        return connection.exec_driver_sql(self._text, values).rowcount

    def _values(self, row: Mapping[str, Any]) -> Any:
        kinds = self._kinds
        fitting = {
            name: kinds[name](value) if name in kinds else value
            for name, value in row.items()
        }
        if self._places is None:
            return fitting
        return tuple(fitting[name] for name in self._places)
