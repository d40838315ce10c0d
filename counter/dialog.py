"""Goes from question to question with a clerk, until there is something to ask for."""

from dataclasses import replace

from counter.answers.facts import Facts
from counter.panel import (
    Field,
    Kind,
    Leads,
    Line,
    Panel,
    PanelRow,
    Question,
    Wish,
)
from counter.questions import lines_of
from counter.steps import Extra, Step
from counter.wording import refusal_of, service_name
from shared.domain.commands import CallHelp, EndHelp, Finish
from shared.domain.events import Desk
from shared.domain.notes import MOST_DOSSIERS, Dealt
from shared.domain.ticket import Action
from shared.wire.messages import Refused

OPENS: dict[Step, Kind] = {
    Desk.PAUSED: Kind.PAUSE,
    Action.TRANSFER: Kind.TRANSFER,
    Extra.CALL_ANY: Kind.CALL_ANY,
    Extra.OTHERS: Kind.OTHERS,
    Extra.ISSUE: Kind.ISSUE,
    Extra.WALK_IN: Kind.WALK_IN,
    Extra.HELP: Kind.HELP,
}
"""Steps that need an answer first, and the question."""

FIELDS: dict[Kind, Field] = {
    Kind.PAUSE: "words",
    Kind.TRANSFER_NOTE: "words",
    Kind.CALL_ANY: "number",
    Kind.CALL_REASON: "words",
    Kind.OTHERS: "number",
    Kind.WALK_IN_REASON: "words",
}
LONGEST_TEXT = 200

BEFORE: dict[Kind, Kind] = {
    Kind.TRANSFER_NOTE: Kind.TRANSFER,
    Kind.CALL_REASON: Kind.CALL_ANY,
    Kind.TICKET: Kind.OTHERS,
    Kind.ISSUE_HOW: Kind.ISSUE,
    Kind.WALK_IN_REASON: Kind.WALK_IN,
}
"""Where one step back leads."""


def first_question(steps: tuple[Step, ...], facts: Facts) -> Leads:
    """Return what is to be asked before *steps*; None if they need no answer."""
    step = steps[0]
    if step is Action.FINISH:
        question = Question(kind=Kind.DEALT, steps=steps)
        return question if lines_of(question, facts) else None
    if step is Extra.HELP:
        return _help_or_question(facts)
    kind = OPENS.get(step)
    if kind is None:
        return None
    return _without_choice(Question(kind=kind), facts)


def chosen(question: Question, row: int, facts: Facts) -> Leads | Refused:
    """Return what it leads to that *row* was chosen, or why it cannot be."""
    if question.kind is Kind.DEALT:
        return _finish(question, facts)
    lines = lines_of(question, facts)
    if not 0 <= row < len(lines):
        return question
    line = lines[row]
    if line.refused is not None:
        return line.refused
    if isinstance(line.leads, Question):
        return _without_choice(line.leads, facts)
    return line.leads or question


def counted(question: Question, row: int, more: int, facts: Facts) -> Question:
    """Return *question* with the thing in *row* chosen *more* times."""
    lines = lines_of(question, facts)
    if not 0 <= row < len(lines) or not lines[row].key:
        return question
    after = question.counting(lines[row].key, more, MOST_DOSSIERS)
    return replace(after, cursor=row)


def moved(question: Question, by: int, facts: Facts) -> Question:
    """Return *question* with the cursor so many lines on; it stops at the ends."""
    last = max(0, len(lines_of(question, facts)) - 1)
    return replace(question, cursor=min(last, max(0, question.cursor + by)))


def typed(question: Question, text: str) -> Question:
    """Return *question* with *text* in its field."""
    return replace(question, text=text[:LONGEST_TEXT], cursor=0)


def back(question: Question) -> Question | None:
    """Return the question before, or None if it was the first."""
    kind = BEFORE.get(question.kind)
    return Question(kind=kind) if kind else None


def panel_of(question: Question, facts: Facts, refused: Refused | None = None) -> Panel:
    """Return *question* as it is shown."""
    lines = lines_of(question, facts)
    texts, kind = facts.texts, question.kind
    field = FIELDS.get(kind, "")
    return Panel(
        kind=kind,
        title=texts.panels[kind].format(about=_about(question, facts)),
        hint=texts.panel_hints["counts" if kind is Kind.DEALT else field or "list"],
        rows=tuple(_row(line, question) for line in lines),
        cursor=min(question.cursor, max(0, len(lines) - 1)),
        field=field,
        field_hint=texts.field_hints.get(kind, ""),
        text=question.text,
        nothing="" if lines else texts.panel_nothing,
        warning=refusal_of(texts, refused, facts.now) if refused else "",
        counts=kind is Kind.DEALT,
    )


def _row(line: Line, question: Question) -> PanelRow:
    return PanelRow(
        label=line.label,
        detail=line.detail,
        enabled=line.refused is None,
        times=question.count(line.key) if line.key else 0,
    )


def _about(question: Question, facts: Facts) -> str:
    about, plan = question.about, facts.hall.plan
    match question.kind:
        case Kind.ISSUE_HOW | Kind.WALK_IN_REASON:
            return service_name(plan, about, facts.language)
        case Kind.TRANSFER_NOTE if about.startswith("c"):
            return facts.texts.title_bare.format(counter=about[1:])
        case Kind.TRANSFER_NOTE:
            return service_name(plan, about[1:], facts.language)
        case Kind.TRANSFER | Kind.DEALT:
            ticket = facts.hall.at_counter(facts.counter.id)
            return ticket.number if ticket else ""
        case _:
            return about


def _without_choice(question: Question, facts: Facts) -> Question:
    """Return the question after *question* where that has only one answer."""
    if question.kind is not Kind.WALK_IN:
        return question
    lines = lines_of(question, facts)
    only = lines[0].leads if len(lines) == 1 and not lines[0].refused else None
    return only if isinstance(only, Question) else question


def _help_or_question(facts: Facts) -> Leads:
    """Return the call for help itself, unless a colleague calls too."""
    here = facts.counter.id
    others = [c for c in facts.hall.counters.values() if c.help and c.id != here]
    if any(c.help and c.help.by is None for c in others):
        return Question(kind=Kind.HELP)
    if facts.hall.counters[here].help is not None:
        return Wish(steps=(Extra.HELP,), command=EndHelp(counter=here))
    return Wish(steps=(Extra.HELP,), command=CallHelp(counter=here))


def _finish(question: Question, facts: Facts) -> Leads:
    ticket = facts.hall.at_counter(facts.counter.id)
    if ticket is None:
        return None
    dealt = tuple(
        Dealt(procedure=name, dossiers=times) for name, times in question.counts
    )
    command = Finish(number=ticket.number, counter=facts.counter.id, dealt=dealt)
    return Wish(steps=question.steps, command=command)
