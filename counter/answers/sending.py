"""Where a citizen can be sent on to, with a note for whoever is next."""

from collections.abc import Iterator

from counter.answers.facts import Facts, line_for
from counter.panel import Kind, Line, Question, Wish
from counter.wording import service_name, short_name
from shared.domain.commands import (
    Transfer,
)
from shared.domain.events import Desk
from shared.domain.ticket import Action, Ticket


def transfer_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield the other services and counters, as far as the number may go there."""
    ticket = facts.hall.at_counter(facts.counter.id)
    if ticket is None:
        return
    for service in facts.hall.plan.offered_on(facts.hall.day):
        if service.id not in facts.counter.serves:
            label = facts.texts.to_service.format(
                service=service_name(facts.hall.plan, service.id, facts.language)
            )
            yield _target(
                facts, ticket, f"s{service.id}", label, _desks_of(facts, service.id)
            )
    for counter in facts.hall.plan.counters:
        if counter.id != facts.counter.id:
            label = facts.texts.to_counter.format(counter=counter.id)
            names = ", ".join(
                short_name(facts.hall.plan, s, facts.language) for s in counter.serves
            )
            yield _target(
                facts,
                ticket,
                f"c{counter.id}",
                label,
                f"{names}{_state_of(facts, counter.id)}",
            )


def _target(facts: Facts, ticket: Ticket, about: str, label: str, detail: str) -> Line:
    question = Question(kind=Kind.TRANSFER_NOTE, about=about)
    trial = _sent(ticket, about, facts.counter.id)
    return line_for(facts, label, question, trial, detail)


def _desks_of(facts: Facts, service: str) -> str:
    desks = ", ".join(counter.id for counter in facts.hall.plan.counters_of(service))
    return facts.texts.title_bare.format(counter=desks) if desks else ""


def _state_of(facts: Facts, counter: str) -> str:
    now = facts.hall.counters[counter]
    match now.state:
        case Desk.OPEN:
            return ""
        case Desk.PAUSED:
            return f"  ·  {facts.texts.state_paused}: {now.reason}"
        case Desk.CLOSED:
            return f"  ·  {facts.texts.state_closed}"


def _sent(
    ticket: Ticket, about: str, here: str, note: str = "", *, back: bool = False
) -> Transfer:
    kind, id_ = about[0], about[1:]
    return Transfer(
        number=ticket.number,
        service=id_ if kind == "s" else None,
        to_counter=id_ if kind == "c" else None,
        come_back=back,
        note=note,
        counter=here,
    )


def transfer_note_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield the two ways to send on; what is typed goes along."""
    ticket = facts.hall.at_counter(facts.counter.id)
    if ticket is None:
        return
    for label, back in ((facts.texts.send, False), (facts.texts.send_back, True)):
        command = _sent(
            ticket, question.about, facts.counter.id, question.text, back=back
        )
        wish = Wish(steps=(Action.TRANSFER,), command=command)
        yield line_for(facts, label, wish, command)
