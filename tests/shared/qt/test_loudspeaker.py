import pytest

from shared.qt.loudspeaker import Loudspeaker
from shared.sound.player import Readiness
from shared.sound.recorder import Recorder
from tests.shared.sound.tones import a_tone


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def loudspeaker(recorder, qtbot):
    loudspeaker = Loudspeaker(recorder.open)
    with qtbot.waitSignal(loudspeaker.readiness_changed):
        loudspeaker.start()
    yield loudspeaker
    loudspeaker.close()


def test_it_tells_that_it_is_ready(loudspeaker):
    assert loudspeaker.readiness is Readiness.READY


def test_it_tells_when_a_sound_is_over(loudspeaker, recorder, qtbot):
    loudspeaker.play(a_tone())

    with qtbot.waitSignal(loudspeaker.ended):
        recorder.hear(600)

    assert any(recorder.heard)


def test_it_tells_that_there_is_no_speaker(recorder, qtbot):
    recorder.unplug()
    loudspeaker = Loudspeaker(recorder.open)

    with qtbot.waitSignal(loudspeaker.readiness_changed):
        loudspeaker.start()

    assert loudspeaker.readiness is Readiness.NO_DEVICE
    loudspeaker.close()
