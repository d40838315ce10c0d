"""The boards on a display: one for the hall, or one for each zone, as data."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from display.scope import Scope, Show
from display.texts import Wording
from shared.domain.events import Desk
from shared.domain.hall import Call, Hall
from shared.domain.picking import order
from shared.domain.plan import Service
from shared.domain.ticket import State
from shared.domain.times import MINUTE
from shared.domain.waiting import waiting

IN_THE_PANE = 4
"""So many calls share the calling pane; smaller could not be read from afar."""

BY_MEDIA = 1
"""Beside pictures there is room for one; the others head the list."""

MISSED_SHOWN = 6

# Whoever waits again, is on hold or did not come is not sent to his old counter.
STILL_TRUE = frozenset({State.CALLED, State.SERVING, State.FINISHED})


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
    """Who waits for a service."""

    service: str
    people: int
    minutes: int = 0
    """How long whoever is first in line has waited."""

    upcoming: tuple[str, ...] = ()
    """The numbers that will be called next, the first first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The calls of the hall or of a zone, and who waits there."""

    zone: str = ""
    """Its zone; none for the whole hall."""

    colour: str = ""
    name: str = ""
    pane: tuple[Called, ...] = ()
    """The calls in the calling pane, newest first; none: a welcome."""

    rows: tuple[Called, ...] = ()
    """The calls in the list, newest first."""

    missed: tuple[str, ...] = ()
    """Numbers that were called and nobody came, the last one first."""

    waiting: tuple[Waiting, ...] = ()
    looks_ahead: bool = False
    """Whether it shows who is called next."""

    paused: tuple[str, ...] = ()
    """The counters that do not serve for a while."""


def boards_of(
    hall: Hall,
    scope: Scope,
    now: int,
    wording: Wording,
    standing_out: Collection[Call],
    *,
    in_the_pane: int = IN_THE_PANE,
) -> tuple[Board, ...]:
    """Return the boards of a display of *scope*; at most *in_the_pane* share a pane."""
    # The hall remembers only so many calls: a burst may be longer.
    forgotten = [call for call in standing_out if call not in hall.calls]
    latest = latest_calls([*forgotten, *hall.calls])
    shown = [call for call in latest if _still_true(hall, call)]
    zones = ("",) if scope.show is Show.HALL else scope.zones_of(hall.plan)
    return tuple(
        _board(
            hall,
            zone,
            shown,
            standing_out=standing_out,
            wording=wording,
            now=now,
            upcoming=scope.next_tickets,
            in_the_pane=in_the_pane,
        )
        for zone in zones
    )


def called_of(
    hall: Hall, call: Call, standing_out: Collection[Call], wording: Wording
) -> Called:
    """Return *call* in the words of the screen."""
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


def latest_calls(calls: Iterable[Call]) -> list[Call]:
    """Return the last call of each number, newest first."""
    last: dict[str, Call] = {}
    for call in calls:
        last.pop(call.number, None)
        last[call.number] = call
    return list(reversed(last.values()))


def _board(
    hall: Hall,
    zone: str,
    shown: Iterable[Call],
    *,
    standing_out: Collection[Call],
    wording: Wording,
    now: int,
    upcoming: int,
    in_the_pane: int,
) -> Board:
    """Return the board of *zone*, or of the whole hall if it is empty."""
    calls = [call for call in shown if _is_in(hall, call.counter, zone)]
    standing = [call for call in calls if call in standing_out]
    pane = standing[:in_the_pane] or calls[:1]
    rows = [call for call in calls if call not in pane]
    named = hall.plan.zone_by_id.get(zone)

    def told(call: Call) -> Called:
        result = called_of(hall, call, standing_out, wording)
        # A board of a zone says once which it is.
        return replace(result, zone="", zone_colour="") if zone else result

    return Board(
        zone=zone,
        colour=named.colour if named else "",
        name=wording.name(named.name) if named else "",
        pane=tuple(told(call) for call in pane),
        rows=tuple(told(call) for call in rows),
        missed=_missed(hall, zone),
        waiting=tuple(
            _waiting(hall, service, wording, now, upcoming)
            for service in hall.plan.offered_on(hall.day)
            if zone in {"", service.zone}
        ),
        looks_ahead=upcoming > 0,
        paused=tuple(
            counter.id
            for counter in hall.plan.counters
            if zone in {"", counter.zone}
            and hall.counters[counter.id].state is Desk.PAUSED
        ),
    )


def _is_in(hall: Hall, counter: str, zone: str) -> bool:
    known = hall.plan.counter_by_id.get(counter)
    return not zone or (known is not None and known.zone == zone)


def _still_true(hall: Hall, call: Call) -> bool:
    ticket = hall.tickets.get(call.number)
    # A finished ticket is not in the hall of a display that came later.
    return ticket is None or ticket.state in STILL_TRUE


def _waiting(
    hall: Hall, service: Service, wording: Wording, now: int, upcoming: int
) -> Waiting:
    heads = (hall.head(service.id, priority=each) for each in (False, True))
    since = min((head.issued_at for head in heads if head), default=now)
    next_ones = islice(order(hall, service.id, now), upcoming)
    return Waiting(
        service.short_name(wording.language),
        waiting(hall, service.id),
        max(0, now - since) // MINUTE,
        tuple(ticket.number for ticket in next_ones),
    )


def _missed(hall: Hall, zone: str) -> tuple[str, ...]:
    missed = [
        ticket
        for ticket in hall.tickets.values()
        if ticket.state is State.NO_SHOW and _is_in(hall, ticket.counter or "", zone)
    ]
    missed.sort(key=lambda ticket: (ticket.ended_at or 0, ticket.order), reverse=True)
    return tuple(ticket.number for ticket in missed[:MISSED_SHOWN])
