"""The recordings of a voice: one for each piece that it may say.

A voice is used whole or not at all: half of it in the office's own recordings and
half in ours would sound like two people.
"""

import logging
from collections.abc import Collection, Mapping
from pathlib import Path

from shared.sound.errors import ClipUnusable
from shared.sound.samples import Samples, read

log = logging.getLogger(__name__)

CHIME = "chime"
"""The name of the sound before an announcement."""

Clips = Mapping[str, Samples]
"""The samples of each recording, by its name."""


def load(names: Collection[str], folder: Path) -> Clips:
    """Return the recordings called *names* in *folder*, all of them.

    Raises:
        ClipUnusable: One is missing or in a wrong format.
    """
    return {name: read(folder / f"{name}.wav") for name in names}


def load_best(names: Collection[str], shipped: Path, own: Path | None) -> Clips:
    """Return the recordings in the folder *own*, or the *shipped* if one is unusable.

    Raises:
        ClipUnusable: One of the shipped is missing or in a wrong format.
    """
    if own is not None and own.is_dir():
        try:
            return load(names, own)
        except ClipUnusable as error:
            log.warning("the office's own voice in %s is not used: %s", own, error)
    return load(names, shipped)
