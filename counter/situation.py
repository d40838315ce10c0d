"""What a clerk's screen knows beside the hall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter.alarms import Alarm
from counter.answers.facts import Facts
from counter.panel import Question
from counter.steps import Step
from counter.texts import Texts
from counter.waiting import RowKeeper
from shared.domain.hall import Hall
from shared.domain.picking import Choice
from shared.domain.plan import Counter
from shared.domain.ticket import Ticket
from shared.wire.messages import Notice, Refused, StationNow


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
