"""What goes to the writer, and what comes from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.domain.events import Event
from shared.domain.hall import Hall
from shared.wire.messages import Ask, DayKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a station asked, and where the answer goes."""

    station: str
    ask: Ask
    reply: Callable[[str], None]
    """Called in the writer's delivery with the answer as JSON text."""

    takes_over: bool = False
    """The station that has the counter is not connected any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one transaction has kept: answers first, then events."""

    answers: Sequence[tuple[Callable[[str], None], str]]
    seq: int
    """The number of the last event before these."""

    events: Sequence[Event]
    texts: Sequence[str]
    """The same events as stations may know them, as JSON texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """The records are not what was thought: all of the hall, as they have it.

    It follows when somebody else has written, or when it was not known whether a
    transaction was kept.
    """

    hall: Hall
    seq: int
    day_key: DayKey | None = None
    """The key of the hall's day, if the office limits numbers by cards."""
