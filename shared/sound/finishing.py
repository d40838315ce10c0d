"""Makes a raw recording ready for the hall, and the chime out of nothing.

Every recording comes out trimmed, as loud as the others, and without clicks.
"""

from array import array
from math import copysign, exp, pi, sin, tanh

from shared.sound.samples import (
    FULL,
    RATE,
    Samples,
    loudness,
    samples_in,
)

LOUDNESS = -19.0
"""The level (RMS) of every recording, in dBFS."""

HIGHEST_PEAK = -1.0
"""No sample is louder, in dBFS."""

KNEE = -7.0
"""Samples above this level, in dBFS, are pressed together below the highest peak."""

FADE = 6
"""Milliseconds in which a recording comes and goes."""

# E5 and C5: a third that falls, as doorbells have it.
_CHIME = ((659.26, 0.0), (523.25, 0.42))
_CHIME_SECONDS = 1.35
_ROUNDS = 4
_QUIET = -42
"""Below this level from its peak, in decibels, a recording has not begun."""


def chime() -> Samples:
    """Return two struck tones that ring out."""
    count = round(_CHIME_SECONDS * RATE)
    sound = [0.0] * count
    for pitch, start in _CHIME:
        for place in range(round(start * RATE), count):
            seconds = place / RATE - start
            # Overtones fade sooner than the tone itself, as in a bell.
            sound[place] += exp(-3.5 * seconds) * sin(2 * pi * pitch * seconds)
            sound[place] += 0.3 * exp(-7 * seconds) * sin(4 * pi * pitch * seconds)
    return array("h", (round(value * FULL / 4) for value in sound))


def finished(samples: Samples) -> Samples:
    """Return a recording as it ships: trimmed, as loud as the others, no clicks."""
    sound = trim(samples)
    # Pressing the peaks takes a little of the loudness: a few rounds give it back.
    for _ in range(_ROUNDS):
        factor = 10 ** ((LOUDNESS - loudness(sound)) / 20)
        sound = array("h", (pressed(sample * factor) for sample in sound))
    return fade(sound)


def pressed(value: float) -> int:
    """Return a sample of any size so that it stays below the highest peak."""
    knee, highest = (FULL * 10 ** (level / 20) for level in (KNEE, HIGHEST_PEAK))
    if abs(value) <= knee:
        return round(value)
    room = highest - knee
    return round(copysign(knee + room * tanh((abs(value) - knee) / room), value))


def trim(samples: Samples) -> Samples:
    """Return *samples* without the silence around them."""
    least = max(map(abs, samples)) * 10 ** (_QUIET / 20)
    heard = [place for place, sample in enumerate(samples) if abs(sample) > least]
    margin = samples_in(FADE)
    return samples[max(heard[0] - margin, 0) : heard[-1] + margin]


def fade(samples: Samples) -> Samples:
    """Return *samples* rising from nothing and falling back to it."""
    length = samples_in(FADE)
    faded = samples[:]
    for place in range(length):
        faded[place] = samples[place] * place // length
        faded[-1 - place] = samples[-1 - place] * place // length
    return faded
