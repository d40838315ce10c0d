"""What the answers are made of, and how one is tried with the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counter.panel import Leads, Line, Question
from counter.steps import tried
from counter.texts import Texts
from counter.wording import refusal_of
from shared.domain.commands import (
    Command,
)
from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.wire.messages import StationNow

DESK = "@desk"
"""The printer at the counter's own desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the answers are made of."""

    hall: Hall
    counter: Counter
    now: int
    texts: Texts
    language: str = "vi"
    stations: Sequence[StationNow] = ()
    desk_printer: bool = False
    """There is a printer at this desk."""

    procedures: Mapping[str, Sequence[str]] | None = None
    """The office's short list of what is done, by service."""


def line_for(
    facts: Facts, label: str, leads: Leads, trial: Command, detail: str = ""
) -> Line:
    """Return a line that can be chosen unless the rules refuse *trial*."""
    why_not = tried(facts.hall, trial, facts.now)
    if why_not is not None:
        detail = refusal_of(facts.texts, why_not, facts.now)
    return Line(label=label, detail=detail, leads=leads, refused=why_not)


def reasons_for(
    question: Question, reasons: Sequence[str], own: str
) -> Iterator[tuple[str, str]]:
    """Yield a label and a reason: what was typed first, then the office's own."""
    if typed := question.text.strip():
        yield own.format(reason=typed), typed
    for reason in reasons:
        yield reason, reason
