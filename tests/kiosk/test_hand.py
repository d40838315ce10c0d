import pytest

from kiosk.hand import Hand
from kiosk.picture import Screen
from kiosk.printing import Printing
from kiosk.viewmodel import KioskViewModel
from kiosk.wiring import wire
from shared.qt.practice import PracticeLink
from shared.qt.station import Simulation
from tests.kiosk.builders import a_job

QUICK = Simulation(seed=3, speed=2_000.0)


@pytest.fixture
def practice(hall, clock):
    return PracticeLink(hall, clock)


@pytest.fixture
def alone(qtbot, practice, clock, texts, window):
    """A kiosk with a hand, and paper as soon as it is wanted."""
    kiosk = KioskViewModel(practice, clock, texts)
    printing = Printing(lambda: None)
    wire(kiosk, window, printing)
    kiosk.slip_ready.connect(
        lambda id_, slip: printing.moved.emit(
            a_job(id_=id_, number=slip.number), "ready"
        )
    )
    window.show_picture(kiosk.picture)
    window.show()
    practice.start()
    return kiosk


@pytest.fixture
def hand(alone, window):
    hand = Hand(window, QUICK)
    alone.picture_changed.connect(hand.look)
    return hand


def test_citizens_come_and_take_numbers(hand, practice, qtbot):
    hand.begin()

    qtbot.waitUntil(lambda: practice.hall.issued >= 5, timeout=20_000)


def test_some_are_entitled_to_priority(hand, practice, qtbot):
    hand.begin()

    qtbot.waitUntil(
        lambda: any(t.priority for t in practice.hall.tickets.values()),
        timeout=20_000,
    )


def test_nobody_comes_before_the_beginning(hand):
    assert not hand._timer.isActive()


def test_it_rests_when_the_last_citizen_has_gone(hand, alone, practice, qtbot):
    hand.begin()
    qtbot.waitUntil(lambda: alone.picture.screen is Screen.CONFIRM, timeout=20_000)

    with qtbot.waitSignal(hand.rested, timeout=20_000):
        hand.rest()

    assert alone.picture.screen is Screen.HOME
    assert practice.hall.issued == 1


def test_with_nobody_there_it_rests_at_once(hand, qtbot):
    with qtbot.waitSignal(hand.rested):
        hand.rest()
