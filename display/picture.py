"""What is on the display, as data: made from the hall by a pure function.

A call *stands out* for a few seconds. Calls that stand out share the calling
pane, so none of them waits for another; those that find no room there head the
list. When none stands out any more, the last call stays in the pane, calm.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from display.texts import Wording
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Call, Hall
from shared.domain.plan import Service
from shared.domain.ticket import Action, State
from shared.domain.times import local
from shared.domain.waiting import waiting

IN_THE_PANE = 4
"""So many calls share the calling pane; smaller could not be read from afar."""

MISSED_SHOWN = 6

# Whoever waits again, is on hold or did not come is not sent to his old counter.
STILL_TRUE = frozenset({State.CALLED, State.SERVING, State.FINISHED})


class Screen(StrEnum):
    """What kind of screen it is."""

    CONNECTING = "connecting"
    LIVE = "live"
    OFFLINE = "offline"
    OUT_OF_SERVICE = "out_of_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A number and where it is asked to come."""

    number: str
    counter: str
    at: int
    zone: str = ""
    zone_colour: str = ""
    service: str = ""
    short_service: str = ""
    second_service: str = ""
    priority: bool = False
    recall: bool = False
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people wait for a service."""

    service: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on the screen."""

    screen: Screen
    time: str
    date: str
    office: str = ""
    unit: str = ""
    pane: tuple[Called, ...] = ()
    """The calls in the calling pane, newest first; none: a welcome."""

    rows: tuple[Called, ...] = ()
    """The calls in the list, newest first."""

    missed: tuple[str, ...] = ()
    """Numbers that were called and nobody came, the last one first."""

    waiting: tuple[Waiting, ...] = ()
    soundless: bool = False
    """The calls cannot be heard, though they should be."""
    barred: str = ""
    """What a technician has to mend before there is a link, in words."""

    @property
    def live(self) -> bool:
        """Whether what is shown is true now."""
        return self.screen is Screen.LIVE


def picture_of(
    hall: Hall | None,
    *,
    screen: Screen,
    now: int,
    wording: Wording,
    standing_out: Collection[Call] = (),
) -> Picture:
    """Return the picture of *hall*; what stands out is told by whoever saw it come."""
    moment = local(now)
    date = wording.texts.date.format(
        weekday=wording.texts.weekdays[moment.weekday()],
        day=moment.day,
        month=moment.month,
        year=moment.year,
    )
    time = f"{moment:%H:%M}"
    if hall is None:
        return Picture(screen=screen, time=time, date=date)
    pane, rows = _shared_out(hall, standing_out)
    return Picture(
        screen=screen,
        time=time,
        date=date,
        office=wording.name(hall.plan.name),
        unit=wording.name(hall.plan.unit),
        pane=tuple(_called(hall, call, standing_out, wording) for call in pane),
        rows=tuple(_called(hall, call, standing_out, wording) for call in rows),
        missed=_missed(hall),
        waiting=tuple(
            Waiting(service.short_name(wording.language), waiting(hall, service.id))
            for service in hall.plan.services
        ),
    )


def call_of(event: Event) -> Call | None:
    """Return the call that *event* is, as the hall remembers it; None if it is none."""
    match event:
        case TicketChanged(action=Action.CALL | Action.RECALL as action, ticket=ticket):
            return Call(
                number=ticket.number,
                counter=ticket.counter or "",
                service=ticket.service,
                at=event.at,
                priority=ticket.priority,
                recall=action is Action.RECALL,
            )
        case _:
            return None


def latest_calls(calls: Iterable[Call]) -> list[Call]:
    """Return the last call of each number, newest first."""
    last: dict[str, Call] = {}
    for call in calls:
        last.pop(call.number, None)
        last[call.number] = call
    return list(reversed(last.values()))


def _shared_out(
    hall: Hall, standing_out: Collection[Call]
) -> tuple[list[Call], list[Call]]:
    """Return the calls for the pane and those for the list, each newest first."""
    # The hall remembers only so many calls: a burst may be longer.
    forgotten = [call for call in standing_out if call not in hall.calls]
    latest = latest_calls([*forgotten, *hall.calls])
    shown = [call for call in latest if _still_true(hall, call)]
    pane = [call for call in shown if call in standing_out][:IN_THE_PANE] or shown[:1]
    return pane, [call for call in shown if call not in pane]


def _still_true(hall: Hall, call: Call) -> bool:
    ticket = hall.tickets.get(call.number)
    # A finished ticket is not in the hall of a display that came later.
    return ticket is None or ticket.state in STILL_TRUE


def _called(
    hall: Hall, call: Call, standing_out: Collection[Call], wording: Wording
) -> Called:
    counter = hall.plan.counter_by_id.get(call.counter)
    zone = hall.plan.zone_by_id.get(counter.zone) if counter else None
    service: Service | None = hall.plan.service_by_id.get(call.service)
    return Called(
        number=call.number,
        counter=call.counter,
        at=call.at,
        zone=zone.id if zone else "",
        zone_colour=zone.colour if zone else "",
        service=wording.name(service.name) if service else "",
        short_service=service.short_name(wording.language) if service else "",
        second_service=wording.second_name(service.name) if service else "",
        priority=call.priority,
        recall=call.recall,
        stands_out=call in standing_out,
    )


def _missed(hall: Hall) -> tuple[str, ...]:
    missed = [t for t in hall.tickets.values() if t.state is State.NO_SHOW]
    missed.sort(key=lambda ticket: (ticket.ended_at or 0, ticket.order), reverse=True)
    return tuple(ticket.number for ticket in missed[:MISSED_SHOWN])
