"""An office with a long past, or with a full hall, made in seconds."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Date,
    Engine,
    String,
    Table,
    bindparam,
    insert,
    literal,
    select,
    text,
    update,
)

from shared.domain.plan import Plan
from shared.domain.times import HOUR, day_of
from shared.store.partitions import Partitions
from shared.store.store import Store
from shared.store.tables import journal, offices, tickets
from tests.bench.batches import Batches
from tests.bench.office import OFFICE

DAY = 24 * HOUR
A_DAY = 1_000
"""Tickets of one old day."""

LONGEST = 730
"""Days that are kept."""

AT_ONCE = 50
"""Days in one transaction."""

FULL_BATCH = 5_000
TIMES = {"issued_at", "queued_at", "called_at", "recalled_at", "served_at", "ended_at"}


def remember(engine: Engine, plan: Plan, now: int, numbers: int) -> None:
    """Give the office a past of so many finished tickets, `A_DAY` a day.

    The first day is made by the rules, the others are its copies. Of each ticket the
    journal has the last event. What would be longer ago than is kept belongs to other
    offices.
    """
    days = min(numbers // A_DAY, LONGEST)
    first = now - days * DAY
    store = Store(engine, OFFICE)
    store.take(day_of(first))
    if days == 0:
        return
    store.record(Batches(plan, first).visits(A_DAY))
    store.answers.forget(now)
    if engine.dialect.name == "postgresql":
        Partitions(engine).make(day_of(first), day_of(now))
    for begin in range(1, numbers // A_DAY, AT_ONCE):
        with engine.begin() as connection:
            for n in range(begin, min(begin + AT_ONCE, numbers // A_DAY)):
                _copy(connection, day_of(first), n)
    with engine.begin() as connection:
        values = {"seq": days * A_DAY, "day": day_of(now)}
        connection.execute(update(offices).values(values))
    _look_over(engine)


def fill(engine: Engine, plan: Plan, now: int, numbers: int) -> None:
    """Let so many people wait today, after whatever was before."""
    store = Store(engine, OFFICE)
    batches = Batches(plan, now, store.take(day_of(now)).seq)
    for begin in range(0, numbers, FULL_BATCH):
        store.record(batches.issues(min(FULL_BATCH, numbers - begin)))
    _look_over(engine)


def _copy(connection: Connection, first: date, n: int) -> None:
    """Let the day *first* have been again: each day once, then at the next office."""
    office, later = divmod(n, LONGEST)
    moved = {
        "the_office": f"{OFFICE}-{office}" if office else OFFICE,
        "the_day": first + timedelta(days=later),
        "shift": later * DAY,
        "number": later * A_DAY,
    }
    connection.execute(_again(tickets, first), moved)
    connection.execute(_again(journal, first), moved)


def _again(table: Table, first: date) -> Any:
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.name in TIMES | {"at"}:
            columns[column.name] = column + bindparam("shift", type_=BigInteger)
        elif column.name == "seq":
            columns[column.name] = column + bindparam("number", type_=BigInteger)
        elif column.name == "day":
            columns[column.name] = bindparam("the_day", type_=Date)
        elif column.name == "office":
            columns[column.name] = bindparam("the_office", type_=String)
        else:
            columns[column.name] = column
    that_day = table.c.office == literal(OFFICE), table.c.day == literal(first)
    copied = select(*columns.values()).where(*that_day)
    return insert(table).from_select(list(columns), copied)


def _look_over(engine: Engine) -> None:
    """Do what a PostgreSQL server does by itself after a while."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            by_itself = connection.execution_options(isolation_level="AUTOCOMMIT")
            by_itself.execute(text("VACUUM ANALYZE"))
