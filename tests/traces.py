"""Looks for what must not be left on a disk."""

from pathlib import Path


def files_with(trace, folder):
    """Return the names of the files below *folder* that hold the bytes of *trace*."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.name for path in files if trace in path.read_bytes()}
