"""Decides what an office's stations wish, and keeps it: outcomes come out kept."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from time import perf_counter

from shared.clock import Clock
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub.books import Books
from shared.hub.disk import Disk
from shared.hub.draft import Draft, refused
from shared.hub.exchange import Kept, Reset, Wish
from shared.hub.joint import Share
from shared.hub.notices import Board
from shared.hub.opening import Ready
from shared.hub.writing import Position, WriterThread
from shared.store.errors import (
    AnsweredBefore,
    OfficeTaken,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreUnreachable,
)
from shared.store.rows import Part
from shared.store.store import Store
from shared.wire.codec import pack

log = logging.getLogger(__name__)


class Writer:
    """Owns the hall that decides, and writes the office's records.

    Its hall runs ahead of what the stations see: what it delivers, in the thread
    that it shares, is only what the store has kept.
    """

    def __init__(
        self,
        store: Store,
        plan: Plan,
        clock: Clock,
        failed: Callable[[], None],
        *,
        thread: WriterThread | None = None,
        after: int = 0,
        ready: Ready | None = None,
        ring: Callable[[int], None] = lambda _seq: None,
        board: Board | None = None,
        make_room: Callable[[], bool] = lambda: False,
        plan_on: Callable[[date], Plan] | None = None,
    ) -> None:
        """Take the office.

        *plan_on* returns what it has to offer on a business day; without it that is
        *plan* on every day.

        *failed* is called, in any thread, when it cannot go on. It works in *thread*,
        else in one of its own. The incarnation is later than *after*; of what is
        *ready* nothing is read again. *ring* is called with the number of
        the last event after each that was kept. What lasts is told on *board*. On a
        full disk *make_room* gives some back, and says whether it could.

        Raises:
            StoreError: The records cannot be used.
        """
        self.office = plan.id
        self._store = store
        self._clock = clock
        self._failed = failed
        self._ring = ring
        self._writing = thread or WriterThread()
        self._disk = Disk(store, clock, board or Board(), make_room)
        self._ended = threading.Event()
        self._away = False
        self.damage = ""
        """Why it has ended, if the records are damaged."""

        self.taken = False
        """It has ended because another hub has the office."""

        self.books = Books(
            store, plan, clock, after=after, ready=ready, plan_on=plan_on
        )
        self.stream = f"{plan.id}/{self.books.incarnation}"

    def now(self) -> int:
        """Return the office's time."""
        return self._clock.now()

    def condemn(self, damage: str) -> None:
        """Let the hub end, because of *damage* that was found in the records."""
        self.damage = damage
        self._failed()

    def submit(self, wish: Wish) -> None:
        """Let *wish* be decided and kept soon.

        Once the writer is to end it is passed over: its station asks the next hub.
        """
        if not self._ended.is_set():
            self._writing.put(self, wish)

    def start(self, deliver: Callable[[Kept | Reset], None]) -> None:
        """Begin to obey; *deliver* is called with all that was kept."""
        self._deliver = deliver
        self._writing.enter(self)

    def shut(self) -> None:
        """Pass over what is wished from now on."""
        self._ended.set()

    def stop(self) -> None:
        """End after what is already asked, and wait for that."""
        self.shut()
        self._writing.leave(self)

    def let_time_pass(self) -> None:
        """Let all offices of its thread see what the time has brought."""
        self._writing.turn()

    def positions(self, offices: Sequence[str]) -> Mapping[str, Position]:
        """Return where the records of *offices* are.

        Raises:
            StoreError: They cannot be read.
        """
        return self._store.positions(offices)

    def fail(self, error: Exception) -> None:
        """End because of *error*, which does not pass."""
        if isinstance(error, StoreDamaged):
            self.condemn(str(error))
        elif isinstance(error, OfficeTaken):
            log.error("this hub leaves it: %s", error)
            self.taken = True
            self._failed()
        else:
            log.error("%s: the writer cannot go on", self.office, exc_info=error)
            self._failed()

    def turn(self, position: Position | None) -> None:
        """Let happen what the time has brought: a new day, another hub's events.

        Raises:
            StoreUnreachable: The same may be tried again.
            StoreDamaged: The records are.
        """
        seen = position and position[0]
        # It was read a moment ago: since then this writer itself may have gone on.
        if seen != self.books.seq and self.books.sure:
            self.books.look()
        self.obey(())

    def obey(self, wishes: Sequence[Wish]) -> None:
        """Decide *wishes* and keep them; whoever asked is answered.

        Raises:
            StoreUnreachable: Nobody was answered; the same may be tried again.
            OfficeTaken: Another hub has the office.
            StoreDamaged: The records are.
        """
        try:
            self._decide_and_keep(wishes)
            self._disk.look()
        except StoreFull as error:
            if self._disk.make_room():
                self._forget_batch()
                self.obey(wishes)
            else:
                self._disk.fill(error)
                self.refuse(wishes, error)
                self._forget_batch()
        except StoreUnreachable:
            self.books.sure = False
            raise
        except (StoreDamaged, OfficeTaken):
            raise  # nothing can be kept any more, whoever asks
        except StoreError as error:
            log.warning("the records refused %d wishes: %s", len(wishes), error)
            self.books.sure = False
            for wish in wishes:
                self._alone(wish)

    def refuse(self, wishes: Sequence[Wish], error: StoreError) -> None:
        """Let everybody ask again later; whether it was kept is read before that."""
        self._away = isinstance(error, StoreUnreachable | StoreFull)
        if wishes:
            log.error("%d wishes not kept: %s", len(wishes), error)
        answers = []
        for wish in wishes:
            code = "disk_full" if isinstance(error, StoreFull) else "not_kept"
            why = refused(wish.ask, code, str(error))
            answers.append((wish.reply, pack(why)))
        kept = Kept(answers=answers, seq=self.books.seq, events=[], texts=[])
        outcomes = {"not_kept": len(answers)}
        self._deliver(replace(kept, outcomes=outcomes, keeps=False))

    def prepare(self, wishes: Sequence[Wish]) -> Share | None:
        """Decide *wishes*, or return None if that needs more than what is at hand.

        Raises:
            StoreError: The records cannot be read.
        """
        new_day = self._is_new_day()
        if new_day or self._away or self._disk.full or not self.books.sure:
            return None
        # Until it is kept, what the hall holds is more than the records do.
        self.books.sure = False
        draft = self.books.draft(wishes)
        new = draft.last > self.books.seq
        return Share(draft, self._store.part(draft.batch()) if new else None)

    def record_all(self, parts: Sequence[Part]) -> None:
        """Keep *parts* of several offices, all or none.

        Raises:
            StoreError: Nothing was kept, or that is not known.
        """
        self._store.record_all(parts)

    def take_over(self, share: Share, seconds: float | None) -> None:
        """Answer what is kept now; it took *seconds*, or there was nothing to keep."""
        self.books.sure = True
        self._take_over(share.draft, seconds)

    def tidy(self, *, idle: bool) -> None:
        """Do what days gone by have left to do; what takes longer only if *idle*.

        Raises:
            StoreDamaged: The records are.
        """
        if not self.books.day_has_begun:
            self._begin_day()
        self.books.tidy(idle=idle)

    def _begin_day(self) -> None:
        """Drop old answers, learn from yesterday, and let every station have it."""
        try:
            self.books.begin_day()
            self._start_over()
        except StoreDamaged:
            raise
        except StoreError as error:
            self.books.sure = False
            log.warning("the day begins with yesterday's figures: %s", error)

    def _start_over(self) -> None:
        books = self.books
        books.read()
        self._deliver(Reset(hall=books.kept(), seq=books.seq, day_key=books.day_key))

    def _alone(self, wish: Wish) -> None:
        """Let only that wish fail which cannot be kept by itself."""
        try:
            self._decide_and_keep([wish])
        except (StoreDamaged, OfficeTaken):
            raise
        except StoreError as error:
            self.books.sure = False
            self.refuse([wish], error)

    def _forget_batch(self) -> None:
        """Be where the records are; nothing of the batch is in them, for certain."""
        self.books.sure = False
        with suppress(StoreError):
            self.books.read()

    def _decide_and_keep(self, batch: Sequence[Wish]) -> None:
        try:
            self._decide(batch)
        except AnsweredBefore:
            # Somebody asks once more for what was done long ago.
            self.books.sure = False
            if not self.books.recall(batch):
                raise
            self._decide(batch)

    def _decide(self, batch: Sequence[Wish]) -> None:
        if not self.books.sure:
            self._start_over()
        if batch and self._is_new_day():
            # What is wished on a new day is decided by the plan of that day.
            self._decide(())
            self._begin_day()
        draft = self.books.draft(batch)
        seconds = None
        if draft.last > self.books.seq:
            began = perf_counter()
            self._store.record(draft.batch())
            seconds = perf_counter() - began
        self._take_over(draft, seconds)

    def _is_new_day(self) -> bool:
        return day_of(self._clock.now()) > self.books.hall.day

    def _take_over(self, draft: Draft, seconds: float | None) -> None:
        """Go on from what *draft* has kept in *seconds*, and tell it."""
        kept = draft.kept()
        if seconds is not None:
            kept = replace(kept, seconds=seconds, keeps=True)
            self.books.go_on(draft)
            self._ring(self.books.seq)
        elif self._away and not self._disk.full:
            kept = replace(kept, keeps=True)
        self._away = self._away and not kept.keeps
        self._deliver(kept)
