"""One program at a time owns a database file: the hub, or whoever restores it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from shared.store.errors import StoreInUse, StoreUnavailable

PATIENCE_SECONDS = 2.0
"""A hub that is just ending needs a moment."""


@contextmanager
def owning(path: Path | None, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Own the database file *path*; the system lets go of it when the program dies.

    A file of its own is locked beside it: closing a second handle of the database
    would drop SQLite's own locks. Without a *path* there is nothing to own.

    Raises:
        StoreInUse: Another program owns it.
        StoreUnavailable: Nothing can be written beside it.
    """
    if path is None:
        yield
        return
    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreInUse(f"{path}: a hub is running on it: stop that first") from error
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
