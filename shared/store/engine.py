"""Opens the database that an address names."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary

import pysqlite3.dbapi2
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from shared.store.errors import (
    StoreDamaged,
    StoreForbidden,
    StoreFull,
    StoreUnavailable,
    StoreUnreachable,
)
from shared.store.postgresql import may_come_back, open_postgresql

BUSY_MILLISECONDS = 5000
"""So long SQLite waits for whoever else is writing."""

# WAL with FULL lost nothing in simulated power cuts, NORMAL nearly always did. What is
# deleted is overwritten with zeros: yesterday's key must not be found in the file.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

DAMAGED = (pysqlite3.dbapi2.SQLITE_CORRUPT, pysqlite3.dbapi2.SQLITE_NOTADB)
POSTGRESQL_FULL, POSTGRESQL_FORBIDDEN = "53100", "42501"
ALL_ATTEMPTS = "Multiple connection attempts failed"
"""So the driver begins to tell what each of several servers has said."""

NO_ROOM = 2**20
"""Bytes that are as good as none."""


def open_engine(address: str, folder: Path, *, writing: bool = True) -> Engine:
    """Return an engine for *address*.

    ``sqlite:///../data/motcua.sqlite`` is a file; its path counts from *folder*, and
    its own folder is made. ``sqlite://`` is a database in memory.
    ``postgresql+psycopg://user@host/name`` is a PostgreSQL server; its password
    comes from PostgreSQL's password file or ``PGPASSWORD``. Of several servers
    (``postgresql+psycopg://user@/name?host=a:5432&host=b:5432``) the one that can be
    written is found; one that cannot will do when there is no *writing*.

    Raises:
        StoreUnavailable: The address names no database of a kind we know, or
            holds a password.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreUnavailable(f"database: {address!r} is no address") from error
    match url.drivername:
        case "sqlite":
            return _sqlite_at(url, folder)
        case "postgresql+psycopg":
            return _postgresql(url, writing=writing)
        case other:
            raise StoreUnavailable(f"database: {other} is not supported")


def file_of(engine: Engine) -> Path | None:
    """Return the SQLite file behind *engine*; None in memory or on a server."""
    url = engine.url
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _postgresql(url: URL, *, writing: bool) -> Engine:
    if url.password is not None or "password" in url.query:
        where = "a password does not belong in the settings: use .pgpass or PGPASSWORD"
        raise StoreUnavailable(f"database: {where}")
    return open_postgresql(url, writing=writing)


_turns: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


def turns_of(engine: Engine) -> Lock:
    """Return what is to be held while *engine* is used.

    SQLite has one writer, and in memory one connection for all threads: there it is
    the same for all offices. On a server each may have its own.
    """
    if engine.dialect.name != "sqlite":
        return Lock()
    return _turns.setdefault(engine, Lock())


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Let the database's errors be ours.

    Raises:
        StoreUnavailable: The database refused what is done inside.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise unavailable(error, engine) from error


def unavailable(error: SQLAlchemyError, engine: Engine) -> StoreUnavailable:
    """Return what *error* means for whoever wanted the records, in one line."""
    # Of several servers one reason will do.
    reason, *_ = str(getattr(error, "orig", None) or error).split(ALL_ATTEMPTS)
    text = f"{unquote(engine.url.render_as_string())}: {' '.join(reason.split())}"
    if kind := _kind_of(getattr(error, "orig", None), file_of(engine)):
        return kind(text)
    if engine.dialect.name == "sqlite" or not isinstance(error, DBAPIError):
        return StoreUnavailable(text)
    return (
        StoreUnreachable(text)
        if may_come_back(error, engine.url)
        else StoreUnavailable(text)
    )


def _kind_of(
    error: BaseException | None, path: Path | None
) -> type[StoreUnavailable] | None:
    """Return what the driver's *error* means if there is a name for it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in DAMAGED:
        return StoreDamaged
    full = code == pysqlite3.dbapi2.SQLITE_FULL
    if code == pysqlite3.dbapi2.SQLITE_IOERR and path is not None:
        # Its shared memory says no more than that.
        full = shutil.disk_usage(path.parent).free < NO_ROOM
    state = getattr(error, "sqlstate", None)
    if state == POSTGRESQL_FORBIDDEN:
        return StoreForbidden
    return StoreFull if full or state == POSTGRESQL_FULL else None


def _sqlite_at(url: URL, folder: Path) -> Engine:
    if url.database in (None, "", ":memory:"):
        return _sqlite("sqlite://", poolclass=StaticPool)
    path = folder / str(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"{path.parent}: {error.strerror}") from error
    return _sqlite(url.set(database=str(path)).render_as_string())


def _sqlite(address: str, **options: Any) -> Engine:
    # The system's library may be older than 3.51.3, which could corrupt a WAL.
    engine = create_engine(
        address,
        module=pysqlite3.dbapi2,
        connect_args={"isolation_level": None, "check_same_thread": False},
        **options,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
