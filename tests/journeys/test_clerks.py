"""A morning with two clerks at one counter, from the account to who did what."""

from io import StringIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.desk import Desk as Windows
from counter.places import Places
from counter.program import wire
from counter.texts import Texts
from counter.viewmodel import CounterViewModel
from counter.views.bar import CompactBar
from counter.views.window import CounterWindow
from shared.clock import SystemClock
from shared.config import load
from shared.domain.commands import IssueTicket
from shared.domain.events import Desk
from shared.domain.ticket import Action, State
from shared.hub.commands import clerk, deeds
from shared.qt.hublink import HubLink
from tests.journeys.conftest import TEXTS
from tests.programs import HUB_CONFIG
from tests.traces import files_with

LIMIT = 15_000
PIN, PASSWORD = "194837", "bí mật của Hùng"
Key = Qt.Key


@pytest.fixture
def told(hub, capsys):
    """Return what a command of the hub prints, as lines of words."""

    def told(command, *words, typed=""):
        options = ["--config", str(HUB_CONFIG), "--database", hub.database]
        source = [StringIO(typed)] if typed else []
        assert command.main([*words, *options], *source) == 0
        return [line.split() for line in capsys.readouterr().out.splitlines()]

    return told


class Counter:
    """The screen of counter 1 and the hands that type there."""

    def __init__(self, hub, qtbot):
        texts = load(TEXTS["vi"], Texts, section="counter")
        self._qtbot = qtbot
        self.link = HubLink(hub.url, "counter", "counter-1")
        self.model = CounterViewModel(
            self.link, SystemClock(), texts, counter="1", double_press_ms=0
        )
        self.window, bar = CounterWindow(texts), CompactBar(texts)
        qtbot.addWidget(self.window)
        qtbot.addWidget(bar)
        windows = Windows(self.window, bar, Places(None), parent=self.window)
        wire(self.model, windows)
        windows.open()
        self.link.start()

    def until(self, condition):
        self._qtbot.waitUntil(condition, timeout=LIMIT)

    def log_in(self, name, password):
        page = self.window.log_in
        self.until(lambda: self.window.asks_who and page.enter.isEnabled())
        page.name.insert(name)  # QTest has no keys for Vietnamese
        QTest.keyClick(page.name, Key.Key_Return)
        page.password.insert(password)
        QTest.keyClick(page.password, Key.Key_Return)
        self.until(lambda: not self.window.asks_who)

    def press(self, step):
        self.until(lambda: self.model.picture.main.enabled)
        assert self.model.picture.main.steps[0] is step
        self.model.press(self.model.picture.main.steps)
        self.until(lambda: not self.model.busy)


@pytest.fixture
def counter(hub, told, app, qtbot):
    told(clerk, "add", "Nguyễn Thị Lan", typed=f"{PIN}\n")
    told(clerk, "add", "Hùng", typed=f"{PASSWORD}\n")
    counter = Counter(hub, qtbot)
    yield counter
    counter.link.stop()


def test_a_counter_changes_hands_and_the_hub_knows_who_did_what(
    counter, hub, told, tmp_path
):
    counter.log_in("nguyễn thị lan", PIN)
    counter.until(lambda: counter.link.hall.counters["1"].state is Desk.OPEN)
    counter.link.ask(IssueTicket(service="1"))
    counter.until(lambda: counter.link.hall.issued == 1)
    counter.press(Action.CALL)
    counter.link._line.begin_anew()  # a break: nobody is asked again
    counter.press(Action.SERVE)
    QTest.keyClick(counter.window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    counter.log_in("Hùng", PASSWORD)
    counter.until(lambda: counter.link.hall.counters["1"].state is Desk.PAUSED)
    counter.model.press((Action.FINISH,))
    counter.until(lambda: counter.link.hall.tickets["1001"].state is State.FINISHED)

    _, *lines = told(deeds)

    assert [line[1:] for line in lines if "1001" in line] == [
        ["Nguyễn", "Thị", "Lan", "counter-1", "issue", "1001"],
        ["Nguyễn", "Thị", "Lan", "1", "call", "1001"],
        ["Nguyễn", "Thị", "Lan", "1", "serve", "1001"],
        ["Hùng", "1", "finish", "1001"],
    ]
    assert ["counter", "paused", "Đổi", "ca"] in [line[-4:] for line in lines]
    hub.stop()
    for secret in (PIN, PASSWORD):
        assert not files_with(secret.encode(), tmp_path)
