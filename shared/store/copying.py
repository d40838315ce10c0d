"""Copies a SQLite database that may be in use."""

import os
from contextlib import closing, suppress
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from shared.store.errors import StoreUnavailable


def copy(source: Path, target: Path) -> None:
    """Copy the database *source* to *target*, replacing what is there.

    Keys of the day are left out: they are not to outlive it.

    *target* appears whole and durable, or not at all. Others may go on writing to
    *source*; the copy is that of one moment.

    Raises:
        StoreUnavailable: It cannot be read, or the copy not be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite.connect(source, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", [str(part)])
        _leave_out_keys(part)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except (OSError, sqlite.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreUnavailable(f"cannot copy {source} to {target}: {error}") from error


def _leave_out_keys(path: Path) -> None:
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        # A journal would be one more place where they stand.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        if connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = 'day_keys'"
        ).fetchall():
            connection.execute("DELETE FROM day_keys")


def sync(path: Path) -> None:
    """Let what stands at *path*, a file or a folder, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and keeps them by itself
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
