from itertools import pairwise
from types import SimpleNamespace

import pytest

from counter.hand import Hand
from counter.picture import Phase
from counter.viewmodel import CounterViewModel
from counter.views.window import CounterWindow
from shared.clock import OfficeClock, SystemClock, stopwatch
from shared.domain.commands import IssueTicket
from shared.domain.ticket import State
from shared.qt.app import start_app
from shared.qt.practice import PracticeLink
from shared.qt.station import Simulation
from tests.counter.builders import MORNING, VI, a_hall

SPEED = 2_000.0
ONE = IssueTicket(service="1")


@pytest.fixture
def desk(qtbot):
    """Return a builder: a counter with a hand, where so many people wait."""
    start_app("counter", scaling=True)

    def build(people, *, absent=0.0):
        hall = a_hall(*[ONE] * people)
        link = PracticeLink(
            hall, OfficeClock(start=MORNING, anchor=SystemClock().now(), speed=SPEED)
        )
        model = CounterViewModel(link, link._clock, VI, counter="1", double_press_ms=0)
        window = CounterWindow(VI)
        qtbot.addWidget(window)
        model.picture_changed.connect(window.show_picture)
        window.pressed.connect(model.press)
        hand = Hand(
            window,
            Simulation(seed=1, speed=SPEED),
            service_minutes=lambda: 5,
            busy=lambda: model.busy,
            absent=absent,
            parent=window,
        )
        model.picture_changed.connect(hand.look)
        window.show()
        link.start()
        return SimpleNamespace(hall=hall, link=link, model=model, hand=hand)

    return build


def states(hall):
    return [ticket.state for ticket in hall.tickets.values()]


def test_the_hand_serves_everybody_who_waits(desk, qtbot):
    office = desk(5)

    qtbot.waitUntil(
        lambda: set(states(office.hall)) <= {State.FINISHED}, timeout=20_000
    )

    assert office.model.picture.phase is Phase.IDLE


def test_the_hand_begins_when_somebody_comes(desk, qtbot):
    office = desk(0)

    office.link.obey(ONE)

    qtbot.waitUntil(lambda: states(office.hall) == [State.FINISHED], timeout=20_000)


def test_who_does_not_come_is_called_again_and_then_marked(desk, qtbot):
    office = desk(1, absent=1.0)

    qtbot.waitUntil(lambda: states(office.hall) == [State.NO_SHOW], timeout=20_000)

    assert office.hall.tickets["1001"].calls == 2


def test_a_resting_hand_presses_nothing(desk, qtbot):
    office = desk(3)
    told = []
    office.model.happened.connect(told.append)

    with qtbot.waitSignal(office.hand.rested):
        office.hand.rest()

    assert (told, office.model.busy) == ([], False)


def test_no_press_comes_faster_than_a_hand_can(desk, qtbot):
    office = desk(4)
    pressed = []
    office.hand._window.pressed.connect(lambda _: pressed.append(stopwatch()))

    qtbot.waitUntil(lambda: len(pressed) >= 6, timeout=20_000)

    gaps = [later - one for one, later in pairwise(pressed)]
    assert min(gaps) >= 48
