"""Speaks the screen for whoever asked for it, and is silent for everybody else."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.aloud import pieces_of
from kiosk.picture import Picture
from kiosk.speaking import sentences_of
from shared.qt.loudspeaker import Loudspeaker
from shared.sound.clips import Clips
from shared.sound.errors import VoiceError
from shared.sound.joining import joined
from shared.sound.pieces import MARKS, name_of
from shared.sound.player import Readiness
from shared.sound.samples import Samples
from shared.sound.spelling import Words
from shared.sound.voices import Voice

log = logging.getLogger(__name__)


class Sound(StrEnum):
    """How the sound of a kiosk is, as the hub is told."""

    OK = "ok"
    NO_DEVICE = "no_device"
    NO_VOICE = "no_voice"
    """The recordings cannot be used."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A voice, and its recordings."""

    voice: Voice
    clips: Clips


Speeches = Mapping[str, Speech]
"""By the language they are for."""


class SpokenHelp(QObject):
    """Says each screen while it is asked to; no screen ever waits for it.

    Signals:
        voices_changed: The languages that can be listened to now; None: nothing can.
        speaking_changed: Whether it speaks.
        sound_changed: How the `Sound` is.
    """

    voices_changed = Signal(object)
    speaking_changed = Signal(bool)
    sound_changed = Signal(str)
    _fetched = Signal(object)

    def __init__(
        self,
        loudspeaker: Loudspeaker,
        fetch: Callable[[], Speeches],
        *,
        volume: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        """Speak at a *volume* from 0 to 1.

        *fetch* brings the recordings; it may take long, and raise a `VoiceError`.
        """
        super().__init__(parent)
        self._loudspeaker = loudspeaker
        self._fetch = fetch
        self._volume = volume
        self._fetching = False
        self._speeches: Speeches | None = None
        self._said: object = None
        loudspeaker.setParent(self)
        loudspeaker.readiness_changed.connect(self._tell)
        loudspeaker.ended.connect(self._on_ended)
        self._fetched.connect(self._on_fetched)

    @Slot()
    def start(self) -> None:
        """Look for a loudspeaker, and have the recordings once it is there."""
        self._loudspeaker.start()

    def close(self) -> None:
        """Be silent for good."""
        self._loudspeaker.close()

    @Slot(object)
    def take_picture(self, picture: Picture) -> None:
        """Say what is new on the screen, if somebody wants to hear it.

        Who waits, and for how long, changes all the time and is no news.
        """
        speech = (self._speeches or {}).get(picture.language)
        if not picture.comfort.spoken or speech is None:
            said: object = None
        else:
            sentences = sentences_of(picture)
            bare = tuple(re.sub(r"\d+", "", sentence) for sentence in sentences)
            said = (picture.screen, picture.comfort.asking, bare)
        if said == self._said:
            return
        self._said = said
        self._loudspeaker.stop()
        if said is not None and speech is not None:
            pieces = pieces_of(sentences_of(picture), picture.texts, speech.voice)
            self.speaking_changed.emit(True)
            self._loudspeaker.play(sound_of(pieces, speech.clips), volume=self._volume)

    @Slot()
    def _on_ended(self) -> None:
        self.speaking_changed.emit(False)

    def _read(self) -> None:
        speeches: Speeches = {}
        try:
            speeches = self._fetch()
        except VoiceError:
            log.exception("the recordings cannot be used, install the program again")
        self._fetched.emit(speeches)

    @Slot(object)
    def _on_fetched(self, speeches: Speeches) -> None:
        self._speeches = speeches
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Tell what can be heard now, once that is known."""
        match self._loudspeaker.readiness, self._speeches:
            case Readiness.OPENING, _:
                pass
            case Readiness.NO_DEVICE, _:
                self.voices_changed.emit(None)
                self.sound_changed.emit(Sound.NO_DEVICE)
            case Readiness.READY, None:
                self._begin_to_fetch()
            case Readiness.READY, speeches:
                self.voices_changed.emit(frozenset(speeches) if speeches else None)
                self.sound_changed.emit(Sound.OK if speeches else Sound.NO_VOICE)

    def _begin_to_fetch(self) -> None:
        """Read in a thread: a kiosk that nobody hears needs no recordings."""
        if not self._fetching:
            self._fetching = True
            Thread(target=self._read, name="voices", daemon=True).start()


def sound_of(pieces: Words, clips: Clips) -> Samples:
    """Return the samples of *pieces*; what nobody has recorded is left out."""
    known: list[str] = []
    for piece in pieces:
        is_mark = piece in MARKS
        if name_of(piece) in clips or (is_mark and known and known[-1] not in MARKS):
            known.append(piece)
    return joined(known, clips, chime=False)
