"""Halls, links and clocks for the tests of the counter."""

from datetime import datetime
from pathlib import Path

from counter.line import line_of
from counter.picture import Picture
from counter.screen import screen_of
from counter.situation import Situation
from counter.texts import Texts
from shared.config import load
from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.domain.times import MINUTE, VIETNAM, millis
from tests import halls

CONFIG = Path(__file__).parents[2] / "config"
MORNING = millis(datetime(2026, 1, 5, 8, 14, tzinfo=VIETNAM))
PLAN = load(CONFIG / "office.toml", Plan)
VI = load(CONFIG / "texts.vi.toml", Texts, section="counter")


def a_hall(*commands, at=MORNING, every=0, closed=False):
    """Return a hall in which *commands* were obeyed, so many milliseconds apart.

    Its counters are open, unless the hall is *closed*.
    """
    hall = halls.a_hall(plan=PLAN, at=at, closed=closed)
    for step, command in enumerate(commands):
        halls.happen(hall, command, at + step * every)
    return hall


def a_picture(hall: Hall | None, *, counter="1", now=MORNING, **parts) -> Picture:
    desk = hall.plan.counter_by_id.get(counter) if hall else None
    if desk is not None:
        parts.setdefault("line", line_of(hall, desk, now))
    return screen_of(hall, Situation(counter=counter, now=now, **parts), VI)


def minutes(count):
    return count * MINUTE
