"""What stands on a slip, piece by piece from top to bottom, before it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one size, an even number of dots, and weight."""

    words: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words in the middle of the paper, maybe in a frame."""

    texts: tuple[Text, ...]
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """The number, *height* dots high or as high as fits *width* dots."""

    digits: str
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    thickness: int


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with modules of *module* dots and its quiet border."""

    payload: str
    module: int


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture from a file, *height* dots high, or less if it is too wide."""

    path: str
    height: int


@dataclass(frozen=True, slots=True)
class Space:
    """White rows."""

    rows: int


Piece = Line | Number | Rule | Code | Logo | Space
Measure = Callable[[Text], float]
"""Says how many dots wide a text is."""
