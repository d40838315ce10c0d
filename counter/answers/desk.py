"""A pause, what was done, and help: what concerns the counter itself."""

from collections.abc import Iterator

from counter.answers.facts import Facts, line_for, reasons_for
from counter.panel import Line, Question, Wish
from counter.steps import Extra
from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CloseCounter,
    Command,
    EndHelp,
    PauseCounter,
)
from shared.domain.events import Desk


def pause_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield the reasons for a pause, and the end of the day."""
    here, texts = facts.counter.id, facts.texts
    for label, reason in reasons_for(
        question, texts.reasons["pause"], texts.own_reason
    ):
        command = PauseCounter(counter=here, reason=reason)
        wish = Wish(steps=(Desk.PAUSED,), command=command)
        yield line_for(facts, label, wish, command)
    close = CloseCounter(counter=here)
    leads = Wish(steps=(Desk.CLOSED,), command=close)
    yield line_for(facts, texts.close_counter, leads, close)


def dealt_lines(_question: Question, facts: Facts) -> Iterator[Line]:
    """Yield what the office may have done for the ticket's service."""
    ticket = facts.hall.at_counter(facts.counter.id)
    names = (facts.procedures or {}).get(ticket.service, ()) if ticket else ()
    for name in names:
        yield Line(label=name, key=name)


def help_lines(_question: Question, facts: Facts) -> Iterator[Line]:
    """Yield the colleagues that call, and the call for help itself."""
    here, texts = facts.counter.id, facts.texts
    for other in facts.hall.counters.values():
        if other.help is not None and here not in (other.id, other.help.by):
            command = AnswerHelp(to=other.id, counter=here)
            label = texts.answer_help.format(counter=other.id)
            wish = Wish(steps=(Extra.HELP,), command=command)
            yield line_for(facts, label, wish, command, other.help.reason)
    own = facts.hall.counters[here].help
    ask: Command = EndHelp(counter=here) if own else CallHelp(counter=here)
    label = texts.end_help if own else texts.call_help
    yield Line(label=label, leads=Wish(steps=(Extra.HELP,), command=ask))
