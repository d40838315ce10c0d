"""Plays sounds one after the other, and keeps looking for a speaker to play them.

Nobody ever waits for it: opening a speaker, noticing that it is gone and looking
for it again are done in a thread of its own.
"""

import logging
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Thread

from shared.clock import stopwatch
from shared.sound.errors import NoSpeaker
from shared.sound.samples import RATE, Samples
from shared.sound.speaker import Opener, Speaker
from shared.sound.tape import Tape

log = logging.getLogger(__name__)

AGAIN_MILLISECONDS = 30_000
"""How long after a try in vain a speaker is looked for again."""

GONE_MILLISECONDS = 3_000
"""A speaker that has not asked for so long is gone."""

PATIENCE_MILLISECONDS = 5_000
"""A speaker that takes longer to open counts as none."""

LOOK_SECONDS = 0.5
TAIL_SECONDS = 0.6
"""How long a speaker plays what it has asked for last."""


class Readiness(StrEnum):
    """Whether something can be heard."""

    OPENING = "opening"
    READY = "ready"
    NO_DEVICE = "no_device"


def _nothing() -> None:
    """Tell nobody."""


def play_to_the_end(sound: Samples, open_speaker: Opener) -> None:
    """Play one sound, and wait until it was heard: for tools.

    Raises:
        NoSpeaker: There is none, or it is gone before the end.
    """
    over = Event()
    speaker = open_speaker()
    try:
        player = Player(lambda: speaker, ended=over.set)
        player.look()
        player.play(sound)
        seconds = len(sound) / RATE
        if not over.wait(seconds + GONE_MILLISECONDS / 1_000):
            raise NoSpeaker("the speaker does not play")
        # What it has asked for is heard a moment later.
        Event().wait(TAIL_SECONDS)
    finally:
        speaker.close()


class Player:
    """Plays sounds, mono at 22,050 Hz, on a speaker that it keeps open.

    *ended* is called from another thread whenever the last sound has been played,
    cut off or lost with the speaker; it must not wait for anything.
    """

    def __init__(
        self,
        open_speaker: Opener,
        *,
        ended: Callable[[], None] = _nothing,
        ticks: Callable[[], int] = stopwatch,
    ) -> None:
        self._open_speaker = open_speaker
        self._ended = ended
        self._ticks = ticks
        self._tape = Tape()
        self._speaker: Speaker | None = None
        self._failed = False
        self._since = self._asked_at = self._try_at = ticks()
        self._leaving = Event()
        self._thread = Thread(target=self._run, name="player", daemon=True)

    @property
    def readiness(self) -> Readiness:
        """Whether what is played now can be heard."""
        if self._speaker is not None:
            return Readiness.READY
        late = self._ticks() - self._since > PATIENCE_MILLISECONDS
        return Readiness.NO_DEVICE if self._failed or late else Readiness.OPENING

    def start(self) -> None:
        """Look for a speaker from now on, in a thread of its own."""
        self._thread.start()

    def close(self, seconds: float = 2.0) -> None:
        """Be silent for good; a speaker that hangs is not waited for longer."""
        self._tape.clear()
        self._leaving.set()
        if self._thread.ident is None:
            self._let_go()
        else:
            self._thread.join(seconds)

    def play(self, sound: Samples, *, volume: float = 1.0) -> None:
        """Play *sound* after those that play, at a *volume* from 0 to 1.

        While nothing can be heard it is over at once: a call must not come out of
        the loudspeaker when somebody has plugged it in again.
        """
        self._tape.add(sound, volume)
        # Looked at after adding: whoever loses the speaker clears after losing it.
        if self._speaker is None:
            self.stop()

    def stop(self) -> None:
        """Cut off what plays, and forget what was to follow."""
        if self._tape.clear():
            self._ended()

    def look(self) -> None:
        """See whether the speaker is still there, and open one if it is time to."""
        now = self._ticks()
        if self._speaker is not None and now - self._asked_at > GONE_MILLISECONDS:
            self._lose(now)
        if self._speaker is None and now >= self._try_at:
            self._open()

    def _run(self) -> None:
        while not self._leaving.is_set():
            self.look()
            self._leaving.wait(LOOK_SECONDS)
        self._let_go()

    def _let_go(self) -> None:
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()

    def _open(self) -> None:
        try:
            speaker = self._started()
        except NoSpeaker as error:
            if not self._failed:
                seconds = AGAIN_MILLISECONDS // 1_000
                log.warning("nothing can be heard (%s), again in %d s", error, seconds)
            self._failed = True
            self._try_at = self._ticks() + AGAIN_MILLISECONDS
            return
        log.info("the speaker is there")
        self._asked_at = self._ticks()
        self._speaker, self._failed = speaker, False

    def _started(self) -> Speaker:
        speaker = self._open_speaker()
        try:
            speaker.start(self._ask)
        except NoSpeaker:
            speaker.close()
            raise
        return speaker

    def _lose(self, now: int) -> None:
        log.warning("the speaker is gone, looking for it again")
        speaker, self._speaker = self._speaker, None
        self._since = self._try_at = now
        self.stop()
        if speaker is not None:
            speaker.close()

    def _ask(self, count: int) -> Samples:
        """Give the speaker what comes next; called from the speaker's thread."""
        self._asked_at = self._ticks()
        samples, ran_out = self._tape.take(count)
        if ran_out:
            self._ended()
        return samples
