"""The recordings of what the kiosk says: ours, or the office's own."""

import logging
from collections.abc import Collection
from pathlib import Path

from shared.sound.clips import Clips
from shared.sound.errors import ClipUnusable
from shared.sound.packed import Shelf
from shared.sound.voices import Voice

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent
"""The folder of our own recordings: ``vi``, ``vi-south``, ``en``."""


def clips_of(voice: Voice, names: Collection[str], own: Path | None = None) -> Clips:
    """Return the recordings of *voice*: the office's *own*, or ours.

    *own* holds a folder for each voice that the office has recorded. It is used
    whole or not at all: not without all *names*. What ours lack is not said.

    Raises:
        ClipUnusable: One of ours is broken.
    """
    folder = own / voice if own is not None else None
    if folder is not None and folder.is_dir():
        try:
            return _whole(folder, names)
        except ClipUnusable as error:
            log.warning("the office's own voice in %s is not used: %s", folder, error)
    return Shelf(SHIPPED / voice)


def _whole(folder: Path, names: Collection[str]) -> Clips:
    clips = Shelf(folder)
    for name in names:
        if name not in clips:
            raise ClipUnusable(folder / f"{name}.wav", "missing")
    return clips
