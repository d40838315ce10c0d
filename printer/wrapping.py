"""Breaks words into lines that are as even as possible."""

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

MANY = 12
"""Words up to which every way to break them is looked at."""


DASHES = ("–", "-", "—", "/")


def words_in(text: str) -> list[str]:
    """Return what may stand alone in a line: a dash stays with the word before it."""
    words: list[str] = []
    for word in text.split():
        if words and word in DASHES:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def broken(
    words: Sequence[str], count: int, width: Callable[[str], float]
) -> list[str]:
    """Return *words* in *count* lines, the widest of which is as narrow as can be.

    *count* is from one to the number of words; *width* says how wide a line is, in
    any unit.
    """
    if count == 1:
        return [" ".join(words)]
    if len(words) > MANY:
        return _poured(words, count, width)
    ways = (
        [" ".join(words[start:end]) for start, end in pairwise((0, *at, len(words)))]
        for at in combinations(range(1, len(words)), count - 1)
    )
    return min(ways, key=lambda lines: max(map(width, lines)))


def _poured(
    words: Sequence[str], count: int, width: Callable[[str], float]
) -> list[str]:
    """Return *words* in about even lines; many words need no better."""
    share = width(" ".join(words)) / count
    lines = [words[0]]
    for place, word in enumerate(words[1:], 1):
        missing, left = count - len(lines), len(words) - place
        longer = f"{lines[-1]} {word}"
        if missing and (missing >= left or width(longer) > share * 1.1):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
