"""Decides what a clerk's screen shows, and asks the hub for what the clerk presses."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter.alarms import Alarm, Bell, alarms_of
from counter.answers.facts import Facts
from counter.asking import Asking
from counter.dialog import back, chosen, counted, first_question, moved, typed
from counter.handing import HandingOut
from counter.login import LogInViewModel
from counter.panel import Leads, Question, Wish
from counter.picture import Picture
from counter.queueing import Queueing
from counter.reception import Reception
from counter.screen import screen_of
from counter.situation import Situation, facts_of
from counter.steps import AtWork, Extra, Step, main_step, refusal, standing, work_at
from counter.texts import Texts
from counter.waiting import RowKeeper
from counter.wording import why_words
from shared.clock import Clock, stopwatch
from shared.domain.commands import CloseCounter
from shared.domain.events import Desk, TicketChanged
from shared.domain.plan import Counter
from shared.domain.ticket import Action
from shared.qt.link import Link
from shared.wire.messages import Done, Events, Refused

log = logging.getLogger(__name__)

TICK_MILLISECONDS = 1_000
DOUBLE_PRESS_MILLISECONDS = 400
NO_WORDS: Mapping[str, str] = {}
LINE_TICKS = 5
"""Every so many ticks the line is thought through anew, although nothing happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something was done to a ticket at this counter."""

    action: Action
    number: str
    pressed_at: int | None
    """The stopwatch at the press that led to it, if it was pressed here."""


class _Press(Enum):
    """What was pressed."""

    MAIN = "main"
    BESIDES = "besides"
    ANSWER = "answer"


class CounterViewModel(QObject):
    """Knows one counter: what stands at it, who waits, what was pressed.

    Signals:
        picture_changed: The screen must show another `Picture`.
        alarmed: There is something new that must not be overlooked.
        happened: `Happened` at this counter.
        slip_wanted: A `NewNumber` is to be printed at the desk; an id comes first.
        refused: The hub refused a press, a `Refused`.
    """

    picture_changed = Signal(object)
    alarmed = Signal()
    happened = Signal(object)
    slip_wanted = Signal(str, object)
    refused = Signal(object)

    def __init__(
        self,
        link: Link,
        clock: Clock,
        texts: Texts,
        *,
        counter: str,
        language: str = "vi",
        barring: Mapping[str, str] = NO_WORDS,
        double_press_ms: int = DOUBLE_PRESS_MILLISECONDS,
        procedures: Mapping[str, Sequence[str]] | None = None,
        alarm_minutes: float = 0,
        rating_seconds: float = 0,
        desk_printer: bool = False,
        watch: Callable[[], int] = stopwatch,
        parent: QObject | None = None,
    ) -> None:
        """Serve *counter*; *barring* words the codes of `shared.qt.barred`."""
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._texts = texts
        self._counter = counter
        self._language = language
        self._barring = barring
        self._double_press_ms = double_press_ms
        self._watch = watch
        self._asking = Asking(link, counter, watch)
        self._pressed_at: int | None = None
        self._last = _Press.MAIN
        self._refusal: Refused | None = None
        self._refused_in: tuple[object, ...] = ()
        self._clock_behind = 0
        self._queueing = Queueing(link, counter, self._now, self)
        self._queueing.thought.connect(self._refresh)
        self._keeper = RowKeeper()
        self._desk_printer = desk_printer
        self._handing = HandingOut(link, texts, self.slip_wanted.emit)
        self.reception = Reception(
            link,
            counter,
            texts.citizen,
            self._now,
            rating_seconds=rating_seconds,
            parent=self,
        )
        self._why_here = ("", "")
        self._question: Question | None = None
        self._question_refused: Refused | None = None
        self._procedures = procedures
        self._alarm_minutes = alarm_minutes
        self._alarms: tuple[Alarm, ...] = ()
        self._bell = Bell()
        self._ticks = 0
        self.picture = self._look()
        link.came_online.connect(self._on_online)
        link.went_offline.connect(self._on_offline)
        link.happened.connect(self._on_events)
        link.answered.connect(self._on_answer)
        link.stations_changed.connect(self._refresh)
        self._clerk = link.on_duty.name
        self.log_in = LogInViewModel(link, counter, texts, self._now, parent=self)
        link.clerk_changed.connect(self._on_clerk)
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
        work = self._work()
        usual = work is None or steps == main_step(work)
        if self._is_second_half(_Press.MAIN if usual else _Press.BESIDES):
            return
        if work is None or not self._link.online or self.busy:
            return
        if self._link.on_duty.missing:
            return
        self._question = None
        self._handing.told = ""
        self._refuse(refusal(work, steps))
        facts = self._facts()
        if self._refusal is None and facts is not None:
            self._go_on(first_question(steps, facts), steps)
        self._refresh()

    @Slot(int)
    def choose(self, row: int) -> None:
        """The clerk chose the answer in *row*."""
        facts = self._facts()
        if self._question is None or facts is None:
            return
        if self._is_second_half(_Press.ANSWER):
            return
        if not self._link.online or self.busy:
            return
        leads = chosen(self._question, row, facts)
        self._question_refused = leads if isinstance(leads, Refused) else None
        if not isinstance(leads, Refused):
            self._go_on(leads, self._question.steps)
        self._refresh()

    @Slot(int, int)
    def count(self, row: int, more: int) -> None:
        """The clerk chose what is in *row* once more, or once less."""
        facts = self._facts()
        if self._question is not None and facts is not None:
            self._ask(counted(self._question, row, more, facts))

    @Slot(int)
    def move(self, by: int) -> None:
        """The clerk went so many lines down, or up."""
        facts = self._facts()
        if self._question is not None and facts is not None:
            self._ask(moved(self._question, by, facts))

    @Slot(str)
    def type(self, text: str) -> None:
        """The clerk typed *text* into the field."""
        if self._question is not None and text != self._question.text:
            self._ask(typed(self._question, text))

    @Slot()
    def go_back(self) -> None:
        """The clerk went back to the question before, or away from the first."""
        if self._question is not None:
            self._ask(back(self._question))

    def _go_on(self, leads: Leads, steps: tuple[Step, ...]) -> None:
        """Ask the next question, or ask the hub."""
        match leads:
            case Question():
                self._question = leads
            case Wish():
                self._question = None
                id_ = self._asking.press(leads.steps, leads.command)
                if leads.steps[0] is Extra.ISSUE:
                    self._handing.expect(id_, leads.print_at)
            case None:
                self._question = None
                self._asking.press(steps)

    def _ask(self, question: Question | None) -> None:
        self._question, self._question_refused = question, None
        self._refresh()

    def _is_second_half(self, press: "_Press") -> bool:
        """Return whether this press follows the last one too soon to be meant.

        The key of a question and the key of its answer are two: whoever knows both
        by heart is as quick as a double press.
        """
        now, before = self._watch(), self._pressed_at
        last, self._pressed_at, self._last = self._last, now, press
        if last is _Press.BESIDES and press is _Press.ANSWER:
            return False
        return before is not None and now - before < self._double_press_ms

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
            self._queueing.think()
        self._refresh()

    @Slot()
    def _on_online(self) -> None:
        self._queueing.think()
        self._open()
        self._refresh()

    @Slot()
    def _on_clerk(self) -> None:
        """Another clerk works here, or nobody: what was asked before is not asked."""
        before, self._clerk = self._clerk, self._link.on_duty.name
        if self._clerk != before:
            self._question = None
            self._refuse(None)
        if self._link.online and self._clerk:
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
        self._queueing.think()
        self._refresh()

    def _take_note(self, event: TicketChanged) -> None:
        if event.ticket.counter != self._counter:
            return
        at = self._asking.pressed_at(event)
        number = event.ticket.number
        if event.action is Action.CALL:
            self._why_here = (number, self._why(event))
        self.reception.note(event)
        self.happened.emit(Happened(action=event.action, number=number, pressed_at=at))

    def _why(self, event: TicketChanged) -> str:
        """Return why the ticket of *event* was called, as the clerk may be asked."""
        hall = self._link.hall
        if event.reason:
            return self._texts.called_out_of_turn.format(reason=event.reason)
        choice = self._queueing.next_one
        if (
            hall is None
            or choice is None
            or choice.ticket.number != event.ticket.number
        ):
            return ""
        words = why_words(self._texts, hall.plan, choice, self._language)
        return self._texts.why_called.format(why=words)

    @Slot(object)
    def _on_answer(self, answer: Done | Refused) -> None:
        about_number = self._handing.answered(answer)
        refusal = self._asking.answered(answer)
        if about_number and isinstance(answer, Refused):
            refusal = answer
        if refusal is not None:
            log.info("refused: %s", refusal.message)
            self._refuse(refusal)
            self.refused.emit(refusal)
        self._refresh()

    @Slot(str, str)
    def slip_told(self, number: str, trouble: str) -> None:
        """The desk's printer has printed *number*, or says what is wrong with it."""
        self._handing.printed(number, trouble)
        self._refresh()

    def _open(self) -> None:
        """Open the counter if it is closed: a clerk sits there."""
        work = self._work()
        if self._link.on_duty.missing:
            return
        if work is not None and work.desk is Desk.CLOSED and not self.busy:
            self._asking.press((Desk.OPEN,))

    def _refuse(self, refused: Refused | None) -> None:
        work = self._work()
        self._refusal = refused
        self._refused_in = standing(work) if work else ()

    def _refresh(self) -> None:
        """Show what is now so; a refusal goes with what it was about."""
        if self._refusal is not None:
            work = self._work()
            if work is not None and standing(work) != self._refused_in:
                self._refusal = None
        self._listen()
        self.reception.refresh()
        picture = self._look()
        if picture != self.picture:
            self.picture = picture
            self.picture_changed.emit(picture)

    def _listen(self) -> None:
        """See whether there is anything that must not be overlooked."""
        hall, counter = self._link.hall, self._plan_of_counter()
        if hall is None or counter is None or not self._link.online:
            return
        self._alarms = alarms_of(
            hall,
            counter,
            self._now(),
            tuple(self._link.stations.values()),
            self._texts,
            waiting_minutes=self._alarm_minutes,
        )
        if self._bell.rings(self._alarms, self._now()):
            self.alarmed.emit()

    def _look(self) -> Picture:
        return screen_of(self._link.hall, self._situation(), self._texts)

    def _facts(self) -> Facts | None:
        hall, counter = self._link.hall, self._plan_of_counter()
        if hall is None or counter is None:
            return None
        return facts_of(hall, counter, self._situation(), self._texts)

    def _situation(self) -> Situation:
        return Situation(
            counter=self._counter,
            now=self._now(),
            language=self._language,
            online=self._link.online,
            hub_waits=self._link.hub_waits,
            barred=self._barring.get(self._link.barred, self._link.barred),
            excuse=self._link.excuse,
            clerk=self._link.on_duty.name,
            asked=self._asking.steps,
            slow=self._asking.slow,
            refused=self._refusal,
            stations=tuple(self._link.stations.values()),
            notices=self._link.notices,
            line=self._queueing.line,
            next_one=self._queueing.next_one,
            why_here=self._why_here,
            told=self._handing.told,
            question=self._question,
            question_refused=self._question_refused,
            procedures=self._procedures,
            alarms=self._alarms,
            keeper=self._keeper,
            desk_printer=self._desk_printer,
        )

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
