"""What is said, cut into *pieces*: phrases, words of a number, marks between them.

Each piece but a mark is a recording of its own, so what is written and what is
heard cannot differ.
"""

import unicodedata
from collections.abc import Iterable

MARKS = frozenset(",;:.-")

# Without their accents these would be called like ``một`` and ``mười``.
_OWN_NAMES = {"mốt": "mot-21", "mươi": "muoi-20"}


def text_of(pieces: Iterable[str]) -> str:
    """Return the sentences that *pieces* are, as they would be written."""
    text = ""
    for piece in pieces:
        if piece in MARKS:
            text += piece
            continue
        begins = not text or text.endswith(".")
        word = piece[0].upper() + piece[1:] if begins else piece
        text += word if not text or text.endswith("-") else f" {word}"
    return text


def name_of(piece: str) -> str:
    """Return the name of the recording of *piece*, without ``.wav``: plain letters."""
    if piece in _OWN_NAMES:
        return _OWN_NAMES[piece]
    plain = unicodedata.normalize("NFD", piece.lower().replace("đ", "d"))
    return plain.encode("ascii", "ignore").decode().replace(" ", "-")
