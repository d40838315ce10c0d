"""Copies a SQLite database that may be in use."""

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from shared.store.engine import DAMAGED
from shared.store.errors import BrokenOff, StoreFull, StoreUnavailable

SECRETS = ("day_keys",)
"""Tables that no copy holds a row of: their worth is that they can be destroyed."""

OFTEN = 10_000
"""After so many of SQLite's instructions it is asked whether to go on."""

MEGABYTE = 2**20

LONGEST = 200
"""Letters of what is said about one damage."""

PIECE = 8 * 2**20
"""Bytes of a copy that are brought to the disk at once."""

Going = Callable[[], bool]
"""Asked often, in the thread that works; when it says no, the work is broken off."""

Change = tuple[str, Sequence[Any]]
"""A statement of SQL and its values."""


def always() -> bool:
    """Go on."""
    return True


def copy(
    source: Path,
    target: Path,
    going: Going = always,
    changes: Sequence[Change] = (),
    *,
    spare: int = 0,
) -> None:
    """Copy the database *source* to *target*, replacing what is there.

    Keys of the day are left out: they are not to outlive it. *target* appears whole,
    examined and durable, or not at all. Others may go on writing to *source*; the
    copy is that of one moment, with *changes* made to it. It is not begun if it would
    leave fewer than *spare* bytes on the disk: others write there too.

    Raises:
        BrokenOff: *going* said no.
        StoreFull: There is no room for it.
        StoreUnavailable: It cannot be read, is damaged, or the copy not be written.
    """
    if not source.is_file():
        raise StoreUnavailable(f"{source}: there is no such file")
    part = part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _check_room(source, target, spare)
        with closing(_connect(source, going)) as connection:
            connection.set_progress_handler(_Steps(part, going), OFTEN)
            connection.execute("VACUUM INTO ?", [str(part)])
        _finish(part, going, changes)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except (OSError, sqlite.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if not going():
            raise BrokenOff(f"the copy of {source} was broken off") from error
        kind = StoreFull if _is_full(error) else StoreUnavailable
        raise kind(f"cannot copy {source} to {target}: {error}") from error


def part_of(target: Path) -> Path:
    """Return where *target* grows until it is whole."""
    return target.with_name(f"{target.name}.part")


def examine(path: Path, going: Going = always, *, quick: bool = False) -> list[str]:
    """Return what is damaged in the database at *path*, nothing if it is sound.

    The *quick* way does not compare the indexes with the tables.

    Raises:
        BrokenOff: *going* said no.
        StoreUnavailable: It cannot be read.
    """
    if not path.is_file():
        raise StoreUnavailable(f"{path}: there is no such file")
    try:
        with closing(_connect(path, going)) as connection:
            return _damage(connection, quick=quick)
    except sqlite.Error as error:
        if not going():
            raise BrokenOff(f"the check of {path} was broken off") from error
        if getattr(error, "sqlite_errorcode", 0) in DAMAGED:
            return [str(error)]
        raise StoreUnavailable(f"{path}: {error}") from error


def sync(path: Path) -> None:
    """Let what stands at *path*, a file or a folder, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and keeps them by itself
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_room(source: Path, target: Path, spare: int) -> None:
    """Raise an OSError if a copy of *source* would fill the disk of *target*."""
    log = source.with_name(f"{source.name}-wal")
    size = sum(each.stat().st_size for each in (source, log) if each.exists())
    free = shutil.disk_usage(target.parent).free
    if free < size + spare:
        need, have = (bytes_ // MEGABYTE for bytes_ in (size + spare, free))
        why = f"it needs {need} MB, and {have} MB are free: make room"
        raise OSError(errno.ENOSPC, why)


def _is_full(error: OSError | sqlite.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    code: int = getattr(error, "sqlite_errorcode", 0)
    return bool(code & 0xFF == sqlite.SQLITE_FULL)


class _Steps:
    """Asked by SQLite whether to stop; lets the copy reach the disk bit by bit.

    All of it at once would hold up the writes of a hub on the same disk.
    """

    def __init__(self, part: Path, going: Going) -> None:
        self._part = part
        self._going = going
        self._synced = 0

    def __call__(self) -> bool:
        size = self._part.stat().st_size if self._part.exists() else 0
        if size - self._synced >= PIECE:
            sync(self._part)
            self._synced = size
        return not self._going()


def _connect(path: Path, going: Going) -> Any:
    connection = sqlite.connect(path, isolation_level=None)
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.set_progress_handler(lambda: not going(), OFTEN)
    return connection


def _damage(connection: Any, *, quick: bool) -> list[str]:
    pragma = "quick_check" if quick else "integrity_check"
    rows = connection.execute(f"PRAGMA {pragma}(20)").fetchall()
    found = (" ".join(row[0].split()) for row in rows)
    return [words[:LONGEST] for words in found if words != "ok"]


def _finish(part: Path, going: Going, changes: Sequence[Change]) -> None:
    """Take the secrets out of a copy, make *changes*, and see that it is sound."""
    with closing(_connect(part, going)) as connection:
        # It is synced as a whole; a journal would keep what is to be forgotten.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        for (name,) in tables.fetchall():
            if name in SECRETS:
                connection.execute(f"DELETE FROM {name}")
        for statement, values in changes:
            connection.execute(statement, values)
        if damage := _damage(connection, quick=False):
            raise sqlite.DatabaseError(f"the copy is damaged: {'; '.join(damage)}")
