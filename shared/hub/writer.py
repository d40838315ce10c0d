"""The one thread that decides and keeps: wishes go in, kept outcomes come out."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from queue import Empty, SimpleQueue
from time import perf_counter

from shared.clock import Clock
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub.answered import Answered
from shared.hub.check import differences
from shared.hub.disk import Disk
from shared.hub.draft import Draft, refused
from shared.hub.exchange import Kept, Reset, Wish
from shared.hub.journal import event_in
from shared.hub.notices import Board
from shared.hub.upkeep import Upkeep
from shared.store.errors import (
    AnsweredBefore,
    OfficeTaken,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreUnreachable,
)
from shared.store.store import Store
from shared.wire.codec import pack
from shared.wire.messages import DayKey

log = logging.getLogger(__name__)

LARGEST_BATCH = 64
PATIENCE, PAUSE_SECONDS = 20, 0.25
"""So often, and in such steps, a database server that has gone is looked for."""

RECENT_DAYS = timedelta(days=28)
"""Of so many days the hub learns each day what citizens take."""


class Writer:
    """Owns the hall that decides and the connection to the records.

    Its hall runs ahead of what the stations see: what it delivers, in a thread
    of its own, is only what the store has kept.
    """

    def __init__(
        self,
        store: Store,
        plan: Plan,
        clock: Clock,
        failed: Callable[[], None],
        *,
        patience: int = PATIENCE,
        after: int = 0,
        board: Board | None = None,
        make_room: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the office.

        *failed* is called when the thread cannot go on; *patience* is how often a
        server that has gone is looked for before wishes are refused. The incarnation
        is later than *after*; what lasts is told on *board*. On a full disk
        *make_room* gives some back, and says whether it could.

        Raises:
            StoreError: The records cannot be used.
        """
        self._store = store
        self._plan = plan
        self._clock = clock
        self._failed = failed
        self._patience = patience
        self._disk = Disk(store, clock, board or Board(), make_room)
        self._wishes: SimpleQueue[Wish | None] = SimpleQueue()
        self._ended = threading.Event()
        self._reachable = self._wiped = True
        self._skipped: tuple[date, Mapping[str, int]] = (date.min, {})
        self.damage = ""
        """Why the thread has ended, if the records are damaged."""

        taken = store.take(day_of(clock.now()), after)
        self.incarnation = taken.incarnation
        self.stream = f"{plan.id}/{taken.incarnation}"
        self._answered = Answered(store.answers, clock)
        self._day = self._begun = taken.day
        self._upkeep = Upkeep(store.history)
        self._tidy()
        self._reload()
        self._wipe()

    def check(self) -> list[str]:
        """Return in words where the journal and the tickets of today differ."""
        return differences(self.hall_kept(), self._store)

    @property
    def seq(self) -> int:
        """The number of the last event kept."""
        return self._seq

    def now(self) -> int:
        """Return the office's time."""
        return self._clock.now()

    def hall_kept(self) -> Hall:
        """Return a hall of its own as the records have it."""
        hall = Hall(self._plan, self._day)
        hall.learn(self._recent)
        hall.skip(*self._skipped)
        for text in self._store.events(self._day):
            evolve(hall, event_in(text))
        return hall

    def skip(self, day: date, places: Mapping[str, int]) -> None:
        """Leave out the sequences up to these *places* on *day*, by service."""
        self._skipped = (day, places)
        self._hall.skip(day, places)

    def condemn(self, damage: str) -> None:
        """Let the hub end, because of *damage* that was found in the records."""
        self.damage = damage
        self._failed()

    def submit(self, wish: Wish) -> None:
        """Let *wish* be decided and kept soon.

        Once the writer is to end it is passed over: its station asks the next hub.
        """
        if not self._ended.is_set():
            self._wishes.put(wish)

    def turn(self) -> None:
        """Let happen what the time has brought: a new day, another hub's events."""
        self._wishes.put(None)

    def start(self, deliver: Callable[[Kept | Reset], None]) -> None:
        """Begin to obey; *deliver* is called with all that was kept."""
        self._deliver = deliver
        self._thread = threading.Thread(target=self._live, name="writer")
        self._thread.start()

    def stop(self) -> None:
        """End after what is already asked, and wait for that."""
        self._ended.set()
        self._wishes.put(None)
        self._thread.join()

    def _live(self) -> None:
        """Obey wish after wish, as many in one transaction as there already are."""
        try:
            while not (self._ended.is_set() and self._wishes.empty()):
                self._obey(self._next_batch())
                if self._day != self._begun:
                    self._begin_day()
                self._wipe()
                self._keep_up()
        except StoreDamaged as error:
            self.condemn(str(error))
        except OfficeTaken as error:
            log.error("this hub ends: %s", error)  # noqa: TRY400  # no traceback helps
            self._failed()
        except Exception:  # the edge: without a writer there is no hub
            log.exception("the writer cannot go on")
            self._failed()

    def _keep_up(self) -> None:
        """Do a little for days gone by, while nobody wishes for anything."""
        # A server that has gone is looked for once a second, not twice.
        if not self._wishes.empty() or not self._reachable:
            return
        try:
            self._upkeep.step(self._day, self._clock.now())
        except StoreDamaged:
            raise
        except StoreError as error:
            log.warning("days gone by wait: %s", error)

    def _begin_day(self) -> None:
        """Drop old answers, learn from yesterday, and let every station have it."""
        self._begun = self._day
        try:
            self._tidy()
            self._start_over()
        except StoreDamaged:
            raise
        except StoreError as error:
            self._fresh = False
            log.warning("the day begins with yesterday's figures: %s", error)

    def _tidy(self) -> None:
        self._answered.forget()
        self._recent = self._store.recent_work(self._day - RECENT_DAYS)

    def _start_over(self) -> None:
        self._reload()
        self._deliver(Reset(hall=self.hall_kept(), seq=self._seq, day_key=self.day_key))

    def _next_batch(self) -> list[Wish]:
        batch = [self._wishes.get()]
        while len(batch) < LARGEST_BATCH:
            try:
                batch.append(self._wishes.get_nowait())
            except Empty:
                break
        return [wish for wish in batch if wish is not None]

    def _obey(self, batch: Sequence[Wish]) -> None:
        try:
            self._decide_and_keep(batch)
            self._reachable = True
            self._disk.look()
        except StoreFull as error:
            if self._disk.make_room():
                self._forget_batch()
                self._obey(batch)
            else:
                self._disk.fill(error)
                self._not_kept(batch, error)
                self._forget_batch()
        except StoreUnreachable as error:
            # To wait for the server once for each wish would hold up everybody.
            self._fresh = False
            if self._reachable and self._comes_back():
                self._obey(batch)
            else:
                self._not_kept(batch, error)
        except (StoreDamaged, OfficeTaken):
            raise  # nothing can be kept any more, whoever asks
        except StoreError as error:
            log.warning("the records refused %d wishes: %s", len(batch), error)
            self._fresh = False
            for wish in batch:
                self._alone(wish)

    def _alone(self, wish: Wish) -> None:
        """Let only that wish fail which cannot be kept by itself."""
        try:
            self._decide_and_keep([wish])
        except (StoreDamaged, OfficeTaken):
            raise
        except StoreError as error:
            self._not_kept([wish], error)

    def _forget_batch(self) -> None:
        """Be where the records are; nothing of the batch is in them, for certain."""
        self._fresh = False
        with suppress(StoreError):
            self._reload()

    def _comes_back(self) -> bool:
        """Wait a little for a server that was there, and return whether it is back.

        It may have kept the last batch and not said so: then the stations get their
        answers, instead of asking for a second ticket.
        """
        self._reachable = False
        for _ in range(self._patience):
            if self._ended.wait(PAUSE_SECONDS):
                break
            with suppress(StoreUnreachable):
                self._store.position()
                return True
        return False

    def _not_kept(self, batch: Sequence[Wish], error: StoreError) -> None:
        """Let everybody ask again later; whether it was kept is read before that."""
        self._fresh = False
        if batch:
            log.error("%d wishes not kept: %s", len(batch), error)
        answers = []
        for wish in batch:
            code = "disk_full" if isinstance(error, StoreFull) else "not_kept"
            why = refused(wish.ask, code, str(error))
            answers.append((wish.reply, pack(why)))
        kept = Kept(answers=answers, seq=self._seq, events=[], texts=[])
        outcomes = {"not_kept": len(answers)}
        self._deliver(replace(kept, outcomes=outcomes, keeps=False))

    def _reload(self) -> None:
        """Forget what was decided and not kept."""
        self._seq, self._day = self._store.position()
        self._hall = self.hall_kept()
        self.day_key = self._key_of_day()
        self._answered.load()
        self._fresh = True

    def _key_of_day(self) -> DayKey | None:
        """Return the key of the day, if the office wants one; destroy all others."""
        keys = self._store.day_keys
        if self._plan.policy.limit != "card":
            keys.destroy()
            return None
        return DayKey(day=self._day, key=keys.key_of(self._day))

    def _wipe(self) -> None:
        """Let destroyed keys go from the disk; after a batch again, until they have."""
        try:
            gone = self._reachable and self._store.day_keys.wipe()
        except StoreError as error:
            gone = False
            log.warning("a key of a day before may still be on the disk: %s", error)
        if not gone and self._wiped:
            log.info("keys of days before go from the disk as soon as nobody reads")
        self._wiped = gone

    def _decide_and_keep(self, batch: Sequence[Wish]) -> None:
        try:
            self._decide(batch)
        except AnsweredBefore:
            # Somebody asks once more for what was done long ago.
            self._fresh = False
            if not self._answered.recall(wish.ask.id for wish in batch):
                raise
            self._decide(batch)

    def _decide(self, batch: Sequence[Wish]) -> None:
        if not batch and self._store.position()[0] != self._seq:
            self._fresh = False  # somebody else has written meanwhile
        if not self._fresh:
            self._start_over()
        at_hand = self._answered.at_hand
        draft = Draft(self._hall, self._seq, self._clock.now(), at_hand)
        draft.pass_time()
        for wish in batch:
            draft.obey(wish)
        draft.repeat(self._answered.to(draft.refused_ids))
        kept = draft.kept()
        if draft.last > self._seq:
            began = perf_counter()
            self._store.record(draft.batch())
            kept = replace(kept, seconds=perf_counter() - began, keeps=True)
            self._answered.note(draft.answers)
            self._seq, self._day = draft.last, self._hall.day
        elif not self._reachable:
            kept = replace(kept, keeps=True)
        self._deliver(kept)
