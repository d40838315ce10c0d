"""The spoken help of one kiosk, put together from its settings."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from kiosk.aloud import recordings_of
from kiosk.reporting import Reporter
from kiosk.sound_settings import SoundSettings
from kiosk.spoken_help import Speech, Speeches, SpokenHelp
from kiosk.texts import Texts
from kiosk.viewmodel import KioskViewModel
from kiosk.voice.clips import clips_of
from shared.qt.loudspeaker import Loudspeaker
from shared.sound.outputs import opener_of
from shared.sound.speaker import Opener

OFF = "off"
"""What the hub is told of a kiosk that has no spoken help."""


class Listening(QObject):
    """Lets citizens listen to the screen, unless the settings say otherwise."""

    def __init__(
        self,
        settings: SoundSettings,
        texts: Mapping[str, Texts],
        kiosk: KioskViewModel,
        reporter: Reporter,
        *,
        open_speaker: Opener | None = None,
    ) -> None:
        super().__init__(kiosk)
        self._settings = settings
        self._texts = texts
        self._reporter = reporter
        opener = open_speaker or opener_of(settings.output)
        self._help = SpokenHelp(
            Loudspeaker(opener),
            self._fetch,
            volume=settings.volume / 100,
            parent=self,
        )
        self._help.voices_changed.connect(kiosk.access.offer_voices)
        self._help.speaking_changed.connect(kiosk.access.note_speech)
        self._help.sound_changed.connect(reporter.note_sound)
        kiosk.picture_changed.connect(self._help.take_picture)

    @Slot()
    def start(self) -> None:
        """Look for a loudspeaker."""
        if self._settings.on:
            self._help.start()
        else:
            self._reporter.note_sound(OFF)

    def close(self) -> None:
        """Be silent for good."""
        if self._settings.on:
            self._help.close()

    def _fetch(self) -> Speeches:
        return speeches_of(self._settings, self._texts)


def speeches_of(settings: SoundSettings, texts: Mapping[str, Texts]) -> Speeches:
    """Return the recordings of each language that is spoken and written here.

    Raises:
        ClipUnusable: One of ours is broken.
    """
    speeches: dict[str, Speech] = {}
    for language, voice in settings.voice_of.items():
        if language in texts:
            names = recordings_of(texts[language], voice)
            clips = clips_of(voice, names, settings.recordings)
            speeches[language] = Speech(voice, clips)
    return speeches
