"""Lets the bytes of deleted rows go from the disk, as far as a database can do that.

Deleting leaves them where they were: in SQLite's log, in PostgreSQL's pages.
"""

import pysqlite3.dbapi2
from psycopg.errors import LockNotAvailable
from sqlalchemy import Engine, Table

from shared.store.engine import BUSY_MILLISECONDS, told
from shared.store.errors import StoreUnavailable

PATIENCE = "20ms"


def wiped(engine: Engine, table: Table) -> bool:
    """Return whether what was deleted from *table* has gone from its files.

    It has not while somebody else is reading: try again later.

    Raises:
        StoreUnavailable: The database refused.
    """
    if engine.dialect.name == "postgresql":
        return _rewritten(engine, table)
    return _log_cut(engine)


def _rewritten(engine: Engine, table: Table) -> bool:
    """Let PostgreSQL write *table* into a new file; it should be a little one.

    A plain VACUUM would leave the bytes in the unused space of the pages.
    """
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with told(engine), alone.connect() as connection:
            # Nobody's wish waits for a dump that holds the table: the caller comes
            # again.
            connection.exec_driver_sql(f"SET lock_timeout = '{PATIENCE}'")
            try:
                connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
    except StoreUnavailable as error:
        cause = getattr(error.__cause__, "orig", None)
        if isinstance(cause, LockNotAvailable):
            return False
        raise
    return True


def _log_cut(engine: Engine) -> bool:
    """Let SQLite move its log into the file, where `secure_delete` leaves zeros."""
    with told(engine):
        connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        # Nobody's wish waits for a reader: the caller comes again.
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, *_)] = cursor.fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    except pysqlite3.dbapi2.Error as error:
        raise StoreUnavailable(f"{engine.url}: {error}") from error
    finally:
        connection.close()
    return not busy
