import json
import sys
from io import StringIO
from threading import Thread

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from shared.qt.app import guard
from shared.qt.figures import Figures, Orders


@pytest.fixture
def excepthook():
    before = sys.excepthook
    yield
    sys.excepthook = before


def test_figures_are_json_lines():
    stream = StringIO()

    Figures(stream).tell("called", number="1001", pressed_at=5)

    fact = {"event": "called", "number": "1001", "pressed_at": 5}
    assert json.loads(stream.getvalue()) == fact


def test_figures_that_nobody_wants_are_silent(capsys):
    Figures.to_stdout(wanted=False).tell("called")

    assert capsys.readouterr().out == ""


def test_orders_are_words_on_lines(qapp, qtbot):
    orders = Orders()

    with qtbot.waitSignals([orders.rest, orders.leave], order="strict"):
        orders.listen(StringIO("dance\nrest\n\nleave\n"))


def test_a_mistake_in_any_thread_is_shown_by_the_screens_own(qapp, qtbot, excepthook):
    shown = []
    guard(QApplication.instance(), lambda: shown.append(QThread.currentThread()))

    def fail():
        sys.excepthook(ValueError, ValueError("a mistake"), None)

    thread = Thread(target=fail)
    thread.start()
    thread.join()

    assert shown == []
    qtbot.waitUntil(lambda: shown == [qapp.thread()])
