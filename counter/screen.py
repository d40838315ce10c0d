"""What a clerk's screen shows, made from the hall by pure functions."""

from counter.colleagues import colleagues_of, today_of
from counter.dialog import panel_of
from counter.line import waiting_for
from counter.machines import machines_of, notices_of
from counter.panel import Panel
from counter.picture import NO_NOTE, Button, Header, Note, Phase, Picture, Present
from counter.situation import Situation, facts_of
from counter.steps import BESIDES, AtWork, Step, hindrance, main_step, work_at
from counter.texts import Texts
from counter.waiting import Reader, waiting_of
from counter.wording import (
    asked_for,
    detail_of,
    elapsed,
    refusal_of,
    title_of,
)
from shared.domain.events import CounterNow, Desk
from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.ticket import Action, State, Ticket
from shared.wire.messages import Refused


def screen_of(hall: Hall | None, situation: Situation, texts: Texts) -> Picture:
    """Return the picture of the counter in *situation*."""
    counter = hall.plan.counter_by_id.get(situation.counter) if hall else None
    if hall is None or counter is None:
        phase = Phase.UNKNOWN if hall else Phase.CONNECTING
        return _without_counter(phase, situation, texts)
    work = work_at(hall, counter, situation.now)
    ticket = work.ticket
    main = main_step(work)
    return Picture(
        phase=Phase(ticket.state.value) if ticket else Phase.IDLE,
        header=Header(
            title=title_of(texts, hall, counter, situation.language),
            link=texts.online if situation.online else texts.offline,
            online=situation.online,
            state=_state(work, texts) if situation.online else "",
            clerk=situation.clerk,
        ),
        present=_present(hall, work, situation, texts),
        main=_button(main, work, situation, texts),
        besides=tuple(_button((step,), work, situation, texts) for step in BESIDES),
        note=_note(situation, texts),
        machines=_machines(situation, texts),
        waiting=waiting_of(
            hall,
            situation.line,
            Reader(
                counter=counter,
                now=situation.now,
                language=situation.language,
                texts=texts,
            ),
            situation.next_one,
            situation.keeper,
        ),
        colleagues=_colleagues(hall, situation, texts),
        today=today_of(hall, counter.id, waiting_for(hall, counter), texts),
        alarm=_alarm(situation),
        panel=_panel(hall, counter, situation, texts),
    )


def _alarm(situation: Situation) -> str:
    if not situation.online or not situation.alarms:
        return ""
    return situation.alarms[0].text


def _panel(
    hall: Hall, counter: Counter, situation: Situation, texts: Texts
) -> Panel | None:
    if situation.question is None:
        return None
    facts = facts_of(hall, counter, situation, texts)
    return panel_of(situation.question, facts, situation.question_refused)


def _colleagues(hall: Hall, situation: Situation, texts: Texts) -> Note:
    lines = colleagues_of(hall, situation.counter, texts)
    calling = any(now.help for now in hall.counters.values())
    return Note(text="\n".join(lines), warning=calling) if lines else NO_NOTE


def _without_counter(phase: Phase, situation: Situation, texts: Texts) -> Picture:
    """Return a picture without a counter behind it."""
    link, message = texts.connecting, texts.connecting_title
    detail = texts.connecting_hint
    if phase is Phase.UNKNOWN:
        link = texts.online if situation.online else texts.offline
        message, detail = texts.unknown_title, texts.unknown_hint
    elif situation.barred:
        link, message, detail = texts.offline, texts.barred_title, situation.barred
    elif situation.hub_waits:
        message, detail = texts.hub_waits_title, _excuse(situation, texts)
    number = situation.counter
    return Picture(
        phase=phase,
        header=Header(
            title=texts.title_bare.format(counter=number),
            link=link,
            online=situation.online,
        ),
        present=Present(
            head=texts.title_bare.format(counter=number).upper(),
            message=message.format(counter=number),
            detail=detail.replace("{counter}", number),
        ),
        main=Button(steps=(Action.CALL,), label=texts.call_next),
        besides=tuple(
            Button(steps=(step,), label=asked_for(texts, (step,))) for step in BESIDES
        ),
    )


def _state(work: AtWork, texts: Texts) -> str:
    if work.desk is Desk.PAUSED:
        return texts.state_paused
    if work.ticket is not None:
        called = work.ticket.state is State.CALLED
        return texts.state_called if called else texts.state_serving
    return texts.state_ready if work.desk is Desk.OPEN else texts.state_closed


def _present(hall: Hall, work: AtWork, situation: Situation, texts: Texts) -> Present:
    ticket = work.ticket
    if ticket is None:
        return _nobody_there(hall.counters[situation.counter], work, texts)
    called = ticket.state is State.CALLED
    since = ticket.called_at if called else ticket.served_at
    return Present(
        head=texts.head_called if called else texts.head_serving,
        number=ticket.number,
        detail=detail_of(texts, hall.plan, ticket, situation.language),
        priority=texts.priority if ticket.priority else "",
        timer_name=texts.called_for if called else texts.served_for,
        timer=elapsed(situation.now - (since or situation.now)),
        why=_why_here(hall, ticket, situation, texts),
    )


def _why_here(hall: Hall, ticket: Ticket, situation: Situation, texts: Texts) -> str:
    note = hall.notes.get(ticket.number)
    words = texts.note_from.format(note=note) if note else ""
    number, why = situation.why_here
    return words or (why if number == ticket.number else "")


def _nobody_there(here: CounterNow, work: AtWork, texts: Texts) -> Present:
    match here.state:
        case Desk.CLOSED:
            return Present(head=texts.head_closed, message=texts.idle_closed)
        case Desk.PAUSED:
            return Present(
                head=texts.head_paused, message=texts.idle_paused, detail=here.reason
            )
        case Desk.OPEN:
            waits = work.somebody_waits
            message = texts.idle_waiting if waits else texts.idle_nobody
            return Present(head=texts.head_idle, message=message)


def _button(
    steps: tuple[Step, ...], work: AtWork, situation: Situation, texts: Texts
) -> Button:
    why_not = hindrance(work, steps[0])
    return Button(
        steps=steps,
        label=asked_for(texts, steps),
        note=_button_note(steps[0], why_not, work, texts),
        enabled=why_not is None and situation.online and not situation.asked,
    )


def _button_note(
    step: Step, why_not: Refused | None, work: AtWork, texts: Texts
) -> str:
    """Return what a clerk should know about a button before it is pressed."""
    left = work.recalls_left
    if step is Action.RECALL and why_not is None:
        return texts.recall_left.format(n=left)
    match why_not:
        case Refused(code="recall_too_soon", parts=parts):
            return texts.recall_in.format(seconds=parts["seconds"], n=left)
        case Refused(code="called_enough", parts=parts):
            return texts.recall_enough.format(calls=parts["calls"])
        case Refused(code="called_too_seldom", parts=parts):
            more = int(parts["needed"]) - int(parts["calls"])
            return texts.no_show_after.format(n=more)
        case _:
            return ""


def _machines(situation: Situation, texts: Texts) -> Note:
    if not situation.online:
        return NO_NOTE
    hub = notices_of(situation.notices, texts)
    lines = (*machines_of(situation.stations, texts), *hub)
    return Note(text="\n".join(lines), warning=True) if lines else NO_NOTE


def _excuse(situation: Situation, texts: Texts) -> str:
    return texts.excuses.get(situation.excuse, texts.hub_waits_note)


def _note(situation: Situation, texts: Texts) -> Note:
    asked = situation.asked
    if asked and (situation.slow or not situation.online):
        words = asked_for(texts, asked)
        return Note(text=texts.waiting_for_hub.format(action=words), warning=True)
    if not situation.online:
        waits = situation.hub_waits
        text = _excuse(situation, texts) if waits else texts.offline_note
        text = situation.barred or text
        return Note(text=text, warning=True)
    if situation.refused is not None:
        words = refusal_of(texts, situation.refused, situation.now)
        return Note(text=words, warning=True)
    return Note(text=situation.told) if situation.told else NO_NOTE
