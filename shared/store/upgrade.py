"""Gives a database the tables that this program works with, new or brought up to date.

What was begun and broken off at any moment leaves the database as it was.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import ProgrammingError

from shared.store.copying import copy
from shared.store.engine import file_of
from shared.store.partitions import Partitions, make_others, metadata_for
from shared.store.tables import metadata

LAST = "008"
"""The last step in `migrations/versions`: that of the tables as they are."""

# Alembic's own table, with the name and shape it would give it.
version_table = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)

OURS_ALONE = 0x6D6F74637561  # "motcua": one program at a time changes tables


def bring_up(
    engine: Engine, today: date, last: str = LAST, steps: Sequence[Path] = ()
) -> None:
    """Make the tables of *last*, or change older ones until they are those.

    Before a SQLite file is changed a copy is left beside it, named after *today* and
    the version it has; on PostgreSQL *today* and some days after it get their parts of
    the tables. *steps* are more folders with steps, leading to *last*.

    Raises:
        StoreNewer: A newer program has made the tables.
        StoreUnfit: The tables are none of ours.
        StoreUnavailable: There is no room for the copy.
    """
    _bring_up(engine, today, last, steps)
    if engine.dialect.name == "postgresql":
        partitions = Partitions(engine)
        if not partitions.has(today):
            partitions.make_ahead(today)


def _bring_up(engine: Engine, today: date, last: str, steps: Sequence[Path]) -> None:
    with engine.begin() as connection:
        version = _version(connection)
        if version == last or (version is None and _made(connection)):
            return
    if path := file_of(engine):
        name = f"{path.name}.{today.isoformat()}.before-version-{version or 'none'}"
        copy(path, path.with_name(name))
    # Only here: alembic takes longer to load than most hubs to start.
    from shared.store.migrations.run import migrate  # noqa: PLC0415

    with engine.begin() as connection:
        _wait_for_others(connection)
        version = _version(connection)
        if version != last:
            migrate(connection, version, steps)


def is_current(engine: Engine) -> bool:
    """Return whether the tables, which were brought up before, are still those."""
    try:
        with engine.begin() as connection:
            return connection.scalar(select(version_table.c.version_num)) == LAST
    except ProgrammingError:  # another server has taken over, and has none
        return False


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(version_table.name):
        return None
    return connection.scalar(select(version_table.c.version_num))


def _made(connection: Connection) -> bool:
    """Make all tables if there is none of ours, and return whether that was so."""
    _wait_for_others(connection)
    if set(metadata.tables) & set(inspect(connection).get_table_names()):
        return False
    metadata_for(connection.dialect.name).create_all(connection)
    if connection.dialect.name == "postgresql":
        make_others(connection)
    version_table.create(connection)
    connection.execute(insert(version_table).values(version_num=LAST))
    return True


def _wait_for_others(connection: Connection) -> None:
    """Let one program at a time change tables; on SQLite BEGIN has seen to that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({OURS_ALONE})"))
