"""Halls, links and clocks for the tests of the counter."""

from datetime import datetime
from functools import reduce
from pathlib import Path

from counter.line import line_of
from counter.picture import Picture, Situation, screen_of
from counter.texts import Texts
from shared.clock import MINUTE, VIETNAM, day_of, millis
from shared.config import load
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.rules import decide

CONFIG = Path(__file__).parents[2] / "config"
MORNING = millis(datetime(2026, 1, 5, 8, 14, tzinfo=VIETNAM))
PLAN = load(CONFIG / "office.toml", Plan)
VI = load(CONFIG / "texts.vi.toml", Texts, section="counter")


def a_hall(*commands, at=MORNING, every=0):
    hall = Hall(PLAN, day_of(MORNING))
    for step, command in enumerate(commands):
        hall = reduce(evolve, decide(hall, command, at + step * every), hall)
    return hall


def a_picture(hall: Hall | None, *, counter="1", now=MORNING, **parts) -> Picture:
    desk = hall.plan.counter_by_id.get(counter) if hall else None
    if desk is not None:
        parts.setdefault("line", line_of(hall, desk, now))
    return screen_of(hall, Situation(counter=counter, now=now, **parts), VI)


def minutes(count):
    return count * MINUTE
