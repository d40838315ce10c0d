import threading
from array import array

import pytest

from shared.sound.errors import NoSpeaker
from shared.sound.outputs import SILENT, opener_of
from shared.sound.player import (
    AGAIN_MILLISECONDS,
    GONE_MILLISECONDS,
    PATIENCE_MILLISECONDS,
    Player,
    Readiness,
    play_to_the_end,
)
from shared.sound.recorder import Recorder
from shared.sound.samples import samples_in
from tests.shared.sound.tones import a_tone

SECOND = 1_000


class Ticks:
    now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def ended():
    return []


@pytest.fixture
def player(recorder, ticks, ended):
    """A player whose looks a test takes by itself."""
    return Player(recorder.open, ended=lambda: ended.append(True), ticks=ticks)


def test_what_is_played_is_heard_one_after_the_other(player, recorder, ended):
    player.look()
    player.play(a_tone(seconds=0.3))
    player.play(a_tone(seconds=0.2))

    recorder.hear(499)
    assert ended == []
    recorder.hear(501)

    length = samples_in(500)
    assert recorder.heard[:length] == a_tone(seconds=0.3) + a_tone(seconds=0.2)
    assert not any(recorder.heard[length:])
    assert ended == [True]


def test_a_softer_sound_is_softer(player, recorder):
    player.look()
    player.play(a_tone(), volume=0.5)

    recorder.hear(500)

    assert max(recorder.heard) == pytest.approx(max(a_tone()) / 4, abs=1)


def test_what_is_stopped_is_cut_off_and_over(player, recorder, ended):
    player.look()
    player.play(a_tone())
    recorder.hear(100)

    player.stop()

    assert not any(recorder.hear(400))
    assert ended == [True]


def test_stopping_silence_ends_nothing(player, ended):
    player.look()

    player.stop()

    assert ended == []


def test_what_is_played_to_nobody_is_over_at_once_and_never_heard(
    player, recorder, ticks, ended
):
    recorder.unplug()
    player.look()

    player.play(a_tone())
    assert ended == [True]
    recorder.plug_in()
    ticks.now += AGAIN_MILLISECONDS
    player.look()

    assert not any(recorder.hear(1_000))


def test_without_a_speaker_it_looks_again_every_half_minute(player, recorder, ticks):
    recorder.unplug()
    player.look()
    assert player.readiness is Readiness.NO_DEVICE
    recorder.plug_in()

    ticks.now += AGAIN_MILLISECONDS - 1
    player.look()
    assert recorder.opened == 0
    ticks.now += 1
    player.look()

    assert player.readiness is Readiness.READY


def test_a_speaker_in_vain_is_in_the_logbook_once(player, recorder, ticks, caplog):
    recorder.unplug()

    for _ in range(3):
        player.look()
        ticks.now += AGAIN_MILLISECONDS

    assert len(caplog.records) == 1
    assert "nothing can be heard (unplugged), again in 30 s" in caplog.text


def test_a_speaker_that_vanishes_in_a_sound_is_noticed_and_opened_anew(
    player, recorder, ticks, ended
):
    player.look()
    player.play(a_tone(seconds=60))
    recorder.hear(100)

    ticks.now += GONE_MILLISECONDS + 1
    player.look()

    assert recorder.opened == 2
    assert player.readiness is Readiness.READY
    assert ended == [True]
    assert not any(recorder.hear(100))


def test_a_speaker_that_stays_away_is_told(player, recorder, ticks, ended):
    player.look()
    player.play(a_tone())
    recorder.unplug()

    ticks.now += GONE_MILLISECONDS + 1
    player.look()
    assert (player.readiness, ended) == (Readiness.NO_DEVICE, [True])
    recorder.plug_in()
    ticks.now += AGAIN_MILLISECONDS
    player.look()

    assert player.readiness is Readiness.READY


def test_a_speaker_that_asks_is_not_taken_for_gone(player, recorder, ticks):
    player.look()
    for _ in range(10):
        ticks.now += GONE_MILLISECONDS
        recorder.hear(100)
        player.look()

    assert recorder.opened == 1


def test_a_tool_waits_until_a_sound_was_heard():
    play_to_the_end(a_tone(seconds=0.3), opener_of(SILENT))


def test_a_tool_is_told_that_there_is_no_speaker(recorder):
    recorder.unplug()

    with pytest.raises(NoSpeaker, match="unplugged"):
        play_to_the_end(a_tone(), recorder.open)


def test_nobody_waits_for_a_speaker_that_takes_for_ever(ticks):
    let_go = threading.Event()
    player = Player(lambda: (let_go.wait(20), Recorder())[1], ticks=ticks)
    player.start()

    player.play(a_tone())
    assert player.readiness is Readiness.OPENING
    ticks.now += PATIENCE_MILLISECONDS + 1
    assert player.readiness is Readiness.NO_DEVICE
    player.stop()

    let_go.set()
    player.close()


def test_a_player_of_its_own_looks_by_itself(recorder):
    opened = threading.Event()
    player = Player(lambda: (opened.set(), recorder.open())[1])
    player.start()

    assert opened.wait(20)
    player.close()
    assert recorder.hear(100) == array("h")
