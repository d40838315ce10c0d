"""Decides what the display shows: follows the link, and lets calls stand out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from display.picture import Picture, Screen, call_of, picture_of
from display.texts import Wording
from shared.clock import Clock
from shared.domain.events import DayStarted
from shared.domain.hall import Call
from shared.domain.times import SECOND
from shared.qt.link import Link
from shared.wire.messages import CatchUp, Events

NO_WORDS: Mapping[str, str] = {}
CALM_TICK, BUSY_TICK = 1_000, 100
"""How often a look at the clock is due, in real milliseconds."""


@dataclass(frozen=True, slots=True)
class News:
    """A call this display did not know before."""

    call: Call
    late: bool
    """It was made while this display was away."""


class DisplayViewModel(QObject):
    """Keeps the picture of the hall, and tells which calls are new.

    A call that comes while the link is online stands out from its arrival,
    whatever the two clocks say. One found after a start or a break stands out
    only for what is left of its time, and none stands out twice.

    Signals:
        called: Calls came, a tuple of `News`; the picture with them follows.
        picture_changed: The screen must show another `Picture`.
    """

    called = Signal(object)
    picture_changed = Signal(object)

    def __init__(
        self,
        link: Link,
        clock: Clock,
        wording: Wording,
        *,
        barring: Mapping[str, str] = NO_WORDS,
        standing_out_seconds: float = 5.0,
        parent: QObject | None = None,
    ) -> None:
        """Follow *link*; *barring* words the codes of `shared.qt.barred`."""
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._wording = wording
        self._barring = barring
        self._standing_out_for = int(standing_out_seconds * SECOND)
        self._until: dict[Call, int] = {}
        self._known: set[Call] | None = None
        self._out_of_service = self._soundless = False
        self.picture = self._draw()
        self._tick = QTimer(self, interval=CALM_TICK)
        self._tick.timeout.connect(self.look_at_the_clock)
        self._tick.start()
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._refresh)
        link.happened.connect(self._on_happened)

    @Slot()
    def go_out_of_service(self) -> None:
        """Something is wrong with this display itself."""
        self._out_of_service = True
        self._refresh()

    @Slot(bool)
    def mark_soundless(self, soundless: bool) -> None:
        """The calls cannot be heard, or can be again."""
        self._soundless = soundless
        self._refresh()

    @Slot()
    def look_at_the_clock(self) -> None:
        """Let calls become calm whose time is over, and the minute change."""
        now = self._clock.now()
        self._until = {call: end for call, end in self._until.items() if now < end}
        self._refresh()

    @Slot()
    def _on_online(self) -> None:
        """Take in the hall as it is now; what was called before this is no news."""
        hall = self._link.hall
        if hall is None:
            return
        now = self._clock.now()
        fresh = self._unknown(hall.calls)
        for call in fresh:
            if 0 <= now - call.at < self._standing_out_for:
                self._until[call] = call.at + self._standing_out_for
        first = self._known is None
        self._known = set(hall.calls)
        self._show(() if first else fresh, late=True)

    @Slot(object)
    def _on_happened(self, frame: Events) -> None:
        if isinstance(frame, CatchUp):
            if self._link.online:
                self._on_online()
            return  # the link comes online after it, with all of it in the hall
        if any(isinstance(event, DayStarted) for event in frame.list):
            self._until.clear()
        until = self._clock.now() + self._standing_out_for
        calls = [call for event in frame.list if (call := call_of(event)) is not None]
        fresh = self._unknown(calls)
        self._until.update(dict.fromkeys(fresh, until))
        self._remember(fresh)
        self._show(fresh, late=False)

    def _unknown(self, calls: Iterable[Call]) -> list[Call]:
        known = self._known or ()
        return [call for call in calls if call not in known]

    def _remember(self, calls: Iterable[Call]) -> None:
        """Keep what may come a second time: what the hall itself remembers."""
        hall = self._link.hall
        self._known = {*calls, *(hall.calls if hall else ())}

    def _show(self, fresh: Iterable[Call], *, late: bool) -> None:
        if news := tuple(News(call, late) for call in fresh):
            self.called.emit(news)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        picture = self._draw()
        self._tick.setInterval(BUSY_TICK if self._until else CALM_TICK)
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _draw(self) -> Picture:
        picture = picture_of(
            self._link.hall,
            screen=self._screen(),
            now=self._clock.now(),
            wording=self._wording,
            standing_out=self._until,
        )
        code = self._link.barred
        barred = self._barring.get(code, code)
        return replace(picture, soundless=self._soundless, barred=barred)

    def _screen(self) -> Screen:
        if self._out_of_service:
            return Screen.OUT_OF_SERVICE
        if self._link.online:
            return Screen.LIVE
        return Screen.CONNECTING if self._link.hall is None else Screen.OFFLINE
