"""Speakers that nobody hears: they write down what would be heard."""

import wave
from array import array
from contextlib import suppress
from pathlib import Path

from shared.sound.errors import NoSpeaker
from shared.sound.samples import RATE, Samples, samples_in, to_bytes
from shared.sound.speaker import Ask, Speaker


class Recorder:
    """A virtual speaker: it asks only when it is told to, and can be unplugged."""

    def __init__(self) -> None:
        self.heard: Samples = array("h")
        self.plugged = True
        self.opened = 0
        self._ask: Ask | None = None

    def open(self) -> "Recorder":
        """Be the `Opener` of itself.

        Raises:
            NoSpeaker: It is unplugged.
        """
        if not self.plugged:
            raise NoSpeaker("unplugged")
        self.opened += 1
        return self

    def start(self, ask: Ask) -> None:
        self._ask = ask

    def close(self) -> None:
        self._ask = None

    def hear(self, milliseconds: float) -> Samples:
        """Let so much time pass, and return what is heard in it."""
        if self._ask is None or not self.plugged:
            return array("h")
        part = self._ask(samples_in(milliseconds))
        self.heard.extend(part)
        return part

    def unplug(self) -> None:
        """Be gone without a word, as a loudspeaker whose cable is pulled."""
        self.plugged = False

    def plug_in(self) -> None:
        """Be there again, for whoever looks."""
        self.plugged = True


class WavSpeaker:
    """Keeps what another speaker plays in a WAV file, which is whole at any time."""

    def __init__(self, path: Path, speaker: Speaker) -> None:
        """Begin the file at *path* anew.

        Raises:
            NoSpeaker: The file cannot be written.
        """
        self._speaker = speaker
        try:
            self._raw = path.open("wb")
        except OSError as error:
            speaker.close()
            raise NoSpeaker(f"{path}: {error.strerror}") from error
        self._file = wave.Wave_write(self._raw)
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(RATE)

    def start(self, ask: Ask) -> None:
        def ask_and_keep(count: int) -> Samples:
            samples = ask(count)
            # A full disk takes the file away, not the sound.
            with suppress(OSError):
                self._file.writeframes(to_bytes(samples))
            return samples

        self._speaker.start(ask_and_keep)

    def close(self) -> None:
        self._speaker.close()
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._raw.close()
