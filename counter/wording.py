"""The sentences of a clerk's screen, made from the values they speak of."""

from counter.texts import Texts
from shared.clock import MINUTE, SECOND
from shared.domain.plan import Counter, Plan, named
from shared.domain.ticket import Action, Ticket
from shared.wire.messages import Refused


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


def title_of(texts: Texts, plan: Plan, counter: Counter, language: str) -> str:
    """Return what a counter is called: its number and its own services."""
    services = ", ".join(service_name(plan, id_, language) for id_ in counter.serves)
    return texts.title.format(counter=counter.id, services=services)


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
    helped = ticket.service not in counter.serves
    if ticket.priority:
        return texts.row_helped_priority if helped else texts.row_priority
    return texts.row_helped if helped else ""


def asked_for(texts: Texts, actions: tuple[Action, ...]) -> str:
    """Return the words on the button that asks for *actions*."""
    words = {
        (Action.CALL,): texts.call_next,
        (Action.SERVE,): texts.serve,
        (Action.FINISH,): texts.finish,
        (Action.FINISH, Action.CALL): texts.finish_and_call,
        (Action.RECALL,): texts.recall,
        (Action.NO_SHOW,): texts.no_show,
    }
    return words[actions]


def refusal_of(texts: Texts, refused: Refused) -> str:
    """Return why a wish was refused, for the clerk."""
    sentence = texts.refusals.get(refused.code)
    if sentence is not None:
        try:
            return sentence.format(**refused.parts)
        except KeyError:
            pass
    return texts.refusals["other"].format(code=refused.code)
