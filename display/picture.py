"""What is on the display, as data: made from the hall by a pure function.

A call *stands out* for a few seconds. Calls that stand out share the calling
pane, so none of them waits for another; those that find no room there head the
list. When none stands out any more, the last call stays in the pane, calm.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from display.boards import IN_THE_PANE, Board, Called, boards_of, called_of
from display.scope import Scope, Show
from display.texts import Wording
from shared.domain.events import Desk, Event, TicketChanged
from shared.domain.hall import Call, Hall
from shared.domain.plan import Plan
from shared.domain.ticket import Action, State
from shared.domain.times import local


class Screen(StrEnum):
    """What kind of screen it is."""

    CONNECTING = "connecting"
    LIVE = "live"
    OFFLINE = "offline"
    OUT_OF_SERVICE = "out_of_service"
    MISSET = "misset"
    """The settings name a zone or a counter that the office has not."""


class AtDesk(StrEnum):
    """What goes on at the counter that a small display hangs over."""

    CALLING = "calling"
    SERVING = "serving"
    FREE = "free"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDesk:
    """A counter, for the small display over it."""

    counter: str
    zone: str
    zone_colour: str
    services: tuple[str, ...]
    at: AtDesk
    call: Called | None = None
    """Who is called or served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on the screen."""

    screen: Screen
    time: str
    date: str
    office: str = ""
    unit: str = ""
    boards: tuple[Board, ...] = ()
    """The hall, or zones of it side by side."""

    desk: OneDesk | None = None
    """The one counter of a small display; it has no boards."""

    unknown: str = ""
    """What the settings name and the office has not."""

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
    scope: Scope | None = None,
    in_the_pane: int = IN_THE_PANE,
) -> Picture:
    """Return the picture of *hall*; what stands out is told by whoever saw it come."""
    scope = scope or Scope()
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
    unknown = scope.unknown_to(hall.plan)
    if unknown and screen in {Screen.LIVE, Screen.OFFLINE}:
        screen = Screen.MISSET
    one = scope.show is Show.COUNTER and not unknown
    boards: tuple[Board, ...] = ()
    if not one and not unknown:
        boards = boards_of(
            hall, scope, now, wording, standing_out, in_the_pane=in_the_pane
        )
    return Picture(
        screen=screen,
        time=time,
        date=date,
        office=wording.name(hall.plan.name),
        unit=wording.name(hall.plan.unit),
        boards=boards,
        desk=_desk(hall, scope.counter, standing_out, wording) if one else None,
        unknown=unknown,
    )


def shown_in(plan: Plan, scope: Scope, call: Call) -> bool:
    """Return whether a display of *scope* is there for *call*."""
    match scope.show:
        case Show.HALL:
            return True
        case Show.COUNTER:
            return call.counter == scope.counter
        case _:
            counter = plan.counter_by_id.get(call.counter)
            return counter is not None and counter.zone in scope.zones_of(plan)


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


def _desk(
    hall: Hall, id_: str, standing_out: Collection[Call], wording: Wording
) -> OneDesk:
    counter, ticket = hall.plan.counter_by_id[id_], hall.at_counter(id_)
    call = None
    if ticket is not None:
        of_it = (c for c in (*standing_out, *hall.calls) if c.counter == id_)
        bare = Call(
            number=ticket.number,
            counter=id_,
            service=ticket.service,
            at=ticket.called_at or 0,
            priority=ticket.priority,
        )
        calls = [c for c in of_it if c.number == ticket.number]
        last = max(calls, key=lambda c: c.at, default=bare)
        call = called_of(hall, last, standing_out, wording)
    zone = hall.plan.zone_by_id.get(counter.zone)
    services = (hall.plan.service_by_id[service] for service in counter.serves)
    return OneDesk(
        counter=id_,
        zone=zone.id if zone else "",
        zone_colour=zone.colour if zone else "",
        services=tuple(
            service.short_name(wording.language)
            for service in services
            if service.is_offered_on(hall.day)
        ),
        at=_at_desk(hall.counters[id_].state, ticket.state if ticket else None),
        call=call,
    )


def _at_desk(desk: Desk, ticket: State | None) -> AtDesk:
    # A call holds whatever the clerk does next: its citizen is on the way.
    if ticket is State.CALLED:
        return AtDesk.CALLING
    match desk:
        case Desk.PAUSED:
            return AtDesk.PAUSED
        case Desk.CLOSED:
            return AtDesk.CLOSED
        case Desk.OPEN:
            return AtDesk.SERVING if ticket is State.SERVING else AtDesk.FREE
