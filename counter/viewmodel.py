"""Decides what a clerk's screen shows, and asks the hub for what the clerk presses."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter.asking import Asking
from counter.line import line_of
from counter.picture import Picture, Situation, screen_of
from counter.steps import AtWork, Step, refusal, standing, work_at
from counter.texts import Texts
from shared.clock import Clock, stopwatch
from shared.domain.commands import CloseCounter
from shared.domain.events import Desk, TicketChanged
from shared.domain.plan import Counter
from shared.domain.ticket import Action, Ticket
from shared.qt.link import Link
from shared.wire.messages import Done, Events, Refused

log = logging.getLogger(__name__)

TICK_MILLISECONDS = 1_000
DOUBLE_PRESS_MILLISECONDS = 400
LINE_TICKS = 5
"""Every so many ticks the line is thought through anew, although nothing happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something was done to a ticket at this counter."""

    action: Action
    number: str
    pressed_at: int | None
    """The stopwatch at the press that led to it, if it was pressed here."""


class CounterViewModel(QObject):
    """Knows one counter: what stands at it, who waits, what was pressed.

    Signals:
        picture_changed: The screen must show another `Picture`.
        happened: `Happened` at this counter.
        refused: The hub refused a press, a `Refused`.
    """

    picture_changed = Signal(object)
    happened = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        link: Link,
        clock: Clock,
        texts: Texts,
        *,
        counter: str,
        language: str = "vi",
        double_press_ms: int = DOUBLE_PRESS_MILLISECONDS,
        watch: Callable[[], int] = stopwatch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._texts = texts
        self._counter = counter
        self._language = language
        self._double_press_ms = double_press_ms
        self._watch = watch
        self._asking = Asking(link, counter, watch)
        self._pressed_at: int | None = None
        self._refusal: Refused | None = None
        self._refused_in: tuple[object, ...] = ()
        self._clock_behind = 0
        self._line: tuple[Ticket, ...] = ()
        self._ticks = 0
        self.picture = self._look()
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._on_offline)
        link.happened.connect(self._on_events)
        link.answered.connect(self._on_answer)
        link.stations_changed.connect(self._refresh)
        self._tick = QTimer(self, interval=TICK_MILLISECONDS)
        self._tick.timeout.connect(self.look_at_clock)
        self._tick.start()

    @property
    def busy(self) -> bool:
        """Whether a press is still on its way."""
        return bool(self._asking.steps)

    @Slot(object)
    def press(self, steps: tuple[Step, ...]) -> None:
        """The clerk pressed the button, or the key, that stands for *steps*.

        The second half of a double press is not a press: it would do the next
        step, which nobody has read yet.
        """
        now, before = self._watch(), self._pressed_at
        self._pressed_at = now
        if before is not None and now - before < self._double_press_ms:
            return
        work = self._work()
        if work is None or not self._link.online or self.busy:
            return
        self._refuse(refusal(work, steps))
        if self._refusal is None:
            self._asking.press(steps)
        self._refresh()

    @Slot()
    def leave(self) -> None:
        """The clerk closed the window: the counter closes, unless it is at work."""
        hall = self._link.hall
        here = hall.counters.get(self._counter) if hall else None
        if hall is None or here is None or not self._link.online or self.busy:
            return
        if here.state is not Desk.CLOSED and hall.at_counter(here.id) is None:
            self._link.ask(CloseCounter(counter=here.id))

    @Slot()
    def look_at_clock(self) -> None:
        """Let the times on the screen go on."""
        self._ticks += 1
        self._asking.look_again()
        if self._ticks % LINE_TICKS == 0:
            self._think()
        self._refresh()

    @Slot()
    def _on_online(self) -> None:
        self._think()
        self._open()
        self._refresh()

    @Slot()
    def _on_offline(self) -> None:
        self._refresh()

    @Slot(object)
    def _on_events(self, events: Events) -> None:
        hall = self._link.hall
        if hall is None:
            return
        self._clock_behind = max(self._clock_behind, hall.at - self._clock.now())
        for event in events.list:
            if isinstance(event, TicketChanged):
                self._take_note(event)
        self._asking.look_again()
        self._think()
        self._refresh()

    def _take_note(self, event: TicketChanged) -> None:
        if event.ticket.counter != self._counter:
            return
        at = self._asking.pressed_at(event)
        number = event.ticket.number
        self.happened.emit(Happened(action=event.action, number=number, pressed_at=at))

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        refusal = self._asking.answered(answer)
        if refusal is not None:
            log.info("refused: %s", refusal.message)
            self._refuse(refusal)
            self.refused.emit(refusal)
        self._refresh()

    def _open(self) -> None:
        """Open the counter if it is closed: a clerk sits there."""
        work = self._work()
        if work is not None and work.desk is Desk.CLOSED and not self.busy:
            self._asking.press((Desk.OPEN,))

    def _refuse(self, refused: Refused | None) -> None:
        work = self._work()
        self._refusal = refused
        self._refused_in = standing(work) if work else ()

    def _think(self) -> None:
        """Think the line through anew."""
        hall, counter = self._link.hall, self._plan_of_counter()
        if hall is not None and counter is not None:
            self._line = line_of(hall, counter, self._now())

    def _refresh(self) -> None:
        """Show what is now so; a refusal goes with what it was about."""
        work = self._work()
        if work is not None and standing(work) != self._refused_in:
            self._refusal = None
        picture = self._look()
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _look(self) -> Picture:
        situation = Situation(
            counter=self._counter,
            now=self._now(),
            language=self._language,
            online=self._link.online,
            hub_waits=self._link.hub_waits,
            asked=self._asking.steps,
            slow=self._asking.slow,
            refused=self._refusal,
            stations=tuple(self._link.stations.values()),
            line=self._line,
        )
        return screen_of(self._link.hall, situation, self._texts)

    def _work(self) -> AtWork | None:
        hall, counter = self._link.hall, self._plan_of_counter()
        if hall is None or counter is None:
            return None
        return work_at(hall, counter, self._now())

    def _plan_of_counter(self) -> Counter | None:
        hall = self._link.hall
        return hall.plan.counter_by_id.get(self._counter) if hall else None

    def _now(self) -> int:
        """Return the office's time, though this machine's clock may be behind."""
        return self._clock.now() + self._clock_behind
