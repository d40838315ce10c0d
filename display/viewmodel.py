"""Decides what the display shows: follows the link, and lets calls stand out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from display.boards import IN_THE_PANE
from display.picture import Picture, Screen, call_of, picture_of, shown_in
from display.scope import Scope
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

GRACE = 3 * SECOND
"""So long after the hub was last heard its hall is still shown as it is."""

WRONG_CLOCK = 30 * SECOND
"""A clock that differs so much from the hub's is not believed."""


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

    A link that breaks and is back within `GRACE` changes nothing on the screen.

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
        scope: Scope | None = None,
        in_the_pane: int = IN_THE_PANE,
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
        self._scope = scope or Scope()
        self._in_the_pane = in_the_pane
        self._since: dict[Call, int] = {}
        self._lost_at: int | None = None
        self._clock_is_behind = 0
        self._known: set[Call] | None = None
        self._out_of_service = self._soundless = False
        self.picture = self._draw()
        self._tick = QTimer(self, interval=CALM_TICK)
        self._tick.timeout.connect(self.look_at_the_clock)
        self._tick.start()
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._on_offline)
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
        self._since = {c: at for c, at in self._since.items() if self._fresh(at)}
        self._refresh()

    @Slot()
    def _on_online(self) -> None:
        """Take in the hall as it is now; what was called before this is no news."""
        hall = self._link.hall
        if hall is None:
            return
        self._lost_at = None
        fresh = self._unknown(hall.calls)
        self._since.update((c, c.at) for c in fresh if self._fresh(c.at))
        first = self._known is None
        self._known = set(hall.calls)
        self._show(() if first else fresh, late=True)

    @Slot()
    def _on_offline(self) -> None:
        if self._lost_at is None:
            self._lost_at = self._clock.now() - self._link.silent_for
        self._refresh()

    @Slot(object)
    def _on_happened(self, frame: Events) -> None:
        if isinstance(frame, CatchUp):
            if self._link.online:
                self._on_online()
            return  # the link comes online after it, with all of it in the hall
        if any(isinstance(event, DayStarted) for event in frame.list):
            self._since.clear()
        self._compare_clocks(frame)
        now = self._clock.now()
        calls = [call for event in frame.list if (call := call_of(event)) is not None]
        fresh = self._unknown(calls)
        self._since.update(dict.fromkeys(fresh, now))
        self._remember(fresh)
        self._show(fresh, late=False)

    def _fresh(self, since: int) -> bool:
        """Return whether what began at *since*, and not after now, stands out."""
        return 0 <= self._clock.now() - since < self._standing_out_for

    def _compare_clocks(self, frame: Events) -> None:
        """Go by the hub's time where this PC's clock is wrong."""
        at = max((event.at for event in frame.list), default=self._clock.now())
        behind = at - self._clock.now()
        self._clock_is_behind = behind if abs(behind) >= WRONG_CLOCK else 0

    def _unknown(self, calls: Iterable[Call]) -> list[Call]:
        known = self._known or ()
        return [call for call in calls if call not in known]

    def _remember(self, calls: Iterable[Call]) -> None:
        """Keep what may come a second time: what the hall itself remembers."""
        hall = self._link.hall
        self._known = {*calls, *(hall.calls if hall else ())}

    def _show(self, fresh: Iterable[Call], *, late: bool) -> None:
        if news := tuple(News(call, late) for call in fresh if self._is_ours(call)):
            self.called.emit(news)
        self._refresh()

    def _is_ours(self, call: Call) -> bool:
        hall = self._link.hall
        return hall is not None and shown_in(hall.plan, self._scope, call)

    @Slot()
    def _refresh(self) -> None:
        picture = self._draw()
        self._tick.setInterval(BUSY_TICK if self._is_busy() else CALM_TICK)
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _draw(self) -> Picture:
        picture = picture_of(
            self._link.hall,
            screen=self._screen(),
            now=self._clock.now() + self._clock_is_behind,
            wording=self._wording,
            standing_out=self._since,
            scope=self._scope,
            in_the_pane=self._in_the_pane,
        )
        code = self._link.barred
        barred = self._barring.get(code, code)
        return replace(picture, soundless=self._soundless, barred=barred)

    def _is_busy(self) -> bool:
        return bool(self._since) or self._in_grace()

    def _in_grace(self) -> bool:
        """Return whether the hub was heard so lately that its hall is true enough."""
        lost = self._lost_at
        return lost is not None and 0 <= self._clock.now() - lost < GRACE

    def _screen(self) -> Screen:
        if self._out_of_service:
            return Screen.OUT_OF_SERVICE
        if self._link.online or (self._link.hall is not None and self._in_grace()):
            return Screen.LIVE
        return Screen.CONNECTING if self._link.hall is None else Screen.OFFLINE
