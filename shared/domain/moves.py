"""Services and procedures that go from one office to another on a day.

A move changes nothing but what the plans of the offices say of it: the office it
leaves tells where it is now. That the other one offers it stands in its own plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from shared.domain.elsewhere import Elsewhere, ProceduresElsewhere, check_notice
from shared.domain.names import Names, folded
from shared.domain.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A service, or some procedures, from one office to another."""

    origin: str
    """The id of the office that does it no more."""

    target: str
    """The id of the office that does it then."""

    since: date
    """The business day from which on."""

    service: str | None = None
    procedures: tuple[str, ...] = ()
    """Instead of a service: names of procedures, or what people call them."""

    address: Names = field(default_factory=dict)
    notice_days: int = 14

    def __post_init__(self) -> None:
        check_notice(self.notice_days)


class Way(NamedTuple):
    """How something went from an office to where it is now."""

    first: Move
    last: Move


def plans_on(
    plans: Mapping[str, Plan], moves: Sequence[Move], day: date
) -> dict[str, Plan]:
    """Return *plans*, by the office's id, as *moves* make them on *day*.

    They hold until the next day on which something moves.
    """
    ordered = sorted(moves, key=lambda move: move.since)
    changed = dict(plans)
    for service, some in _grouped((m.service, m) for m in ordered if m.service):
        for office, way in whereabouts(some, day).items():
            changed[office] = _without(changed[office], service, _told(plans, way))
    for procedure, some in _grouped((p, m) for m in ordered for p in m.procedures):
        for office, way in whereabouts(some, day).items():
            there = _told(plans, way)
            plan = changed[office]
            gone = ProceduresElsewhere(
                procedures=(procedure,),
                office=there.office,
                since=there.since,
                address=there.address,
                notice_days=there.notice_days,
            )
            changed[office] = replace(plan, elsewhere=(*plan.elsewhere, gone))
    return changed


def whereabouts(moves: Iterable[Move], day: date) -> dict[str, Way]:
    """Return the way one thing went, or goes next, from each office it leaves.

    *moves* are all of that thing, the earliest first.
    """
    gone: dict[str, Move] = {}
    going: dict[str, Way] = {}
    for move in moves:
        if move.since <= day:
            gone[move.origin] = move
            gone.pop(move.target, None)
        elif move.origin not in gone:
            going.setdefault(move.origin, Way(move, move))
    return going | {
        office: Way(move, _end(move, gone)) for office, move in gone.items()
    }


def _end(move: Move, gone: Mapping[str, Move]) -> Move:
    """Return the last move of those that follow on *move*.

    A move makes its target have the thing, so what follows is always later.
    """
    while move.target in gone:
        move = gone[move.target]
    return move


def _told(plans: Mapping[str, Plan], way: Way) -> Elsewhere:
    return Elsewhere(
        office=plans[way.last.target].name,
        since=way.first.since,
        address=way.last.address,
        notice_days=way.first.notice_days,
    )


def _without(plan: Plan, service: str, there: Elsewhere) -> Plan:
    services = tuple(
        replace(each, elsewhere=there) if each.id == service else each
        for each in plan.services
    )
    return replace(plan, services=services)


def _grouped(
    pairs: Iterable[tuple[str | None, Move]],
) -> Iterator[tuple[str, list[Move]]]:
    """Return the moves of each thing, in their order."""
    named = sorted(((name, move) for name, move in pairs if name), key=_key)
    for _, some in groupby(named, key=_key):
        same = list(some)
        yield same[0][0], [move for _, move in same]


def _key(pair: tuple[str, Move]) -> str:
    return folded(pair[0])
