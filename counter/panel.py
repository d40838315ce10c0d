"""A question to the clerk, as data: a list to choose from, and perhaps a field."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from counter.steps import Step
from shared.domain.commands import Command
from shared.wire.messages import Refused


class Kind(StrEnum):
    """What is asked."""

    PAUSE = "pause"
    TRANSFER = "transfer"
    TRANSFER_NOTE = "transfer_note"
    CALL_ANY = "call_any"
    CALL_REASON = "call_reason"
    OTHERS = "others"
    TICKET = "ticket"
    ISSUE = "issue"
    ISSUE_HOW = "issue_how"
    WALK_IN = "walk_in"
    WALK_IN_REASON = "walk_in_reason"
    DEALT = "dealt"
    HELP = "help"


Field = Literal["", "number", "words"]
"""What may be typed: nothing, a number to look for, or words of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked now, and what was answered before."""

    kind: Kind
    about: str = ""
    """The number, service or counter that was chosen before."""

    steps: tuple[Step, ...] = ()
    """What is done once the question is answered, where that is not always the same."""

    text: str = ""
    """What has been typed."""

    cursor: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    """Of what may be chosen several times: how often."""

    def count(self, key: str) -> int:
        """Return how often *key* was chosen."""
        return dict(self.counts).get(key, 0)

    def counting(self, key: str, more: int, most: int) -> "Question":
        """Return this with *key* chosen *more* times, from none to *most*."""
        counts = dict(self.counts)
        counts[key] = min(most, max(0, self.count(key) + more))
        kept = tuple((name, times) for name, times in counts.items() if times)
        return replace(self, counts=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the hub is asked for: *command* first, then what may follow it."""

    steps: tuple[Step, ...]
    command: Command
    print_at: str = ""
    """Where a new number is printed: a kiosk, or the desk; empty: nowhere."""


Leads = Question | Wish | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer in the list."""

    label: str
    detail: str = ""
    key: str = ""
    """What is counted, where it may be chosen several times."""

    leads: Leads = None
    """The next question, or what is done. Nothing: it only tells something."""

    refused: Refused | None = None
    """Why it cannot be chosen now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """One line of the list as it is shown."""

    label: str
    detail: str = ""
    enabled: bool = True
    times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The question as it is shown."""

    kind: Kind
    title: str
    hint: str = ""
    rows: tuple[PanelRow, ...] = field(default=())
    cursor: int = 0
    field: Field = ""
    field_hint: str = ""
    text: str = ""
    nothing: str = ""
    """What stands in the place of an empty list."""

    warning: str = ""
    counts: bool = False
    """A line may be chosen several times; Enter ends it."""
