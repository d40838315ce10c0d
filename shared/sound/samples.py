"""Sound as whole numbers: reading and writing WAV, and how loud it is.

All sound here is mono, 16 bits (-32,768 to 32,767), 22,050 samples a second.
Levels are in dBFS: decibels below the loudest that the format can hold.
"""

import sys
import wave
from array import array
from collections.abc import Sequence
from math import log10, sqrt
from pathlib import Path
from typing import TypeAlias

from shared.sound.errors import ClipUnusable

Samples: TypeAlias = "array[int]"

RATE = 22_050
FULL = 32_768
FLOOR = -96.0
"""The level of silence, in dBFS."""

_FRAME = RATE // 50
# Frames so much below the loudest one are pauses, not speech.
_PAUSE_DECIBELS = 30


def samples_in(milliseconds: float) -> int:
    """Return how many samples last so long."""
    return round(RATE * milliseconds / 1_000)


def read(path: Path) -> Samples:
    """Return the samples of a WAV file.

    Raises:
        ClipUnusable: It is missing, no WAV file, or in another format.
    """
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth() * 8, file.getframerate())
            data = file.readframes(file.getnframes())
    except FileNotFoundError:
        raise ClipUnusable(path, "missing") from None
    except (OSError, EOFError, wave.Error) as error:
        raise ClipUnusable(path, f"no WAV file that can be read ({error})") from error
    if form != (1, 16, RATE):
        found = "{} channels, {} bits, {} Hz".format(*form)
        raise ClipUnusable(path, f"{found} instead of 1 channel, 16 bits, {RATE} Hz")
    return _in_our_order(array("h", data[: len(data) // 2 * 2]))


def write(path: Path, samples: Samples) -> None:
    """Write *samples* as a WAV file.

    Raises:
        OSError: The file cannot be written.
    """
    # A file that `wave` cannot open itself leaves a traceback of its own.
    with path.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(to_bytes(samples))


def to_bytes(samples: Samples) -> bytes:
    """Return *samples* as a WAV file has them."""
    return _in_our_order(samples[:]).tobytes()


def loudness(samples: Sequence[int]) -> float:
    """Return the level (RMS) of what is spoken, in dBFS; pauses do not count."""
    frames = range(0, max(len(samples) - _FRAME + 1, 1), _FRAME)
    powers = [_power(samples[start : start + _FRAME]) for start in frames]
    least = max(powers) / 10 ** (_PAUSE_DECIBELS / 10)
    spoken = [power for power in powers if power >= least]
    return decibels(sqrt(sum(spoken) / len(spoken)))


def peak(samples: Sequence[int]) -> float:
    """Return the level of the largest sample, in dBFS."""
    return decibels(max(map(abs, samples), default=0))


def decibels(value: float) -> float:
    """Return the level of *value*, 32,768 being 0 dBFS."""
    return max(20 * log10(value / FULL), FLOOR) if value > 0 else FLOOR


def _power(samples: Sequence[int]) -> float:
    return sum(sample * sample for sample in samples) / max(len(samples), 1)


def _in_our_order(samples: Samples) -> Samples:
    """Return *samples* with their bytes turned where the machine counts otherwise."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
