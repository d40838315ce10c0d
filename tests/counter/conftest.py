import pytest

from counter.viewmodel import CounterViewModel
from shared.clock import ManualClock
from shared.qt.scripted import ScriptedLink
from tests.counter.builders import MORNING, VI, a_hall
from tests.counter.presses import Watch


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def clock():
    return ManualClock(MORNING)


@pytest.fixture
def desk(clock, watch, qapp):
    """Return a builder: a view-model over a hall in which *commands* happened.

    Nobody has opened a counter there but by a command.
    """

    def build(*commands, counter="1", online=True):
        link = ScriptedLink(a_hall(*commands, closed=True))
        model = CounterViewModel(link, clock, VI, counter=counter, watch=watch)
        if online:
            link.come_online()
        return model, link

    return build
