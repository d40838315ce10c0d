"""Recordings for tests: tones."""

from array import array
from math import pi, sin

from shared.sound.finishing import LOUDNESS
from shared.sound.samples import FULL, RATE


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
