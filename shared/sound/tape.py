"""The sounds that a speaker plays one after the other, piece by piece as it asks.

A speaker asks from a thread of its own, so everything here is done under a lock
that nobody holds for long.
"""

from array import array
from collections import deque
from threading import Lock

from shared.sound.samples import Samples


class Tape:
    """Sounds in a row, and how far they have been played."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sounds: deque[tuple[Samples, float]] = deque()
        self._place = 0

    def add(self, sound: Samples, volume: float = 1.0) -> None:
        """Put *sound* behind the others, to be heard at *volume*."""
        if sound:
            with self._lock:
                self._sounds.append((sound, volume))

    def take(self, count: int) -> tuple[Samples, bool]:
        """Return the next *count* samples, and whether a sound ran out with them.

        Where there are no more sounds there is silence.
        """
        taken = array("h")
        with self._lock:
            before = len(self._sounds)
            while self._sounds and len(taken) < count:
                sound, volume = self._sounds[0]
                end = self._place + count - len(taken)
                taken.extend(softer(sound[self._place : end], volume))
                self._place = end
                if end >= len(sound):
                    self._sounds.popleft()
                    self._place = 0
            ran_out = before > 0 and not self._sounds
        taken.extend(array("h", bytes(2 * (count - len(taken)))))
        return taken, ran_out

    def clear(self) -> bool:
        """Forget what was not played yet, and return whether there was any."""
        with self._lock:
            any_left = bool(self._sounds)
            self._sounds.clear()
            self._place = 0
        return any_left


def softer(sound: Samples, volume: float) -> Samples:
    """Return *sound* at a *volume* from 0 to 1, where half sounds half as loud."""
    if volume >= 1:
        return sound
    # People hear by ratios: half the knob is a quarter of the amplitude.
    factor = max(volume, 0.0) ** 2
    return array("h", (int(sample * factor) for sample in sound))
