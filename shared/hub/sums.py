"""What days come to: their figures, alone and added up."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shared.store.history import Total

Key = TypeVar("Key", str, int)

Times = Sequence[int]
"""How long something took each time, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in milliseconds, by nearest rank.

    Half, and nine in ten, of all took no longer; each is a time that really was.
    """

    half: int
    nine_in_ten: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One service or the whole office, on one day or on several.

    What only the journal knows is None where the journal is gone.
    """

    issued: int = 0
    served: int = 0
    cancelled: int = 0
    no_shows: int | None = None
    """Nobody came until the day ended; the records call these expired in the end."""

    expired: int = 0
    """Open when the day ended; without the journal the no-shows are among them."""

    waiting: int | None = None
    under_way: int | None = None
    """At a counter or put on hold, when the report was made."""

    waits: Times | None = None
    """From the number to its first call, of all who were called."""

    services: Times | None = None
    """From the begin of the work to its end, at the last counter."""

    promised: int | None = None
    """How many a promise was made to: called, or expired without a call."""

    kept: int | None = None
    """How many of them were first called within the promised time."""

    picks: Mapping[str, int] | None = None
    """Calls out of turn by reason, also those that were taken back."""

    undos: int | None = None
    ratings: Mapping[int, int] | None = None
    """How many citizens gave which level, 1 to 5."""

    @property
    def wait(self) -> Spread | None:
        """How the waits spread; None if nobody was called."""
        return spread(self.waits or ())

    @property
    def service(self) -> Spread | None:
        """How the work spreads; None if none has ended."""
        return spread(self.services or ())


def spread(times: Iterable[int]) -> Spread | None:
    """Return how *times* in milliseconds spread, None if there are none."""
    ordered = sorted(times)
    if not ordered:
        return None
    return Spread(_rank(ordered, 50), _rank(ordered, 90))


def summed(totals: Sequence[Total]) -> Figures:
    """Return what is still known of a day whose journal is gone."""

    def of_all(figure: Callable[[Total], int]) -> int:
        return sum(figure(total) for total in totals)

    return Figures(
        issued=of_all(lambda total: total.issued),
        served=of_all(lambda total: total.served),
        cancelled=of_all(lambda total: total.cancelled),
        expired=of_all(lambda total: total.expired + total.no_shows),
    )


def joined(parts: Sequence[Figures]) -> Figures:
    """Return what *parts* come to together.

    What one of them does not know is not known of all: half a sum would mislead.
    """
    no_shows = _sum(part.no_shows for part in parts)
    expired = sum(part.expired for part in parts)
    if no_shows is None:  # some have theirs among the expired: so have all
        expired += sum(part.no_shows or 0 for part in parts)
    return Figures(
        issued=sum(part.issued for part in parts),
        served=sum(part.served for part in parts),
        cancelled=sum(part.cancelled for part in parts),
        no_shows=no_shows,
        expired=expired,
        waiting=_sum(part.waiting for part in parts),
        under_way=_sum(part.under_way for part in parts),
        waits=_all(part.waits for part in parts),
        services=_all(part.services for part in parts),
        promised=_sum(part.promised for part in parts),
        kept=_sum(part.kept for part in parts),
        picks=_counted(part.picks for part in parts),
        undos=_sum(part.undos for part in parts),
        ratings=_counted(part.ratings for part in parts),
    )


def is_whole(counted: Figures, kept: Figures) -> bool:
    """Return whether the journal of a day, as *counted*, is still all there.

    Old days are dropped in slices: less than the totals *kept* means a part is gone.
    """
    return (
        counted.issued >= kept.issued
        and counted.served >= kept.served
        and counted.cancelled >= kept.cancelled
    )


def _sum(parts: Iterable[int | None]) -> int | None:
    known = list(parts)
    return None if None in known else sum(part or 0 for part in known)


def _all(parts: Iterable[Times | None]) -> Times | None:
    whole: array[int] = array("q")  # a long time of many offices fits in it
    for part in parts:
        if part is None:
            return None
        whole.extend(part)
    return whole


def _counted(
    parts: Iterable[Mapping[Key, int] | None],
) -> Mapping[Key, int] | None:
    whole: Counter[Key] = Counter()
    for part in parts:
        if part is None:
            return None
        whole.update(part)
    return whole


def _rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[-(-len(ordered) * percent // 100) - 1]
