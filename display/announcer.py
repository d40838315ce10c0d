"""Lets the hall hear the calls: one after the other, and only what is still true.

The screen shows every call whatever happens here: a call waits in a queue, and is
turned into sound only after it was painted.
"""

import logging
from collections.abc import Callable, Collection
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from display.announcing import Announcements, Sentence
from display.sound_settings import SoundSettings
from display.speech import Use
from display.viewmodel import News
from display.voice.clips import clips_of
from shared.clock import Clock, stopwatch
from shared.domain.events import DayStarted, TicketChanged
from shared.domain.hall import Call
from shared.domain.ticket import Action, Ticket
from shared.domain.times import SECOND
from shared.qt.link import Link
from shared.qt.loudspeaker import Loudspeaker
from shared.sound.clips import Clips
from shared.sound.errors import VoiceError
from shared.sound.joining import joined
from shared.sound.player import Readiness
from shared.sound.voices import Voice
from shared.wire.messages import CatchUp, Events, Report

log = logging.getLogger(__name__)

FRESH = 5 * SECOND
"""A call is news for so long: found later after a break, or unheard, it is not said."""

TICK = 500
"""How often repetitions and the volume are looked at, in real milliseconds."""


class Sound(StrEnum):
    """How the sound of a display is, as the hub is told."""

    OK = "ok"
    NO_DEVICE = "no_device"
    MUTED = "muted"
    OFF = "off"
    NO_VOICE = "no_voice"
    """The recordings cannot be used."""


SOUNDLESS = frozenset({Sound.NO_DEVICE, Sound.NO_VOICE})
"""Sound that nobody wanted to be away."""


class Announcer(QObject):
    """Says the calls that a view-model tells of, and what else the office wants.

    Signals:
        spoken: A `Sentence` begins to be heard.
        sound_changed: `sound` is another.
        soundless_changed: Whether sound is away that should be there.
    """

    spoken = Signal(object)
    sound_changed = Signal(object)
    soundless_changed = Signal(bool)

    def __init__(
        self,
        link: Link,
        clock: Clock,
        loudspeaker: Loudspeaker,
        settings: SoundSettings,
        *,
        ticks: Callable[[], int] = stopwatch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._loudspeaker = loudspeaker
        self._settings = settings
        self._ticks = ticks
        self._announcements = Announcements(settings.manners)
        self._clips: dict[Voice, Clips] = {}
        self._broken = self._speaking = False
        self._ours: set[str] = set()
        self.sound: Sound | None = None
        """How the sound is, None before the first loudspeaker was looked for."""

        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self.go_on)
        if settings.on:
            self._listen()

    def start(self) -> None:
        """Look for a loudspeaker, and fetch the recordings."""
        self._see_how_it_is()
        if self._settings.on:
            self._loudspeaker.start()
            self._tick.start()
            QTimer.singleShot(0, self, self._fetch_clips)

    def close(self) -> None:
        """Be silent for good."""
        self._tick.stop()
        if self._settings.on:
            self._loudspeaker.close()

    @Slot(object)
    def hear(self, news: Collection[News]) -> None:
        """Calls came; what is said of them is said after they were painted."""
        if not self._settings.on:
            return
        for call in (each.call for each in news if self._is_fresh(each)):
            if self._is_ours(call.counter):
                self._ours.add(call.number)
                last = self._is_last(call)
                self._announcements.call(call, self._ticks(), last=last)
        QTimer.singleShot(0, self, self.go_on)

    @Slot()
    def go_on(self) -> None:
        """Say what is next, unless something is being said or nobody would hear it."""
        self._see_how_it_is()
        if self.sound is Sound.MUTED:
            self._announcements.clear()
        elif self._can_speak and (sentence := self._next()) is not None:
            self._say(sentence)

    def _listen(self) -> None:
        # The end of a sound comes from the loudspeaker's thread, or in the middle of
        # `play`: it is heard of later in either case.
        queued = Qt.ConnectionType.QueuedConnection
        self._loudspeaker.ended.connect(self._on_ended, queued)
        self._loudspeaker.readiness_changed.connect(self.go_on)
        self._link.happened.connect(self._on_happened)

    @Slot()
    def _on_ended(self) -> None:
        if self._speaking:
            self._speaking = False
            self._announcements.over(self._ticks())
            self.go_on()

    @Slot(object)
    def _on_happened(self, frame: Events) -> None:
        """Tell of missed and transferred numbers; what comes late is not told."""
        for event in () if isinstance(frame, CatchUp) else frame.list:
            match event:
                case DayStarted():
                    self._ours.clear()
                    self._announcements.clear()
                case TicketChanged(ticket=ticket) if ticket.number in self._ours:
                    self._tell(event.action, ticket)
                case _:
                    pass

    def _tell(self, action: Action, ticket: Ticket) -> None:
        now = self._ticks()
        if action is Action.NO_SHOW and self._settings.missed:
            self._announcements.tell(Use.MISSED, ticket.number, "", now)
        sent = action is Action.TRANSFER and self._settings.transfers
        if sent and ticket.to_counter is not None:
            target = ticket.to_counter
            self._announcements.tell(Use.TRANSFER, ticket.number, target, now)

    def _next(self) -> Sentence | None:
        try:
            return self._announcements.next(self._ticks(), self._truth)
        except VoiceError:
            log.exception("something cannot be said")
            return None

    def _say(self, sentence: Sentence) -> None:
        chime = self._settings.chime and sentence.first
        sound = joined(sentence.pieces, self._clips[sentence.voice], chime=chime)
        self._speaking = True
        self._loudspeaker.play(sound, volume=self._volume)
        self.spoken.emit(sentence)

    @property
    def _can_speak(self) -> bool:
        ready = self._loudspeaker.readiness is Readiness.READY
        return ready and bool(self._clips) and not self._speaking

    @property
    def _volume(self) -> float:
        return self._settings.volume_at(self._clock.now())

    def _truth(self, number: str) -> Ticket | None:
        hall = self._link.hall
        return hall.tickets.get(number) if hall is not None else None

    def _is_fresh(self, news: News) -> bool:
        """Return whether a call is new; one that came at once is, by any clock."""
        return not news.late or abs(self._clock.now() - news.call.at) < FRESH

    def _is_ours(self, counter: str) -> bool:
        hall, zones = self._link.hall, self._settings.zones
        if not zones or hall is None:
            return True
        found = hall.plan.counter_by_id.get(counter)
        return found is not None and found.zone in zones

    def _is_last(self, call: Call) -> bool:
        ticket, hall = self._truth(call.number), self._link.hall
        if ticket is None or hall is None or not call.recall:
            return False
        return ticket.calls >= hall.plan.policy.max_calls

    @Slot()
    def _fetch_clips(self) -> None:
        own = self._settings.recordings
        try:
            self._clips = {v: clips_of(v, own) for v in self._settings.voices}
        except VoiceError:
            log.exception("the recordings cannot be used, install the program again")
            self._broken = True
        self.go_on()

    def _see_how_it_is(self) -> None:
        before, self.sound = self.sound, self._sound_now()
        if before in SOUNDLESS:
            # Between two looks somebody may have plugged it in again.
            self._announcements.forget(self._ticks() - FRESH)
        if self.sound is not None and self.sound is not before:
            self._tell_sound(self.sound)

    def _tell_sound(self, sound: Sound) -> None:
        self._link.report(Report(sound=sound))
        self.sound_changed.emit(sound)
        self.soundless_changed.emit(sound in SOUNDLESS)

    def _sound_now(self) -> Sound | None:
        if not self._settings.on:
            return Sound.OFF
        if self._broken:
            return Sound.NO_VOICE
        match self._loudspeaker.readiness:
            case Readiness.OPENING:
                return self.sound
            case Readiness.NO_DEVICE:
                return Sound.NO_DEVICE
            case Readiness.READY:
                return Sound.OK if self._volume > 0 else Sound.MUTED
