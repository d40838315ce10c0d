"""The office's own picture at the head of a slip: a PNG, made black and white."""

import logging
from functools import lru_cache
from pathlib import Path

from PIL import Image

log = logging.getLogger(__name__)

DARK = 128
"""Shades below this, of 255, are printed."""


def check_logo(path: Path) -> None:
    """See that the file at *path* can be printed.

    Raises:
        ValueError: It is missing, or is no PNG.
    """
    try:
        _shades(path)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        reason = getattr(error, "strerror", None) or "is no PNG that can be read"
        raise ValueError(f"logo {path}: {reason}") from error


@lru_cache(maxsize=4)
def logo(path: str, height: int, room: int) -> Image.Image | None:
    """Return the picture with ink white, *height* dots high and at most *room* wide.

    None if it cannot be read: a slip is worth more than its logo.
    """
    try:
        shades = _shades(Path(path))
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        log.warning("the logo is left out: %s: %s", path, error)
        return None
    scale = min(height / shades.height, room / shades.width)
    size = (
        max(1, round(shades.width * scale)),
        max(1, round(shades.height * scale)),
    )
    small = shades.resize(size, Image.Resampling.LANCZOS)
    return small.point(lambda shade: 255 if shade < DARK else 0)


def _shades(path: Path) -> Image.Image:
    """Return the picture at *path* in grey, on white where it is transparent."""
    with Image.open(path, formats=["PNG"]) as picture:
        seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("L")
