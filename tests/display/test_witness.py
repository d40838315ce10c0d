import json
from io import StringIO

import pytest

from display.announcing import Item, Sentence
from display.speech import Use
from display.viewmodel import News
from display.witness import Witness
from shared.domain.hall import Call
from shared.qt.figures import Figures
from shared.sound.voices import Voice


def news(number, counter="1", *, late=False, recall=False):
    call = Call(number=number, counter=counter, service="1", at=0, recall=recall)
    return News(call, late)


@pytest.fixture
def stream():
    return StringIO()


@pytest.fixture
def witness(stream, qapp):
    return Witness(Figures(stream))


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def events(stream):
    return [line["event"] for line in lines(stream)]


def test_the_first_live_picture_is_ready_once(witness, stream):
    witness.see(frozenset())
    witness.see(frozenset())

    assert events(stream) == ["ready"]


def test_a_sentence_that_is_heard_is_told_with_all_its_numbers(witness, stream):
    items = tuple(
        Item(number=number, counter=counter, use=Use.CALL, since=0)
        for number, counter in (("1001", "1"), ("2001", "2"))
    )
    witness.hear(
        Sentence(items=items, voice=Voice.NORTH, pieces=("một", "."), first=True)
    )

    [line] = lines(stream)
    assert line.pop("at") > 0
    assert line == {
        "event": "spoken",
        "places": [["1001", "1"], ["2001", "2"]],
        "voice": "vi",
        "words": "Một.",
    }


def test_a_call_is_painted_when_number_and_counter_are_seen(witness, stream):
    witness.expect([news("1001", "1")])
    witness.see({("1001", "2"), ("1002", "1")})
    assert events(stream) == ["ready"]

    witness.see({("1001", "1")})

    painted = lines(stream)[-1]
    assert painted.pop("at") > 0
    assert painted == {
        "event": "painted",
        "number": "1001",
        "counter": "1",
        "recall": False,
    }


def test_a_call_is_painted_once(witness, stream):
    witness.expect([news("1001")])

    witness.see({("1001", "1")})
    witness.see({("1001", "1")})

    assert events(stream) == ["ready", "painted"]


def test_every_call_of_a_frame_has_its_line(witness, stream):
    witness.expect([news("1001"), news("1002", "2"), news("1003", "3")])

    witness.see({("1001", "1"), ("1002", "2"), ("1003", "3")})

    assert events(stream) == ["ready", *["painted"] * 3]


def test_a_late_call_says_so(witness, stream):
    witness.expect([news("1001", late=True)])

    witness.see({("1001", "1")})

    assert lines(stream)[-1]["late"] is True


def test_at_rest_it_is_drained_when_all_is_painted(witness, stream):
    witness.expect([news("1001")])
    witness.rest()
    assert events(stream) == ["resting"]

    witness.see({("1001", "1")})

    assert events(stream) == ["resting", "ready", "painted", "drained"]


def test_with_nothing_to_paint_it_is_drained_at_once(witness, stream):
    witness.rest()

    assert events(stream) == ["resting", "drained"]


def test_what_a_whole_picture_does_not_show_is_not_waited_for(witness, stream):
    witness.expect([news("1001", late=True)])
    witness.rest()

    witness.settle()

    assert events(stream) == ["resting", "drained"]
