"""Names in more than one language."""

from collections.abc import Mapping
from unicodedata import normalize

Names = Mapping[str, str]
"""A name in each language, by language code; ``vi`` is always there."""


def named(names: Names, language: str) -> str:
    """Return the name in *language*, or in Vietnamese where it has none."""
    return names.get(language) or names["vi"]


def folded(text: str) -> str:
    """Return *text* as names are compared: however they are typed and spaced."""
    return " ".join(normalize("NFC", text).casefold().split())
