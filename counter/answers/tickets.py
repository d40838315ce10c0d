"""The tickets a clerk can look for, and what can be done with one."""

from collections.abc import Iterator

from counter.answers.facts import Facts, line_for, reasons_for
from counter.panel import Kind, Line, Question, Wish
from counter.steps import Extra, tried
from counter.wording import mark_of, short_name, waited
from shared.domain.commands import (
    CallTicket,
    CancelTicket,
    Command,
    Resume,
    SetPriority,
)
from shared.domain.ticket import Action, State, Ticket

LISTED = 60
"""So many tickets are listed; whoever looks for another types its number."""


def call_any_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield who waits anywhere, as far as the number fits."""
    for ticket in _found(facts, question.text, {State.WAITING}):
        trial = CallTicket(number=ticket.number, counter=facts.counter.id, reason="-")
        leads = Question(kind=Kind.CALL_REASON, about=ticket.number)
        yield line_for(facts, ticket.number, leads, trial, _of_ticket(facts, ticket))


def call_reason_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield why somebody is called out of turn."""
    reasons = facts.texts.reasons["call"]
    for label, reason in reasons_for(question, reasons, facts.texts.own_reason):
        command = CallTicket(
            number=question.about, counter=facts.counter.id, reason=reason
        )
        wish = Wish(steps=(Extra.CALL_ANY,), command=command)
        yield line_for(facts, label, wish, command)


def others_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield who was put aside or missed first, then who has no paper, then the rest."""
    away = {State.ON_HOLD, State.NO_SHOW}
    here = facts.hall.at_counter(facts.counter.id)
    found = list(_found(facts, question.text, away | {State.WAITING}))
    if here is not None and question.text in here.number:
        found.insert(0, here)
    unprinted = {n for s in facts.stations if s.here for n in s.report.unprinted}
    rank = {State.CALLED: 0, State.SERVING: 0, State.ON_HOLD: 1, State.NO_SHOW: 1}

    def place(ticket: Ticket) -> int:
        return rank.get(ticket.state, 2 if ticket.number in unprinted else 3)

    for ticket in sorted(found, key=place):
        words = facts.texts.ticket_states[ticket.state.value]
        if ticket.number in unprinted:
            words = f"{words}  ·  {facts.texts.without_paper}"
        leads = Question(kind=Kind.TICKET, about=ticket.number)
        detail = f"{words}  ·  {_of_ticket(facts, ticket)}"
        yield Line(label=ticket.number, detail=detail, leads=leads)


def ticket_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield what the rules allow with one ticket; what they refuse is left out."""
    ticket = facts.hall.tickets.get(question.about)
    if ticket is None:
        return
    number, here, texts = ticket.number, facts.counter.id, facts.texts
    call = CallTicket(number=number, counter=here, reason="-")
    if tried(facts.hall, call, facts.now) is None:
        leads = Question(kind=Kind.CALL_REASON, about=number)
        yield Line(label=texts.steps[Extra.CALL_ANY], leads=leads)
    commands: list[tuple[str, Action, Command]] = [
        (texts.resume, Action.RESUME, Resume(number=number, counter=here)),
        (
            texts.withdraw_priority if ticket.priority else texts.give_priority,
            Action.SET_PRIORITY,
            SetPriority(number=number, priority=not ticket.priority, counter=here),
        ),
        (texts.cancel, Action.CANCEL, CancelTicket(number=number, counter=here)),
    ]
    for label, action, command in commands:
        line = line_for(facts, label, Wish(steps=(action,), command=command), command)
        if line.refused is None or line.refused.code != "not_now":
            yield line


def _found(facts: Facts, text: str, states: set[State]) -> Iterator[Ticket]:
    """Yield the tickets in *states* whose number has *text* in it, first come first."""
    shown = 0
    for ticket in facts.hall.open_tickets():
        if ticket.state in states and text.strip() in ticket.number:
            yield ticket
            shown += 1
            if shown == LISTED:
                return


def _of_ticket(facts: Facts, ticket: Ticket) -> str:
    parts = [
        short_name(facts.hall.plan, ticket.service, facts.language),
        waited(facts.texts, facts.now - ticket.issued_at),
        mark_of(facts.texts, ticket, facts.counter) if ticket.priority else "",
    ]
    return "  ·  ".join(part for part in parts if part)
