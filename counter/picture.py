"""Everything on a clerk's screen, as data, made from the hall by pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from counter.alarms import Alarm
from counter.answers.facts import Facts
from counter.colleagues import colleagues_of, today_of
from counter.dialog import panel_of
from counter.line import waiting_for
from counter.machines import machines_of, notices_of
from counter.panel import Panel, Question
from counter.steps import BESIDES, AtWork, Step, hindrance, main_step, work_at
from counter.texts import Texts
from counter.waiting import Reader, RowKeeper, Waiting, waiting_of
from counter.wording import (
    asked_for,
    detail_of,
    elapsed,
    refusal_of,
    title_of,
)
from shared.domain.events import CounterNow, Desk
from shared.domain.hall import Hall
from shared.domain.picking import Choice
from shared.domain.plan import Counter
from shared.domain.ticket import Action, State, Ticket
from shared.wire.messages import Notice, Refused, StationNow


class Phase(StrEnum):
    """What the counter is at."""

    CONNECTING = "connecting"
    UNKNOWN = "unknown"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button: what a press asks for, and how it is labelled."""

    steps: tuple[Step, ...]
    label: str
    note: str = ""
    """Why it is not offered, or what is left after a press."""

    enabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of the window."""

    title: str
    link: str
    online: bool
    state: str = ""
    clerk: str = ""
    """Who works here; empty where nobody logs in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who is at the counter now, or what stands there instead."""

    head: str
    number: str = ""
    message: str = ""
    """What stands in the number's place while nobody is there."""

    detail: str = ""
    priority: str = ""
    timer_name: str = ""
    timer: str = ""
    why: str = ""
    """Why this one was called; with a note from the desk before, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short line above the main button."""

    text: str = ""
    warning: bool = False


NO_NOTE = Note()
NO_LIST = Waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on a clerk's screen."""

    phase: Phase
    header: Header
    present: Present
    main: Button
    besides: tuple[Button, ...]
    note: Note = NO_NOTE
    waiting: Waiting = NO_LIST
    machines: Note = NO_NOTE
    """What somebody should see to at the other machines."""

    colleagues: Note = NO_NOTE
    """Who calls for help, and who pauses."""

    today: str = ""
    """The day's own figures."""

    alarm: str = ""
    """What must not be overlooked."""

    panel: Panel | None = None
    """What is asked now, in the place of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a screen knows beside the hall."""

    counter: str
    now: int
    language: str = "vi"
    online: bool = True
    hub_waits: bool = False
    """The hub is there, and waits for its database."""

    excuse: str = ""
    """What else it waits for."""
    clerk: str = ""
    """Who is logged in here."""

    barred: str = ""
    """What a technician has to mend before there is a link, in words."""

    asked: tuple[Step, ...] = ()
    """What was pressed and has not happened yet."""

    slow: bool = False
    """The answer takes noticeably long."""

    refused: Refused | None = None
    stations: tuple[StationNow, ...] = ()
    """How the other machines are."""

    notices: tuple[Notice, ...] = ()
    """What somebody should look after at the hub."""

    line: tuple[Ticket, ...] = ()
    """Those who wait, in the order they are expected."""

    next_one: Choice | None = None
    """Who would be called now, and why."""

    why_here: tuple[str, str] = ("", "")
    """A number, and why it was called."""

    told: str = ""
    """What became of the last wish, where nothing else shows it."""

    question: Question | None = None
    """What the clerk is asked."""

    question_refused: Refused | None = None
    alarms: Sequence[Alarm] = ()
    desk_printer: bool = False
    keeper: RowKeeper | None = None
    procedures: Mapping[str, Sequence[str]] | None = None


def facts_of(hall: Hall, counter: Counter, situation: Situation, texts: Texts) -> Facts:
    """Return what the answers to a question are made of."""
    return Facts(
        hall=hall,
        counter=counter,
        now=situation.now,
        texts=texts,
        language=situation.language,
        stations=situation.stations,
        procedures=situation.procedures,
        desk_printer=situation.desk_printer,
    )


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
