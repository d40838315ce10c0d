import pytest

from counter.chime import Chime
from counter.settings import AlarmSettings
from shared.sound.recorder import Recorder


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def a_chime(recorder, qtbot):
    """Return a builder of bells with a speaker that writes down what it plays."""
    made = []

    def build(**settings):
        chime = Chime(AlarmSettings(**settings), open_speaker=recorder.open)
        made.append(chime)
        chime.start()
        return chime

    yield build
    for chime in made:
        chime.close()


def test_the_bell_is_heard(a_chime, recorder, qtbot):
    chime = a_chime()
    qtbot.waitUntil(
        lambda: chime._speaker.readiness == "ready" and chime._sound is not None
    )

    chime.ring()
    recorder.hear(800)

    assert max(map(abs, recorder.heard)) > 1_000


@pytest.mark.parametrize("settings", [{"sound": False}, {"volume": 0}])
def test_an_office_may_want_no_bell(a_chime, recorder, settings):
    a_chime(**settings).ring()

    assert not any(recorder.heard)


def test_the_program_goes_on_where_nothing_can_be_heard(a_chime, recorder):
    recorder.unplug()

    a_chime().ring()

    assert not any(recorder.heard)
