"""Lets an office run only once on a PC: two would fight for the screen."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class RunsAlready(Exception):
    """Another process holds this office."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the file *path* while the office runs; the system lets go when it dies.

    Raises:
        RunsAlready: Somebody else holds it.
        OSError: The file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nobody inherits it: the hold ends with this process.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _hold(descriptor)
        except OSError as error:
            raise RunsAlready(f"it runs already ({path} is held)") from error
        yield
    finally:
        os.close(descriptor)


def _hold(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
