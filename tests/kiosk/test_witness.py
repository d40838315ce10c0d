import json
from io import StringIO

import pytest

from kiosk.picture import Screen
from kiosk.witness import Witness
from printer.jobs import JobState
from shared.qt.figures import Figures
from tests.kiosk.builders import a_job, a_picture


@pytest.fixture
def paper():
    return StringIO()


@pytest.fixture
def witness(qapp, paper):
    return Witness(Figures(paper))


def told(paper):
    return [json.loads(line) for line in paper.getvalue().splitlines()]


def events(paper):
    return [fact["event"] for fact in told(paper)]


def test_it_is_ready_when_services_and_printer_are_there(witness, paper, hall, texts):
    witness.see(a_picture(None, texts, Screen.CONNECTING))
    witness.note_warm_printer()
    assert events(paper) == ["first_frame"]

    witness.see(a_picture(hall, texts))
    witness.see(a_picture(hall, texts))

    assert events(paper) == ["first_frame", "ready"]


def test_a_number_is_told_from_the_touch_to_the_paper(witness, paper):
    witness.note_touch("1", True)
    witness.note_number("1001", "1")
    witness.note_slip(a_job(), "ready")

    touched, stored, printed = told(paper)
    assert (touched["service"], touched["priority"]) == ("1", True)
    assert (stored["number"], stored["service"]) == ("1001", "1")
    assert printed["number"] == "1001"
    assert 0 <= stored["ms"] <= printed["ms"]


def test_a_number_without_paper_is_told(witness, paper):
    witness.note_touch("1", False)
    witness.note_number("1001", "1")

    witness.note_slip(a_job(JobState.QUEUED), "paper_out")

    assert told(paper)[-1] == {
        "event": "unprinted",
        "number": "1001",
        "reason": "paper_out",
    }


def test_it_is_drained_after_the_last_paper(witness, paper):
    witness.note_touch("1", False)
    witness.rest()
    assert events(paper)[-1] == "resting"

    witness.note_number("1001", "1")
    witness.note_slip(a_job(), "ready")

    assert events(paper)[-1] == "drained"


def test_a_refusal_leaves_nothing_under_way(witness, paper):
    witness.note_touch("1", False)
    witness.note_refusal("unknown_service")

    witness.rest()

    assert events(paper)[-3:] == ["refused", "resting", "drained"]
