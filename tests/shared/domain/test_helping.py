import pytest

from shared.domain.commands import (
    AnswerHelp,
    CallHelp,
    CloseCounter,
    EndHelp,
    OpenCounter,
    PauseCounter,
)
from shared.domain.errors import HelpAnswered, NoHelpWanted, ReasonMissing
from shared.domain.events import HelpWanted
from shared.domain.rules import decide
from tests.halls import EIGHT, a_hall, happen

HELP = CallHelp(counter="1", reason="cần người ngay")
COME = AnswerHelp(to="1", counter="2")


def test_everybody_sees_who_calls_for_help_and_who_comes():
    hall = a_hall(HELP)
    assert hall.counters["1"].help == HelpWanted(since=EIGHT, reason="cần người ngay")

    happen(hall, COME)

    assert hall.counters["1"].help.by == "2"


def test_one_colleague_is_enough():
    hall = a_hall(HELP, COME)

    with pytest.raises(HelpAnswered) as refused:
        decide(hall, AnswerHelp(to="1", counter="5"), EIGHT)

    assert refused.value.parts == {"counter": "1", "by": "2"}


@pytest.mark.parametrize("again", [HELP, COME])
def test_the_same_press_again_changes_nothing(again):
    hall = a_hall(HELP, COME)
    before = hall.counters["1"]

    happen(hall, again, EIGHT + 5_000)

    assert hall.counters["1"] == before


@pytest.mark.parametrize("end", [EndHelp(counter="1"), CloseCounter(counter="1")])
def test_help_ends_with_a_press_or_when_the_counter_closes(end):
    hall = a_hall(HELP, end)

    assert hall.counters["1"].help is None


@pytest.mark.parametrize(
    "meanwhile", [PauseCounter(counter="1", reason="Họp"), OpenCounter(counter="1")]
)
def test_a_call_for_help_outlives_a_pause(meanwhile):
    hall = a_hall(HELP, meanwhile)

    assert hall.counters["1"].help is not None


@pytest.mark.parametrize(
    "command",
    [COME, EndHelp(counter="1"), AnswerHelp(to="2", counter="2")],
)
def test_nobody_answers_who_was_not_called(command):
    with pytest.raises(NoHelpWanted):
        decide(a_hall(), command, EIGHT)


def test_a_counter_does_not_answer_itself():
    with pytest.raises(NoHelpWanted):
        decide(a_hall(HELP), AnswerHelp(to="1", counter="1"), EIGHT)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_pause_needs_a_reason(reason):
    with pytest.raises(ReasonMissing):
        decide(a_hall(), PauseCounter(counter="1", reason=reason), EIGHT)
