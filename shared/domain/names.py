"""Names in more than one language."""

from collections.abc import Mapping

Names = Mapping[str, str]
"""A name in each language, by language code; ``vi`` is always there."""


def named(names: Names, language: str) -> str:
    """Return the name in *language*, or in Vietnamese where it has none."""
    return names.get(language) or names["vi"]
