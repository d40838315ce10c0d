"""The sentences of a clerk's screen, made from the values they speak of."""

from datetime import timedelta

from counter.steps import Step
from counter.texts import Texts
from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.picking import Choice
from shared.domain.plan import Counter, Plan
from shared.domain.ticket import Action, Ticket
from shared.domain.times import MINUTE, SECOND, local
from shared.wire.messages import Refused

A_WEEK = timedelta(days=7)


def minutes(texts: Texts, milliseconds: int) -> str:
    """Return a wait as a clerk says it: whole minutes that have passed."""
    whole = milliseconds // MINUTE
    return texts.minutes.format(n=whole) if whole > 0 else texts.under_a_minute


def waited(texts: Texts, milliseconds: int) -> str:
    """Return how long somebody has waited who waits still."""
    return texts.just_now if milliseconds < MINUTE else minutes(texts, milliseconds)


def elapsed(milliseconds: int) -> str:
    """Return a running time: ``04:12``, and ``1:04:12`` past the hour."""
    seconds = max(0, milliseconds) // SECOND
    hours, rest = divmod(seconds, 3600)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{text}" if hours else text


def title_of(texts: Texts, hall: Hall, counter: Counter, language: str) -> str:
    """Return what a counter is called: its number and its own services of today."""
    own = (hall.plan.service_by_id[id_] for id_ in counter.serves)
    services = ", ".join(
        named(service.name, language)
        for service in own
        if service.is_offered_on(hall.day)
    )
    template = texts.title if services else texts.title_bare
    return template.format(counter=counter.id, services=services)


def service_name(plan: Plan, service: str, language: str) -> str:
    """Return the full name of a service; its id where the plan has none."""
    known = plan.service_by_id.get(service)
    return named(known.name, language) if known else service


def short_name(plan: Plan, service: str, language: str) -> str:
    """Return the name of a service that fits a table."""
    known = plan.service_by_id.get(service)
    return known.short_name(language) if known else service


def detail_of(texts: Texts, plan: Plan, ticket: Ticket, language: str) -> str:
    """Return the line below the number: what for, how long waited, which call."""
    before_call = (ticket.called_at or ticket.issued_at) - ticket.issued_at
    return texts.detail.format(
        service=service_name(plan, ticket.service, language),
        waited=minutes(texts, before_call),
        call=texts.call_number.format(n=ticket.calls),
    )


def mark_of(texts: Texts, ticket: Ticket, counter: Counter) -> str:
    """Return what stands beside one who waits: priority, helped with, or nothing."""
    sent_here = ticket.to_counter == counter.id
    helped = ticket.service not in counter.serves and not sent_here
    if ticket.priority:
        return texts.row_helped_priority if helped else texts.row_priority
    return texts.row_helped if helped else ""


def asked_for(texts: Texts, steps: tuple[Step, ...]) -> str:
    """Return the words on the button that asks for *steps*."""
    known: dict[tuple[Step, ...], str] = {
        (Desk.OPEN,): texts.open_counter,
        (Action.CALL,): texts.call_next,
        (Action.SERVE,): texts.serve,
        (Action.FINISH,): texts.finish,
        (Action.FINISH, Action.CALL): texts.finish_and_call,
        (Action.RECALL,): texts.recall,
        (Action.NO_SHOW,): texts.no_show,
    }
    return known.get(steps) or texts.steps[steps[0].value]


def why_words(texts: Texts, plan: Plan, choice: Choice, language: str) -> str:
    """Return in one line why a ticket is next, for the clerk."""
    parts = {
        **choice.parts,
        "service": short_name(plan, choice.ticket.service, language),
        "waited": minutes(texts, int(choice.parts["minutes"]) * MINUTE),
    }
    return texts.why[choice.code].format(**parts)


def refusal_of(texts: Texts, refused: Refused, now: int) -> str:
    """Return why a wish was refused, for the clerk.

    A refusal that holds for a while also says until when, and where to go
    instead, as far as anybody knows.
    """
    sentences = [_sentence(texts, refused)]
    if until := refused.parts.get("until"):
        time = moment(texts, int(until), now)
        sentences.append(texts.again_from.format(time=time))
    if counters := refused.parts.get("instead"):
        sentences.append(texts.instead.format(counters=counters))
    return " – ".join(sentences)


def moment(texts: Texts, at: int, now: int) -> str:
    """Return *at* as a clerk says it at *now*: ``13:30``, ``thứ Hai 08:00``.

    A weekday that may mean more than one day gives way to the date.
    """
    there = local(at)
    time, ahead = f"{there:%H:%M}", there.date() - local(now).date()
    if not ahead:
        return time
    if timedelta() < ahead < A_WEEK:
        weekday = texts.weekdays[there.weekday()]
        return texts.on_weekday.format(weekday=weekday, time=time)
    return texts.on_date.format(day=there.day, month=there.month, time=time)


def _sentence(texts: Texts, refused: Refused) -> str:
    sentence = texts.refusals.get(refused.code)
    if sentence is not None:
        try:
            return sentence.format(**refused.parts)
        except KeyError:
            pass
    return texts.refusals["other"].format(code=refused.code)
