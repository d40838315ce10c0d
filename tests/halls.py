"""Builders of small offices, for every test that needs one."""

from functools import reduce

from shared.domain.commands import OpenCounter
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Counter, Plan, Service, Zone
from shared.domain.policy import Policy
from shared.domain.rules import decide
from shared.domain.times import MINUTE, day_of

EIGHT = 1767574800000
"""08:00 in Vietnam on Monday, 2026-01-05."""

SERVICES = (
    Service(id="1", letter="A", name={"vi": "Hộ tịch"}, zone="3", minutes=12),
    Service(id="2", letter="B", name={"vi": "Chứng thực"}, zone="3", minutes=6),
    Service(id="5", letter="E", name={"vi": "Kinh tế"}, zone="3", minutes=12),
)
COUNTERS = (
    Counter(id="1", zone="3", serves=("1",), helps=("2",)),
    Counter(id="2", zone="3", serves=("2",)),
    Counter(id="3", zone="3", serves=("2",), priority=True),
    Counter(id="5", zone="3", serves=("5",)),
)


def a_plan(**changes):
    policy = Policy(**changes.pop("policy", {}))
    parts = {
        "id": "mau",
        "name": {"vi": "UBND PHƯỜNG MẪU"},
        "unit": {"vi": "Trung tâm"},
        "zones": (Zone(id="3", name={"vi": "Tiếp nhận"}),),
        "services": SERVICES,
        "counters": COUNTERS,
        "policy": policy,
    }
    return Plan(**parts | changes)


def a_hall(*commands, plan=None, at=EIGHT, closed=False):
    """Return a hall in which *commands* were obeyed at *at*.

    A command may stand in a pair with the minutes after *at* at which it came.
    Its counters are open, unless the hall is *closed*.
    """
    hall = Hall(plan or a_plan(), day_of(at))
    if not closed:
        for counter in hall.plan.counters:
            happen(hall, OpenCounter(counter=counter.id), at)
    for item in commands:
        minutes, command = item if isinstance(item, tuple) else (0, item)
        happen(hall, command, at + int(minutes * MINUTE))
    return hall


def happen(hall, command, at=EIGHT):
    """Let *command* be obeyed in *hall*, and return its events."""
    events = decide(hall, command, at)
    reduce(evolve, events, hall)
    return events
