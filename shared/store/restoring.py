"""Puts a backup in the place of the database; broken off anywhere, nothing is lost.

What is to come in is made ready beside the database. From then on it is certain: who
next opens the database moves the old files aside and the new one in their place.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from shared.store.copying import Going, always, copy, sync
from shared.store.errors import StoreNewer, StoreUnavailable
from shared.store.upgrade import LAST

log = logging.getLogger(__name__)

FURTHER = 1_000_000
"""No hub has begun so many incarnations that nothing else knows of."""


def restore(
    backup: Path, path: Path, stamp: str, *, above: int = 0, going: Going = always
) -> list[Path]:
    """Put a copy of *backup* in the place of the database *path*.

    The files that are there are moved aside, with *stamp* in their names, and
    returned. The next incarnation is after all that the backup and the database
    know of and after *above*, so that every station takes the hall anew.

    Raises:
        BrokenOff: *going* said no; nothing has changed.
        StoreNewer: A newer program has made the backup.
        StoreUnavailable: The backup is damaged, or there is no room; nothing has
            changed.
    """
    _refuse_newer(backup)
    last = max([above, *incarnations_of(path)])
    leap = 1 + secrets.randbelow(FURTHER)  # where the database cannot be asked
    change = "UPDATE offices SET incarnation = max(incarnation, ?) + ?"
    copy(backup, ready_at(path), going, [(change, [last, leap])])
    return finish(path, stamp)


def ready_at(path: Path) -> Path:
    """Return where the file waits that is to take the place of *path*."""
    return path.with_name(f"{path.name}.ready")


def finish(path: Path, stamp: str) -> list[Path]:
    """Put what is ready in the place of *path*; return what was moved aside.

    Raises:
        StoreUnavailable: Something cannot be moved; the next call goes on there.
    """
    ready = ready_at(path)
    if not ready.is_file():
        return []
    moved = set_aside(path, stamp)
    with _moving(ready):
        ready.replace(path)
        sync(path.parent)
    return moved


def set_aside(path: Path, stamp: str) -> list[Path]:
    """Move the files of the database *path* aside; return where they are now.

    Nothing is ever deleted or written over.

    Raises:
        StoreUnavailable: They cannot be moved.
    """
    aside = _free(path.with_name(f"{path.name}.aside-{stamp}"))
    with _moving(path):
        # The file first: without it a log beside it means nothing to anybody.
        moved = [
            old.replace(aside.with_name(aside.name + end))
            for end in ("", "-wal", "-shm", "-journal")
            if (old := path.with_name(path.name + end)).exists()
        ]
        if moved:
            sync(path.parent)
            log.warning("%s was moved aside to %s", path, aside)
    return moved


@contextmanager
def _moving(path: Path) -> Iterator[None]:
    """Say what could not be moved: on Windows another program may hold it."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be moved: {error.strerror}") from error


def _free(aside: Path) -> Path:
    """Return *aside*, or the first name like it that stands for nothing yet."""
    name, n = aside.name, 1
    while any(aside.parent.glob(f"{aside.name}*")):
        n += 1
        aside = aside.with_name(f"{name}-{n}")
    return aside


def _refuse_newer(backup: Path) -> None:
    query = "SELECT version_num FROM alembic_version"
    if not backup.is_file():
        raise StoreUnavailable(f"{backup}: there is no such file")
    with suppress(sqlite.Error), closing(sqlite.connect(backup)) as connection:
        [version] = connection.execute(query).fetchone() or [""]
        if version > LAST:
            raise StoreNewer(str(backup), version)


def incarnations_of(path: Path) -> list[int]:
    """Return those that the offices in the database *path* have; none if unknown."""
    query = "SELECT incarnation FROM offices"
    if path.is_file():
        with suppress(sqlite.Error), closing(sqlite.connect(path)) as connection:
            return [number for (number,) in connection.execute(query)]
    return []
