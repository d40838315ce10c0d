"""The recordings of a voice: one for each piece that it may say, and a chime.

A voice is used whole or not at all: half of it in the office's own recordings and
half in ours would sound like two people.
"""

import logging
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from display.speech import Voice, all_pieces
from display.voice.errors import ClipUnusable
from display.voice.sound import Samples, read

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent
"""The folder of our own recordings: ``vi``, ``vi-south``, ``en``."""

CHIME = "chime"
"""The name of the sound before an announcement."""

Clips = Mapping[str, Samples]
"""The samples of each recording, by its name."""

# Without their accents these would be called like ``một`` and ``mười``.
_OWN_NAMES = {"mốt": "mot-21", "mươi": "muoi-20"}


def name_of(piece: str) -> str:
    """Return the name of the recording of *piece*, without ``.wav``: plain letters."""
    if piece in _OWN_NAMES:
        return _OWN_NAMES[piece]
    plain = unicodedata.normalize("NFD", piece.lower().replace("đ", "d"))
    return plain.encode("ascii", "ignore").decode().replace(" ", "-")


@cache
def texts(voice: Voice) -> Mapping[str, str]:
    """Return what each recording of *voice* says, by its name; without the chime."""
    return {name_of(piece): piece for piece in sorted(all_pieces(voice))}


def names(voice: Voice) -> list[str]:
    """Return the names of all recordings that *voice* needs."""
    return [CHIME, *texts(voice)]


def load(voice: Voice, folder: Path) -> Clips:
    """Return the recordings of *voice* in *folder*, all of them.

    Raises:
        ClipUnusable: One is missing or in a wrong format.
    """
    return {name: read(folder / f"{name}.wav") for name in names(voice)}


def clips_of(voice: Voice, own: Path | None = None) -> Clips:
    """Return the office's *own* recordings of *voice*, or ours if one is unusable.

    *own* holds a folder for each voice that the office has recorded.

    Raises:
        ClipUnusable: One of ours is missing or in a wrong format.
    """
    if own is not None and (own / voice).is_dir():
        try:
            return load(voice, own / voice)
        except ClipUnusable as error:
            log.warning("the office's own voice %r is not used: %s", voice, error)
    return load(voice, SHIPPED / voice)
