"""The recordings of the display's announcements, and the chime before them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from display.speech import all_pieces
from shared.sound.clips import CHIME, Clips, load_best
from shared.sound.pieces import name_of
from shared.sound.voices import Voice

SHIPPED = Path(__file__).parent
"""The folder of our own recordings: ``vi``, ``vi-south``, ``en``."""


@cache
def texts(voice: Voice) -> Mapping[str, str]:
    """Return what each recording of *voice* says, by its name; without the chime."""
    return {name_of(piece): piece for piece in sorted(all_pieces(voice))}


def names(voice: Voice) -> list[str]:
    """Return the names of all recordings that *voice* needs."""
    return [CHIME, *texts(voice)]


def clips_of(voice: Voice, own: Path | None = None) -> Clips:
    """Return the office's *own* recordings of *voice*, or ours if one is unusable.

    *own* holds a folder for each voice that the office has recorded.

    Raises:
        ClipUnusable: One of ours is missing or in a wrong format.
    """
    return load_best(names(voice), SHIPPED / voice, own / voice if own else None)
