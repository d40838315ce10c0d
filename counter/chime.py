"""The bell at the desk: two soft tones when there is something to see to."""

from threading import Thread

from PySide6.QtCore import QObject, Slot

from counter.settings import AlarmSettings
from shared.qt.loudspeaker import Loudspeaker
from shared.sound.finishing import chime
from shared.sound.outputs import opener_of
from shared.sound.samples import Samples
from shared.sound.speaker import Opener


class Chime(QObject):
    """Rings, where the office wants it; where nothing can be heard it is silent."""

    def __init__(
        self,
        settings: AlarmSettings,
        *,
        open_speaker: Opener | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._volume = settings.volume / 100
        self._sound: Samples | None = None
        self._speaker: Loudspeaker | None = None
        if settings.sound and settings.volume:
            opener = open_speaker or opener_of(settings.output)
            self._speaker = Loudspeaker(opener, parent=self)

    def start(self) -> None:
        """Look for a speaker from now on."""
        if self._speaker is not None:
            self._speaker.start()
            # A twentieth of a second of sums: not in the thread of the screen.
            Thread(target=self._make, name="chime", daemon=True).start()

    @Slot()
    def ring(self) -> None:
        """Ring once; while it rings nothing is added."""
        if self._speaker is None or self._sound is None:
            return
        self._speaker.stop()
        self._speaker.play(self._sound, volume=self._volume)

    def _make(self) -> None:
        self._sound = chime()

    def close(self) -> None:
        """Be silent for good."""
        if self._speaker is not None:
            self._speaker.close()
