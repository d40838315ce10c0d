"""Puts a new folder of settings in the place of the old one: wholly, or not at all.

The new one is made beside it, and changes places with it in one step of the system.
Whoever is killed in between leaves the old folder, or the new one and the old one
with a date. Where the system has no such step (Windows), there is a moment without a
folder; `mend` then brings the settings back.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from shared.journal import keep_file

AT_CWD = -100
EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h


class FolderInUse(Exception):
    """The settings cannot be replaced; they are as they were."""


def staging(config: Path) -> Path:
    """Return where the new folder is made."""
    return config.with_name(f"{config.name}.new")


def mend(config: Path) -> bool:
    """Bring the folder *config* back after a break in the middle of a change.

    Returns whether there was such a break. What else a break has left is removed
    by the next `staged`.
    """
    if config.exists() or not staging(config).is_dir():
        return False
    staging(config).rename(config)
    return True


def staged(config: Path, texts: Mapping[str, str]) -> Path:
    """Return a copy of the folder *config* in which some files have new *texts*.

    Raises:
        OSError: It cannot be written; nothing has changed.
    """
    new = staging(config)
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(config, new)
    for name, text in texts.items():
        keep_file(new / name, text.encode())
        (new / name).chmod(
            (config / name).stat().st_mode if (config / name).exists() else 0o644
        )
    return new


def replace(
    config: Path, stamp: str, exchange: Callable[[Path, Path, Path], bool] | None = None
) -> Path:
    """Let the staged folder be *config*; return where the old one is now.

    *stamp* tells the old one from others: the date. *exchange* is the system's step,
    as `exchanged`.

    Raises:
        FolderInUse: It cannot be replaced; nothing has changed.
    """
    new, old = staging(config), _free(config, stamp)
    try:
        if (exchange or exchanged)(new, old, config):
            return old
        config.rename(old)
        try:
            new.rename(config)
        except OSError:
            old.rename(config)
            raise
    except OSError as error:
        raise FolderInUse(f"{config}: {error.strerror or error}") from error
    return old


def exchanged(new: Path, old: Path, config: Path) -> bool:
    """Let *config* be the *new* folder and *old* the one it was, in one step.

    False if this system cannot; then nothing has changed.

    Raises:
        OSError: It could, but may not; nothing has changed.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    # Under its last name first: what is killed here leaves a folder nobody reads.
    new.rename(old)
    if rename(AT_CWD, os.fsencode(old), AT_CWD, os.fsencode(config), EXCHANGE) == 0:
        _sync(config.parent)
        return True
    number = ctypes.get_errno()
    old.rename(new)
    if number in (errno.EINVAL, errno.ENOSYS):  # an old kernel, a network's disk
        return False
    raise OSError(number, os.strerror(number))


def _free(config: Path, stamp: str) -> Path:
    """Return a name for the old folder that nothing has yet."""
    name = f"{config.name}-{stamp}"
    names = [name, *(f"{name}-{place}" for place in range(2, 100))]
    return next(p for n in names if not (p := config.with_name(n)).exists())


def _sync(folder: Path) -> None:
    """Let the disk know the names in *folder*."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
