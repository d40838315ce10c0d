import io
import json

import pytest

from counter.viewmodel import Happened
from counter.witness import Witness
from shared.domain.ticket import Action
from shared.qt.figures import Figures
from shared.wire.messages import Refused


@pytest.fixture
def stream():
    return io.StringIO()


@pytest.fixture
def witness(stream, qapp):
    return Witness(Figures(stream), "3")


def told(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_it_is_ready_once(witness, stream):
    witness.see()
    witness.see()

    assert told(stream) == [{"event": "ready"}]


def test_a_call_is_told_with_its_press(witness, stream):
    witness.note(Happened(action=Action.CALL, number="3001", pressed_at=77))

    assert told(stream) == [
        {"event": "called", "number": "3001", "counter": "3", "pressed_at": 77}
    ]


def test_a_call_that_was_pressed_elsewhere_is_not_ours_to_tell(witness, stream):
    witness.note(Happened(action=Action.CALL, number="3001", pressed_at=None))

    assert told(stream) == []


@pytest.mark.parametrize(
    ("action", "event"),
    [
        (Action.RECALL, "recalled"),
        (Action.SERVE, "served"),
        (Action.FINISH, "finished"),
        (Action.NO_SHOW, "no_show"),
    ],
)
def test_what_was_done_is_told(witness, stream, action, event):
    witness.note(Happened(action=action, number="3001", pressed_at=77))

    assert told(stream) == [{"event": event, "number": "3001"}]


def test_a_refusal_is_told_by_its_code(witness, stream):
    witness.note_refusal(Refused(id="1", code="nobody_waits", message=""))

    assert told(stream) == [{"event": "refused", "code": "nobody_waits"}]


def test_when_the_hand_rests_it_is_told(witness, stream):
    witness.rest()

    assert told(stream) == [{"event": "resting"}]
