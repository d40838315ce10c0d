"""Measures how long a finger waits until the card below it looks pressed.

A program of its own, for it needs a window: it prints one line of JSON.
"""

import json
import os
import sys
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.scenes import scenes
from kiosk.settings import KioskSettings
from kiosk.texts import texts_of
from kiosk.views.window import KioskWindow
from shared.config import load
from shared.domain.plan import Plan
from shared.qt.app import start_app
from shared.qt.practice import always_open
from tests.bench.figures import spread
from tests.programs import ROOT

ROUNDS = 5
SIZE = (1080, 1920)


def main() -> int:
    """Press every card some times."""
    start_app("bench")
    settings = load(ROOT / "config" / "kiosk.toml", KioskSettings)
    plan = always_open(load(ROOT / "config" / "office.toml", Plan))
    home = next(s for s in scenes(plan, texts_of(settings.texts)) if s.name == "home")
    window = KioskWindow(panel_inches=settings.panel_inches)
    window.resize(*SIZE)
    window.show_picture(home.picture)
    window.show()
    QApplication.processEvents()
    costs = [
        pressed(card)
        for _ in range(ROUNDS)
        for card in window.home.cards
        if card.isVisible()
    ]
    spent = spread(costs)
    line = json.dumps({"p50": spent.p50, "p99": spent.p99, "touches": len(costs)})
    sys.stdout.write(f"{line}\n")
    return 0


def pressed(card):
    """Return the seconds from the press to the picture of it."""
    began = perf_counter()
    QTest.mousePress(card, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    cost = perf_counter() - began
    # Let go beside it: nothing is chosen.
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft() * -1)
    QTest.mouseMove(card.window(), card.window().rect().topLeft())
    QApplication.processEvents()
    return cost


if __name__ == "__main__":
    sys.exit(main())
