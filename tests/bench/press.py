"""Measures how long a clerk waits from a press to the answer on the screen.

A program of its own, for it needs a window: it prints one line of JSON. Many wait
meanwhile, and the list of them is scrolled as with a wheel.
"""

import argparse
import json
import os
import sys
from itertools import cycle
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest

from counter.texts import Texts
from counter.viewmodel import CounterViewModel
from counter.views.window import USUAL_SIZE, CounterWindow
from shared.clock import SystemClock
from shared.config import load
from shared.domain.commands import IssueTicket
from shared.qt.app import start_app
from shared.qt.hublink import HubLink
from tests.bench.figures import spread
from tests.programs import ROOT

LIMIT_SECONDS = 60.0
STEPS = 3
"""Presses for one citizen: call, begin, finish and call the next."""

WHEEL_PIXELS = 120


def main() -> int:
    """Press and scroll, and print what it cost in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hub", required=True)
    parser.add_argument("--waiting", type=int, default=500)
    parser.add_argument("--presses", type=int, default=200)
    arguments = parser.parse_args()
    start_app("bench", scaling=True)
    texts = load(ROOT / "config" / "texts.vi.toml", Texts, section="counter")
    link = HubLink(arguments.hub, "counter", "counter-1")
    model = CounterViewModel(link, SystemClock(), texts, counter="1", double_press_ms=0)
    window = CounterWindow(texts)
    window.resize(*USUAL_SIZE)
    window.pressed.connect(model.press)
    model.picture_changed.connect(window.show_picture)
    window.show_picture(model.picture)
    window.show()
    link.start()
    wait_for(lambda: link.online and not model.busy)
    for _ in range(arguments.waiting):
        link.ask(IssueTicket(service="1"))
    wait_for(lambda: link.hall.issued >= arguments.waiting)
    wait_for(lambda: model.picture.main.enabled)
    painted = [0]
    window.painted.connect(lambda: painted.__setitem__(0, painted[0] + 1))
    presses = [press(window, model, painted) for _ in range(arguments.presses)]
    scrolls = [scroll(window, turn) for turn in range(arguments.presses)]
    link.stop()
    told = {
        "press": spread(presses).p99,
        "press_middle": spread(presses).p50,
        "scroll": spread(scrolls).p99,
        "presses": len(presses),
        "listed": window.waiting.table.model().rowCount(),
    }
    sys.stdout.write(f"{json.dumps(told)}\n")
    return 0


def press(window, model, painted):
    """Return the seconds from a press to its outcome, painted."""
    before = (model.picture.phase, model.picture.present.number)
    began, seen = perf_counter(), painted[0]
    QTest.keyClick(window, Qt.Key.Key_F2)
    wait_for(
        lambda: (
            not model.busy
            and (model.picture.phase, model.picture.present.number) != before
            and model.picture.main.enabled
            and painted[0] > seen
            and window.picture is model.picture
        )
    )
    return perf_counter() - began


def scroll(window, turn):
    """Return the seconds that one turn of the wheel takes to be painted."""
    bar = window.waiting.table.verticalScrollBar()
    began = perf_counter()
    down = bar.value() < bar.maximum() and turn % 100 < 50
    bar.setValue(bar.value() + (WHEEL_PIXELS if down else -WHEEL_PIXELS))
    QCoreApplication.processEvents()
    return perf_counter() - began


def wait_for(condition):
    """Let Qt work until *condition* holds.

    Raises:
        TimeoutError: It never does.
    """
    end = perf_counter() + LIMIT_SECONDS
    for _ in cycle((None,)):
        if condition():
            return
        if perf_counter() > end:
            raise TimeoutError("the counter does not answer")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)


if __name__ == "__main__":
    sys.exit(main())
