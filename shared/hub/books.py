"""Knows where an office is: the hall that decides, and how far the records have it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from shared.clock import Clock
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.tally import Work
from shared.domain.times import day_of
from shared.hub.answered import Answered
from shared.hub.check import differences
from shared.hub.chores import Chores
from shared.hub.draft import Draft
from shared.hub.exchange import Wish
from shared.hub.journal import event_in
from shared.hub.opening import Ready
from shared.hub.warm import LostTrack, Warm
from shared.store.errors import StoreDamaged, StoreError, StoreUnreachable
from shared.store.openings import Opened
from shared.store.rows import Answer
from shared.store.store import Store

log = logging.getLogger(__name__)


class Books:
    """What the hub that writes an office's records knows of them."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        clock: Clock,
        *,
        after: int = 0,
        ready: Ready | None = None,
        plan_on: Callable[[date], Plan] | None = None,
    ) -> None:
        """Take the office, and read where it is.

        *plan_on* returns what it has to offer on a business day; without it that is
        *plan* on every day. The incarnation is later than *after*; of what is *ready*
        nothing is read again.

        Raises:
            StoreError: The records cannot be used.
        """
        self._store = store
        self._plan_on = plan_on or (lambda _day: plan)
        self._clock = clock
        self._chores = Chores(store, plan, clock)
        self._answered = Answered(store.answers, clock)
        self._skipped: tuple[date, Mapping[str, int]] = (date.min, {})
        self._recent: Sequence[Work] = ()
        self.sure = False
        """Nothing is in doubt: the records are where this says they are."""

        warm, opened = (ready.warm, ready.opened) if ready else (None, None)
        if opened is None:
            taken = store.take(day_of(clock.now()), after)
        else:
            taken = opened.taken
            store.go_on_from(taken)
        self.incarnation = taken.incarnation
        self._day = self._begun = taken.day
        warm = warm and self._brought_up(warm, taken.seq, opened)
        self._learn(warm)
        self.read(warm, opened.answers if opened else None)
        self._chores.wipe()

    @property
    def seq(self) -> int:
        """The number of the last event kept."""
        return self._seq

    @property
    def hall(self) -> Hall:
        """The hall that decides; while something is being kept it is ahead."""
        return self._hall

    def kept(self) -> Hall:
        """Return a hall of its own as the records have it.

        Raises:
            StoreError: They cannot be read.
        """
        hall = Hall(self._plan_on(self._day), self._day)
        hall.learn(self._recent)
        hall.skip(*self._skipped)
        for text in self._store.events(self._day):
            evolve(hall, event_in(text))
        return hall

    def check(self) -> list[str]:
        """Return in words where the journal and the tickets of today differ.

        Before it starts; then its hall is as the journal has it.
        """
        return differences(self._hall, self._store)

    def sequences(self) -> tuple[date, Mapping[str, int]]:
        """Return its business day, and up to where each service's numbers were given.

        Before it starts.
        """
        return self._day, dict(self._hall.tally.sequences)

    def skip(self, day: date, places: Mapping[str, int]) -> None:
        """Leave out the sequences up to these *places* on *day*, by service."""
        self._skipped = (day, places)
        self._hall.skip(day, places)

    def read(
        self, warm: Warm | None = None, answered: Mapping[str, Answer] | None = None
    ) -> None:
        """Forget what was decided and not kept, and be sure again.

        Whatever is given was read since the office was taken, and holds.

        Raises:
            StoreError: The records cannot be read.
        """
        if warm is None:
            self._seq, self._day = self._store.position()
            self._hall = self.kept()
        else:
            self._seq, self._day, self._hall = warm.seq, warm.hall.day, warm.hall
        self._hall.learn(self._recent)
        self.day_key = self._chores.key_of(self._day, in_haste=answered is not None)
        self._answered.load(answered)
        self.sure = True

    def look(self) -> None:
        """Be sure no more if somebody else has written to the records.

        Raises:
            StoreUnreachable: The same may be tried again.
            StoreDamaged: The records are.
        """
        try:
            self.sure = self._store.position()[0] == self._seq
        except (StoreUnreachable, StoreDamaged):
            raise
        except StoreError as error:
            log.warning("where the records are is not known: %s", error)
            self.sure = False

    def draft(self, wishes: Sequence[Wish]) -> Draft:
        """Return what is decided on *wishes* now, and what the time has brought.

        Raises:
            StoreError: The records cannot be read.
        """
        at_hand = self._answered.at_hand
        draft = Draft(self._hall, self._seq, self._clock.now(), at_hand)
        draft.pass_time()
        for wish in wishes:
            draft.obey(wish)
        draft.repeat(self._answered.to(draft.refused_ids))
        return draft

    def go_on(self, draft: Draft) -> None:
        """Be where *draft* ends, which is kept now."""
        self._answered.note(draft.answers)
        self._seq, self._day = draft.last, self._hall.day

    def recall(self, wishes: Sequence[Wish]) -> bool:
        """Have at hand what *wishes* were answered before; return whether any was.

        Raises:
            StoreError: The records cannot be read.
        """
        return self._answered.recall(wish.ask.id for wish in wishes)

    @property
    def day_has_begun(self) -> bool:
        """Whether the day it is at has been begun."""
        return self._day == self._begun

    def begin_day(self) -> None:
        """Drop old answers, and learn from the days before.

        Raises:
            StoreError: The records cannot be used.
        """
        self._begun = self._day
        self._learn()

    def tidy(self, *, idle: bool) -> None:
        """Do what days gone by have left to do; what takes longer only if *idle*.

        Raises:
            StoreDamaged: The records are.
        """
        self._chores.wipe()
        if idle:
            self._chores.keep_up(self._day)

    def _learn(self, warm: Warm | None = None) -> None:
        if warm is not None and warm.learnt == self._day:
            self._recent = [*warm.hall.recent.values()]
            return  # who had the office has done the rest when the day began
        self._answered.forget()
        self._recent = self._chores.recent(self._day)

    def _brought_up(self, warm: Warm, seq: int, opened: Opened | None) -> Warm | None:
        """Return *warm* after event *seq*, or None if it is of no use."""
        lines = self._store.after(warm.mark) if opened is None else opened.lines
        try:
            warm.take_in(lines, self._plan_on)
        except LostTrack as error:
            plan = warm.hall.plan
            log.warning("%s is read from its records: %s", plan.id, error)
            return None
        fits = (warm.seq, warm.hall.day) == (seq, self._day)
        return warm if fits and warm.hall.plan == self._plan_on(self._day) else None
