"""Lets a display show a week's calls, and prints what its memory grew by a day.

A program of its own, for it needs a window: it prints one line of JSON.
"""

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from display.settings import DisplaySettings
from display.texts import wording_of
from display.viewmodel import DisplayViewModel
from display.views.window import DisplayWindow
from shared.clock import ManualClock
from shared.config import load
from shared.domain.commands import CallNext, Finish, IssueTicket, OpenCounter, Serve
from shared.domain.events import DayStarted
from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.domain.times import HOUR, SECOND, day_of
from shared.qt.app import start_app
from shared.qt.practice import PracticeLink, always_open
from tests.programs import ROOT

EIGHT = 1_767_574_800_000
WARM_DAYS = 2


def main() -> int:
    """Let days of calls pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--calls", type=int, default=1_715)
    arguments = parser.parse_args()
    app = start_app("bench")
    settings = load(ROOT / "config" / "display.toml", DisplaySettings)
    plan = always_open(load(ROOT / "config" / "office.toml", Plan))
    wording = wording_of(settings.languages, settings.texts)
    clock = ManualClock(EIGHT)
    link = PracticeLink(Hall(plan, day_of(EIGHT)), clock)
    display = DisplayViewModel(link, clock, wording)
    window = DisplayWindow(wording, ticker=settings.ticker)
    window.resize(1920, 1080)
    display.picture_changed.connect(window.show_picture)
    window.show_picture(display.picture)
    window.show()
    link.start()
    kilobytes = []
    for _ in range(arguments.days):
        work(app, link, clock, display, arguments.calls)
        kilobytes.append(resident())
        clock.advance(24 * HOUR - arguments.calls * SECOND)
        link.happen(DayStarted(day=day_of(clock.now()), at=clock.now()))
    told = {"kilobytes": kilobytes, "kilobytes_a_day": slope(kilobytes[WARM_DAYS:])}
    sys.stdout.write(f"{json.dumps(told)}\n")
    return 0


def work(app, link, clock, display, calls):
    """Let a day's citizens be called, served and sent home."""
    counters = link.hall.plan.counters
    for counter in counters:
        link.obey(OpenCounter(counter=counter.id))
    for place in range(calls):
        counter = counters[place % len(counters)]
        link.obey(IssueTicket(service=counter.serves[0]))
        number = link.obey(CallNext(counter=counter.id)).ticket.number
        app.processEvents()
        clock.advance(SECOND)
        display.look_at_the_clock()
        link.obey(Serve(number=number))
        link.obey(Finish(number=number))


def resident():
    """Return the kilobytes that this process has in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def slope(kilobytes):
    """Return what is added from one day to the next, by least squares."""
    count = len(kilobytes)
    if count < 2:
        return 0.0
    middle, mean = (count - 1) / 2, sum(kilobytes) / count
    over = sum((n - middle) * (k - mean) for n, k in enumerate(kilobytes))
    return over / sum((n - middle) ** 2 for n in range(count))


if __name__ == "__main__":
    sys.exit(main())
