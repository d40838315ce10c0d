"""What goes to the writer, and what comes from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.domain.events import Event
from shared.domain.hall import Hall
from shared.hub.access import Badge
from shared.wire.messages import Ask, DayKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a station asked, and where the answer goes."""

    station: str
    ask: Ask
    reply: Callable[[str], None]
    """Called in the writer's delivery with the answer as JSON text."""

    badge: Badge | None = None
    """Who asks, and what it may; None if it may anything."""

    clerk: str | None = None
    """Who is logged in there, for the journal."""

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

    outcomes: Mapping[str, int] = field(default_factory=dict)
    """How many wishes were `done`, or refused with a code."""

    keeps: bool | None = None
    """Whether the records keep what is wished, if that was seen just now."""

    seconds: float | None = None
    """How long the commit took, if there was one."""


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
