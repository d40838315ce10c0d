"""Which answers there are to a question, and what each of them leads to."""

from collections.abc import Callable, Iterable

from counter.answers.desk import dealt_lines, help_lines, pause_lines
from counter.answers.facts import Facts
from counter.answers.giving import (
    issue_how_lines,
    issue_lines,
    walk_in_lines,
    walk_in_reason_lines,
)
from counter.answers.sending import transfer_lines, transfer_note_lines
from counter.answers.tickets import (
    call_any_lines,
    call_reason_lines,
    others_lines,
    ticket_lines,
)
from counter.panel import Kind, Line, Question


def lines_of(question: Question, facts: Facts) -> list[Line]:
    """Return the answers to *question*."""
    return list(_LINES[question.kind](question, facts))


_LINES: dict[Kind, Callable[[Question, Facts], Iterable[Line]]] = {
    Kind.PAUSE: pause_lines,
    Kind.TRANSFER: transfer_lines,
    Kind.TRANSFER_NOTE: transfer_note_lines,
    Kind.CALL_ANY: call_any_lines,
    Kind.CALL_REASON: call_reason_lines,
    Kind.OTHERS: others_lines,
    Kind.TICKET: ticket_lines,
    Kind.ISSUE: issue_lines,
    Kind.ISSUE_HOW: issue_how_lines,
    Kind.WALK_IN: walk_in_lines,
    Kind.WALK_IN_REASON: walk_in_reason_lines,
    Kind.DEALT: dealt_lines,
    Kind.HELP: help_lines,
}
