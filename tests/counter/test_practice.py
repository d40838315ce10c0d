import pytest

from counter.practice import FIRST, MOST, PretendHall
from counter.viewmodel import CounterViewModel
from counter.views.window import CounterWindow
from shared.clock import ManualClock
from shared.domain.ticket import State
from shared.qt.app import start_app
from tests.counter.builders import MORNING, PLAN, VI


@pytest.fixture
def clock():
    return ManualClock(MORNING)


@pytest.fixture
def hall(clock, qapp):
    return PretendHall(PLAN, clock, "1", seed=1)


def test_some_wait_already_and_others_come_by_themselves(hall):
    assert len(hall.link.hall.waiting()) == FIRST

    hall._timer.setInterval(0)
    hall._come()

    assert len(hall.link.hall.waiting()) == FIRST + 1
    assert hall._timer.isActive()


def test_there_are_never_too_many_to_learn_with(hall):
    for _ in range(2 * MOST):
        hall.arrive()

    assert len(hall.link.hall.waiting()) == MOST


def test_the_same_program_works_on_the_pretend_hall(hall, clock, qtbot):
    model = CounterViewModel(hall.link, clock, VI, counter="1", double_press_ms=0)
    hall.link.start()

    for _ in range(3):
        qtbot.waitUntil(lambda: not model.busy and model.picture.main.enabled)
        model.press(model.picture.main.steps)
    qtbot.waitUntil(lambda: not model.busy)

    states = [ticket.state for ticket in hall.link.hall.tickets.values()]
    assert states.count(State.FINISHED) == 1


def test_practice_is_plainly_marked(qtbot):
    start_app("counter", scaling=True)
    window = CounterWindow(VI, practice=True)
    qtbot.addWidget(window)
    window.show()

    assert window._practice.isVisible()
    assert window._practice.text() == "TẬP SỰ – KHÔNG PHẢI CÔNG DÂN THẬT"
