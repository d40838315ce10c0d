"""Keeps what offices have decided on a PostgreSQL server, by one statement.

Each statement more is a question and an answer over the line, and so are BEGIN and
COMMIT. A statement by itself is a transaction as well.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg.errors import DivisionByZero, UniqueViolation
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    Engine,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.selectable import TableValuedAlias

from shared.store.errors import AnsweredBefore, OfficeMoved
from shared.store.rows import Part, named, rows_of
from shared.store.tables import answers, journal, offices, reasons, tickets
from shared.store.upserts import or_add, or_change

_encode = msgspec.json.Encoder().encode


class AtOnce:
    """The statement that keeps something; the driver itself sends it."""

    def __init__(self, dialect: Dialect) -> None:
        self._text = str(_keeping().compile(dialect=dialect))

    def keep(self, engine: Engine, parts: Sequence[Part]) -> None:
        """Keep *parts* as a `Recording` does."""
        rows = rows_of(parts)._asdict()
        values: dict[str, Any] = {"many": len(parts)}
        for name, changes in rows.items():
            values[name] = _encode(changes).decode()
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                connection.exec_driver_sql(self._text, values)
            except DBAPIError as error:
                match error.orig:
                    case DivisionByZero():
                        why = f"{named(parts)}: not all as they were"
                        raise OfficeMoved(why) from error
                    case UniqueViolation(diag=said) if said.table_name == answers.name:
                        why = f"{named(parts)} answered this before"
                        raise AnsweredBefore(why) from error
                raise


def _keeping() -> Select[Any]:
    """Return the statement; the rows come as JSON under the tables' names.

    Only an error takes back what a statement has done: where not all offices were as
    they should be it divides by zero, before the server comes to the rest.
    """
    moved = _moving_on().returning(offices.c.office).cte("moved")
    zero_or_one = cast(func.count() == bindparam("many", type_=Integer), Integer)
    statement: Select[Any] = select(literal_column("1") // zero_or_one)
    statement = statement.select_from(moved)
    for table, adding in (
        (tickets, or_change(_into(tickets))),
        (journal, _into(journal)),
        (answers, _into(answers)),
        (reasons, or_add(_into(reasons))),
    ):
        statement = statement.add_cte(adding.cte(f"into_{table.name}"))
    return statement


def _into(table: Table) -> postgresql.Insert:
    columns = [Column(each.name, each.type) for each in table.c]
    names = [each.name for each in columns]
    rows = select(*_given(table.name, *columns).c)
    return postgresql.insert(table).from_select(names, rows)


def _moving_on() -> Update:
    """Return the statement that moves offices on which are ours to move."""
    step = _given(
        offices.name,
        Column("mine", offices.c.office.type),
        Column("taken", Integer),
        Column("before", BigInteger),
        Column("after", BigInteger),
        Column("today", offices.c.day.type),
    ).c
    return (
        update(offices)
        .where(
            offices.c.office == step.mine,
            offices.c.incarnation == step.taken,
            offices.c.seq == step.before,
        )
        .values(seq=step.after, day=step.today)
    )


def _given(name: str, *columns: Column[Any]) -> TableValuedAlias:
    """Return the rows of *columns* that stand in the parameter *name* as JSON."""
    rows = func.json_to_recordset(bindparam(name, type_=JSON))
    return rows.table_valued(*columns).render_derived(with_types=True)
