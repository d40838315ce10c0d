"""What the parts of a plan check about themselves."""

from collections import Counter as Tally
from collections.abc import Iterable


def require(condition: object, sentence: str) -> None:
    """Do nothing if *condition* holds.

    Raises:
        ValueError: It does not; *sentence* says what is wrong.
    """
    if not condition:
        raise ValueError(sentence)


def unique(what: str, ids: Iterable[str]) -> None:
    """Do nothing if no id is there twice.

    Raises:
        ValueError: One is.
    """
    twice = [id_ for id_, times in Tally(ids).items() if times > 1]
    require(not twice, f"{what} {listed(twice)} is there twice")


def listed(items: Iterable[str]) -> str:
    """Return *items* in order, with commas."""
    return ", ".join(sorted(items))
