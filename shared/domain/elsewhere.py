"""What is done in another office from a day on, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.domain.checks import require
from shared.domain.names import Names, folded

LONGEST_NOTICE = 366
"""Days. Nobody remembers longer what a notice said."""


def check_notice(days: int) -> None:
    """Do nothing if citizens may be told something so many *days* before.

    Raises:
        ValueError: They may not.
    """
    in_range = 0 <= days <= LONGEST_NOTICE
    require(in_range, f"notice_days is {days}, not 0 to {LONGEST_NOTICE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another office, and the business day on which it takes over."""

    office: Names
    """The other office, as it calls itself: ``UBND XÃ BÌNH MẪU``."""

    since: date
    """The first business day on which it is done there."""

    address: Names = field(default_factory=dict)
    """How to find it, where somebody has written that down."""

    notice_days: int = 14
    """So many days before, citizens are told of it."""

    def __post_init__(self) -> None:
        require(self.office.get("vi"), "the other office has no name in Vietnamese")
        check_notice(self.notice_days)

    def holds_on(self, day: date) -> bool:
        """Return whether it is done there on *day*."""
        return day >= self.since

    def is_announced_on(self, day: date) -> bool:
        """Return whether it is still done here on *day*, and soon no more."""
        return self.since - timedelta(days=self.notice_days) <= day < self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceduresElsewhere(Elsewhere):
    """Some procedures of a service that else stays where it is."""

    procedures: tuple[str, ...]
    """Their names in Vietnamese, or the words that people call them by."""

    def __post_init__(self) -> None:
        Elsewhere.__post_init__(self)
        require(self.procedures, "name the procedures that are done elsewhere")

    def has(self, names: Mapping[str, str] | str) -> bool:
        """Return whether one of *names*, in whatever language, is among them."""
        asked = [names] if isinstance(names, str) else names.values()
        mine = {folded(name) for name in self.procedures}
        return any(folded(name) in mine for name in asked)
