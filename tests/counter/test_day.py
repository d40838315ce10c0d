"""A clerk's whole day, from opening to closing, with nothing but the keyboard."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest

from counter.desk import Desk as TwoWindows
from counter.places import Places
from counter.program import wire
from counter.viewmodel import CounterViewModel
from counter.views.bar import CompactBar
from counter.views.window import CounterWindow
from shared.clock import ManualClock
from shared.domain.commands import (
    CallHelp,
    CallNext,
    IssueTicket,
    OpenCounter,
    Serve,
    Transfer,
)
from shared.domain.events import Desk, TicketChanged
from shared.domain.notes import Dealt
from shared.domain.ticket import Action, State
from shared.qt.app import start_app
from shared.qt.practice import PracticeLink
from tests.counter.builders import MORNING, VI, a_hall

Key = Qt.Key


@pytest.fixture
def clerk(qtbot):
    """Return a clerk at counter 1 who has a keyboard and no mouse."""
    start_app("counter", scaling=True)
    clock, link = ManualClock(MORNING), None
    hall = a_hall(closed=True)
    link = PracticeLink(hall, clock)
    for other in ("2", "3", "5"):
        link.obey(OpenCounter(counter=other))
    model = CounterViewModel(
        link,
        clock,
        VI,
        counter="1",
        double_press_ms=0,
        procedures={"1": ("Khai sinh", "Kết hôn")},
    )
    window, bar = CounterWindow(VI), CompactBar(VI)
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    desk = TwoWindows(window, bar, Places(None), parent=window)
    wire(model, desk)
    desk.open()
    link.start()
    qtbot.waitUntil(lambda: not model.busy and hall.counters["1"].state is Desk.OPEN)
    return Clerk(link, model, window, clock, qtbot)


class Clerk(SimpleNamespace):
    """Presses keys in whatever has the focus, and waits for what comes of it."""

    def __init__(self, link, model, window, clock, qtbot):
        super().__init__(link=link, model=model, window=window, clock=clock)
        self.qtbot = qtbot
        self.events = []
        link.happened.connect(lambda events: self.events.extend(events.list))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def key(self, *keys):
        """Press *keys*, one after the other; a text is typed."""
        for key in keys:
            place = self.window.focusWidget() or self.window
            if isinstance(key, str):
                type_into(place, key)
            else:
                QTest.keySequence(place, QKeySequence(key))
            self.qtbot.waitUntil(lambda: not self.model.busy)

    def comes(self, service="1", *, priority=False):
        self.link.obey(IssueTicket(service=service, priority=priority))

    def later(self, seconds):
        self.clock.advance(seconds * 1_000)
        self.model.look_at_clock()

    def ticket(self, number):
        return self.link.hall.tickets[number]

    @property
    def here(self):
        return self.link.hall.at_counter("1")


def type_into(place, text):
    """Type *text* as a keyboard with Vietnamese letters does."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(place, event)


def control(key):
    return QKeySequence(Qt.Modifier.CTRL | key)[0]


def test_a_day_is_worked_with_the_keyboard_alone(clerk):
    for _ in range(4):
        clerk.comes()

    # 1001 does not come: called, called again, missed.
    clerk.key(Key.Key_F2)
    clerk.later(20)
    clerk.key(Key.Key_F3, Key.Key_F6)
    assert clerk.ticket("1001").state is State.NO_SHOW

    # 1002 is called and begun; a paper is missing: put aside.
    clerk.key(Key.Key_Space, Key.Key_Return, Key.Key_F5)
    assert clerk.ticket("1002").state is State.ON_HOLD

    # 1001 is back after all, found by its digits, and waits again.
    clerk.key(Key.Key_F9, "1001", Key.Key_Return, Key.Key_Return)
    assert clerk.ticket("1001").state is State.WAITING

    # 1003: a wrong press, taken back; then really called and sent on with a note.
    clerk.key(Key.Key_F2)
    called = clerk.here.number
    clerk.key(control(Key.Key_Z))
    assert clerk.here is None
    clerk.key(Key.Key_F2)
    assert clerk.here.number == called
    clerk.key(Key.Key_F7, Key.Key_2, "thiếu bản sao", Key.Key_Return)
    assert clerk.ticket(called).service == "3"
    assert clerk.link.hall.notes[called] == "thiếu bản sao"

    # Somebody out of turn, with a reason from the list, served and finished: two
    # dossiers of the first procedure, and the next one is called at once.
    clerk.key(Key.Key_F8, "1004", Key.Key_Return, Key.Key_1)
    assert clerk.here.number == "1004"
    clerk.key(Key.Key_F2, Key.Key_F2, Key.Key_1, Key.Key_1, Key.Key_Return)
    finished = [
        event.details.dealt
        for event in clerk.events
        if isinstance(event, TicketChanged) and event.action is Action.FINISH
    ]
    assert finished == [(Dealt(procedure="Khai sinh", dossiers=2),)]
    assert clerk.here is not None

    # That one is served and finished alone, nothing noted.
    clerk.key(Key.Key_F2, Key.Key_F4, Key.Key_Return)
    assert clerk.here is None

    # Somebody without a number stands at the desk: served at once.
    clerk.key(control(Key.Key_D), Key.Key_1, Key.Key_1)
    walk_in = clerk.here.number
    clerk.key(Key.Key_F2, Key.Key_F4, Key.Key_Return)
    assert clerk.ticket(walk_in).state is State.FINISHED

    # Somebody cannot use the kiosk: a priority number, told, not printed.
    clerk.key(control(Key.Key_N), Key.Key_2, Key.Key_2)
    [given] = [t for t in clerk.link.hall.waiting("2") if t.priority]
    assert given.number in clerk.model.picture.note.text

    # A colleague calls; this clerk goes, and pauses for it.
    clerk.link.obey(CallHelp(counter="3"))
    clerk.key(Key.Key_F12, Key.Key_Return)
    assert clerk.link.hall.counters["3"].help.by == "1"
    clerk.key(Key.Key_F10, Key.Key_4)
    assert clerk.link.hall.counters["1"].reason == "Hỗ trợ đồng nghiệp"
    clerk.key(Key.Key_F2)
    assert clerk.link.hall.counters["1"].state is Desk.OPEN

    # Everybody who is left, with one key.
    for _ in range(30):
        if not clerk.model.picture.main.enabled:
            break
        clerk.key(Key.Key_F2)
        if clerk.model.picture.panel is not None:
            clerk.key(Key.Key_Return)
    assert clerk.link.hall.waiting("1") == []

    # The end of the day.
    clerk.key(Key.Key_F10, *[Key.Key_Down] * 9, Key.Key_Return)
    assert clerk.link.hall.counters["1"].state is Desk.CLOSED
    assert "lượt" in clerk.model.picture.today


def test_a_citizen_who_was_lent_comes_back_with_his_note(clerk):
    clerk.comes("3")
    link = clerk.link
    link.obey(CallNext(counter="3"))
    link.obey(Serve(number="3001", counter="3"))
    link.obey(
        Transfer(
            number="3001", to_counter="1", come_back=True, note="xác nhận", counter="3"
        )
    )

    clerk.key(Key.Key_F2)
    assert clerk.model.picture.present.why == "Quầy trước nhắn: xác nhận"
    clerk.key(Key.Key_F2, Key.Key_F4)

    assert clerk.ticket("3001").queue == "@3"
