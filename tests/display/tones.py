"""Recordings for tests: tones."""

from array import array
from math import pi, sin

from display.speech import Voice
from display.voice.clips import names
from display.voice.finishing import LOUDNESS
from display.voice.sound import FULL, RATE, write


def a_tone(*, level=LOUDNESS, seconds=0.5, fade=True):
    height = (FULL - 1) * 10 ** (level / 20) * 2**0.5
    count = round(seconds * RATE)
    edge = RATE // 100
    return array(
        "h",
        (
            round(
                height
                * sin(2 * pi * 440 * place / RATE + 1)
                * (min(place, count - 1 - place, edge) / edge if fade else 1)
            )
            for place in range(count)
        ),
    )


def a_voice(folder):
    """Record the voice of the North in *folder*."""
    folder.mkdir(parents=True)
    for name in names(Voice.NORTH):
        write(folder / f"{name}.wav", a_tone())
