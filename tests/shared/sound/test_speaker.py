"""The speakers that nobody hears keep the promises of one that is heard."""

import subprocess
import sys
import threading
from array import array

import pytest

from shared.sound.errors import NoSpeaker
from shared.sound.outputs import FILE, SILENT, opener_of
from shared.sound.player import Player, Readiness
from shared.sound.samples import read, samples_in
from shared.sound.speaker import Side, on_side
from tests.programs import ROOT
from tests.shared.sound.tones import a_tone


@pytest.mark.parametrize(
    ("side", "pair"),
    [
        (Side.BOTH, [1, 2]),
        (Side.LEFT, [1, 0, 2, 0]),
        (Side.RIGHT, [0, 1, 0, 2]),
    ],
)
def test_one_side_of_a_pair_can_be_silent(side, pair):
    assert on_side(array("h", [1, 2]), side) == array("h", pair)


def a_player(output, side, over):
    """A player that has found its speaker."""
    player = Player(opener_of(output, side), ended=over.set)
    player.look()
    assert player.readiness is Readiness.READY
    return player


@pytest.mark.parametrize("side", Side)
def test_a_silent_speaker_asks_for_all_of_a_sound(side):
    over = threading.Event()
    player = a_player(SILENT, side, over)

    player.play(a_tone(seconds=0.5))

    assert over.wait(20)
    player.close()


def test_what_is_heard_can_be_kept_in_a_file(tmp_path):
    over = threading.Event()
    path = tmp_path / "heard.wav"
    player = a_player(f"{FILE}{path}", Side.BOTH, over)

    player.play(a_tone(seconds=0.5))
    assert over.wait(20)
    player.close()

    heard = read(path)
    first = next(place for place, sample in enumerate(heard) if sample)
    tone = a_tone(seconds=0.5)
    skipped = next(place for place, sample in enumerate(tone) if sample)
    assert heard[first - skipped :][: samples_in(500)] == tone


def test_a_program_that_forgets_its_speaker_ends_all_the_same():
    forgetful = (
        "from array import array\n"
        "from shared.sound.outputs import opener_of\n"
        "speaker = opener_of('silent')()\n"
        "speaker.start(lambda count: array('h', bytes(2 * count)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", forgetful], cwd=ROOT, check=False, timeout=20
    )

    assert done.returncode == 0


def test_a_file_that_cannot_be_written_is_no_speaker(tmp_path):
    with pytest.raises(NoSpeaker, match="nowhere"):
        opener_of(f"{FILE}{tmp_path}/nowhere/heard.wav")()


def test_an_output_that_does_not_exist_is_no_speaker():
    with pytest.raises(NoSpeaker):
        opener_of("no output has such a name")()
