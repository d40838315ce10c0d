"""A number for somebody who cannot use the kiosk, or who stands at the desk."""

from collections.abc import Iterator

from counter.answers.facts import DESK, Facts, line_for, reasons_for
from counter.panel import Kind, Line, Question, Wish
from counter.steps import Extra
from counter.wording import service_name
from shared.domain.commands import (
    IssueTicket,
    WalkIn,
)
from shared.domain.hall import Hall


def issue_lines(_question: Question, facts: Facts) -> Iterator[Line]:
    """Yield the services, with why one gives no number now."""
    for service in facts.hall.plan.offered_on(facts.hall.day):
        label = service_name(facts.hall.plan, service.id, facts.language)
        trial = IssueTicket(service=service.id, counter=facts.counter.id)
        leads = Question(kind=Kind.ISSUE_HOW, about=service.id)
        people = facts.texts.people.format(n=_waiting(facts.hall, service.id))
        yield line_for(facts, label, leads, trial, people)


def issue_how_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield ordinary and priority, for each place that prints."""
    texts = facts.texts
    for place, words in _printers(facts):
        for priority, label in ((False, texts.ordinary), (True, texts.with_priority)):
            command = IssueTicket(
                service=question.about, priority=priority, counter=facts.counter.id
            )
            wish = Wish(steps=(Extra.ISSUE,), command=command, print_at=place)
            yield line_for(facts, label, wish, command, words)


def _printers(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the places that can print now, and what they are called; nowhere last."""
    texts = facts.texts
    if facts.desk_printer:
        yield DESK, texts.print_desk
    for now in facts.stations:
        if now.role == "kiosk" and now.here and now.report.printer in (None, "ready"):
            yield now.station, texts.print_at.format(station=now.station)
    yield "", texts.print_nowhere


def walk_in_lines(_question: Question, facts: Facts) -> Iterator[Line]:
    """Yield what this counter deals with."""
    plan, today = facts.hall.plan, facts.hall.day
    own = (*facts.counter.serves, *facts.counter.helps)
    for id_ in (each for each in own if plan.service_by_id[each].is_offered_on(today)):
        trial = WalkIn(service=id_, counter=facts.counter.id, reason="-")
        leads = Question(kind=Kind.WALK_IN_REASON, about=id_)
        yield line_for(facts, service_name(plan, id_, facts.language), leads, trial)


def walk_in_reason_lines(question: Question, facts: Facts) -> Iterator[Line]:
    """Yield why somebody is served without waiting."""
    reasons = facts.texts.reasons["walk_in"]
    for label, reason in reasons_for(question, reasons, facts.texts.own_reason):
        command = WalkIn(
            service=question.about, counter=facts.counter.id, reason=reason
        )
        yield line_for(
            facts, label, Wish(steps=(Extra.WALK_IN,), command=command), command
        )


def _waiting(hall: Hall, service: str) -> int:
    return sum(hall.waiting_count(service, priority=each) for each in (True, False))
