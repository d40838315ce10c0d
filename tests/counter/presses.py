"""A clerk who presses, and a hub that obeys, for the tests of the counter."""

from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    OpenCounter,
    PauseCounter,
    Serve,
)
from shared.domain.rules import decide
from shared.wire.messages import Done
from tests.counter.builders import MORNING

OPEN = OpenCounter(counter="1")
PAUSE = PauseCounter(counter="1", reason="Họp")
ONE = IssueTicket(service="1")
CALL = CallNext(counter="1")
SERVE = Serve(number="1001", counter="1")
FINISH = Finish(number="1001", counter="1")


class Watch:
    """A stopwatch that a test moves; each press is a second after the last."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def obey(link, command, at=MORNING):
    """Let the hub obey *command*: the answer first, as the hub does it."""
    [event] = decide(link.hall, command, at)
    id_ = str(len(link.asked))
    link.answer(Done(id=id_, seq=1, ticket=getattr(event, "ticket", None)))
    link.happen(event)
    return event


def press(model, watch, *steps):
    watch.now += 1_000
    model.press(steps or model.picture.main.steps)
