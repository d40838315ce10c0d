"""The thread that keeps what offices wish, the one after the other.

Whether the database's server answers is a thing of the thread: a hundred offices do
not wait for it one by one.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from queue import Empty, SimpleQueue
from typing import Protocol

from shared.hub.exchange import Wish
from shared.hub.joint import NOBODY, Joint, Sharer, keep_together
from shared.store.errors import StoreError, StoreUnreachable

log = logging.getLogger(__name__)

LARGEST_BATCH = 64
PATIENCE, PAUSE_SECONDS = 20, 0.25
"""So often, and in such steps, a database server that has gone is looked for."""

Position = tuple[int, date]
"""The number of an office's last event, and the business day it left."""


class Worker(Sharer, Protocol):
    """What one office does in the thread, and nobody else calls."""

    def obey(self, wishes: Sequence[Wish]) -> None:
        """Decide *wishes* and keep them.

        Raises:
            StoreUnreachable: Nobody was answered; the same may be tried again.
            StoreDamaged: The records are.
        """

    def turn(self, position: Position | None) -> None:
        """Let happen what the time has brought; its records were at *position*.

        Raises:
            StoreUnreachable: The same may be tried again.
            StoreDamaged: The records are.
        """

    def tidy(self, *, idle: bool) -> None:
        """Do what days gone by have left to do; what takes longer only if *idle*.

        Raises:
            StoreDamaged: The records are.
        """

    def refuse(self, wishes: Sequence[Wish], error: StoreError) -> None:
        """Tell all, and who has wished most of all, that nothing is kept now."""

    def positions(self, offices: Sequence[str]) -> Mapping[str, Position]:
        """Return where the records of *offices* are, by one question.

        Raises:
            StoreError: They cannot be read.
        """

    def fail(self, error: Exception) -> None:
        """End because of *error*, which does not pass."""


@dataclass(frozen=True, slots=True)
class Leave:
    """An office goes, after all that it was asked before."""

    worker: Worker
    gone: threading.Event


Item = tuple[Worker, Wish] | Leave | None
"""None is a turn of all."""


class WriterThread:
    """Obeys the wishes of its offices, as many at once as there already are.

    It lives as long as it has an office.
    """

    def __init__(self, *, patience: int = PATIENCE) -> None:
        """*patience* is how often a server that has gone is looked for."""
        self._patience = patience
        self._items: SimpleQueue[Item] = SimpleQueue()
        self._workers: list[Worker] = []
        self._changing = threading.Lock()
        self._hurry = threading.Event()
        self._reachable = True
        # Whose turn it still is: between two of them wishes are obeyed.
        self._turning: dict[Worker, Position | None] = {}
        self._failed: list[Worker] = []

    @property
    def load(self) -> int:
        """How many offices it has."""
        return len(self._workers)

    def enter(self, worker: Worker) -> None:
        """Take *worker* in, and begin if it is the first."""
        with self._changing:
            self._workers.append(worker)
            if len(self._workers) == 1:
                self._thread = threading.Thread(target=self._live, name="writer")
                self._thread.start()

    def leave(self, worker: Worker) -> None:
        """Let *worker* go after what it was asked, and wait for that."""
        with self._changing:
            if worker not in self._workers:
                return
        thread, gone = self._thread, threading.Event()
        self._hurry.set()
        self._items.put(Leave(worker, gone))
        gone.wait()
        if not self._workers:
            thread.join()

    def put(self, worker: Worker, wish: Wish) -> None:
        """Let *worker* obey *wish* soon."""
        self._items.put((worker, wish))

    def turn(self) -> None:
        """Let every office see what the time has brought."""
        self._items.put(None)

    def _live(self) -> None:
        ended = False
        while not ended:
            wishes, turns, leaving = self._next_batch()
            self._obey(wishes)
            if turns:
                self._look_around()
            self._turn_next()
            ended = leaving is not None and self._let_go(leaving)

    def _next_batch(self) -> tuple[dict[Worker, list[Wish]], bool, Leave | None]:
        """Return what is there by office, until one wants to leave."""
        wishes: dict[Worker, list[Wish]] = {}
        turns = False
        for item in self._waiting():
            match item:
                case None:
                    turns = True
                case Leave():
                    return wishes, turns, item
                case worker, wish:
                    wishes.setdefault(worker, []).append(wish)
        return wishes, turns, None

    def _waiting(self) -> Iterator[Item]:
        with suppress(Empty):
            yield self._items.get(block=not self._turning)
            for _ in range(LARGEST_BATCH - 1):
                yield self._items.get_nowait()

    def _obey(self, batch: Mapping[Worker, Sequence[Wish]]) -> None:
        """Let each office obey; when the server has gone, only one looks for it."""
        # Who has left is left out: its stations ask the next hub.
        at_work = self._at_work()
        here = {each: batch[each] for each in batch if each in at_work}
        joint, gone = self._obey_together(here)
        for worker in here:
            if worker in joint.shares:
                self._guarded(worker, partial(joint.hand_over, worker))
        for worker, wishes in here.items():
            if worker in joint.shares:
                self._tidy(worker)
                continue
            if gone is None:
                gone = self._done(worker, partial(worker.obey, wishes))
            if gone is not None:
                self._guarded(worker, partial(worker.refuse, wishes, gone))

    def _obey_together(
        self, batch: Mapping[Worker, Sequence[Wish]]
    ) -> tuple[Joint, StoreError | None]:
        """Keep what can be kept together; also why not if the server has gone."""
        if len(batch) < 2:
            return NOBODY, None
        try:
            joint = keep_together(batch)
        except StoreUnreachable as error:
            if self._reachable and self._comes_back(next(iter(batch))):
                return NOBODY, None
            self._reachable = False
            return NOBODY, error
        self._reachable = self._reachable or bool(joint.shares)
        return joint, None

    def _look_around(self) -> None:
        """Begin a turn of all, with one look at where their records are."""
        workers = self._at_work()
        if not workers:
            return
        positions: dict[str, Position] = {}

        def read() -> None:
            positions.update(workers[0].positions([each.office for each in workers]))

        if (gone := self._done(workers[0], read)) is not None:
            for worker in workers:
                self._guarded(worker, partial(worker.refuse, (), gone))
        else:
            self._turning = {each: positions.get(each.office) for each in workers}

    def _turn_next(self) -> None:
        if not self._turning:
            return
        worker = next(iter(self._turning))
        position = self._turning.pop(worker)
        if (gone := self._done(worker, partial(worker.turn, position))) is not None:
            self._guarded(worker, partial(worker.refuse, (), gone))

    def _done(self, worker: Worker, work: Callable[[], None]) -> StoreError | None:
        """Do *work* of *worker*; return why not if the server has gone for long."""
        while True:
            try:
                self._guarded(worker, work)
            except StoreUnreachable as error:
                if not (self._reachable and self._comes_back(worker)):
                    self._reachable = False
                    return error
            else:
                self._reachable = True
                self._tidy(worker)
                return None

    def _tidy(self, worker: Worker) -> None:
        self._guarded(worker, partial(worker.tidy, idle=self._items.empty()))

    def _comes_back(self, worker: Worker) -> bool:
        """Wait a little for a server that was there, and return whether it is back.

        It may have kept the last batch and not said so: then the stations get their
        answers, instead of asking for a second ticket.
        """
        self._reachable = False
        for _ in range(self._patience):
            if self._hurry.wait(PAUSE_SECONDS):
                break
            try:
                worker.positions([worker.office])
            except StoreUnreachable:
                continue
            except StoreError:
                pass  # it answers; what is wrong is told when it is asked again
            return True
        return False

    def _guarded(self, worker: Worker, work: Callable[[], None]) -> None:
        """Do *work*, unless its office has failed; what goes wrong ends that alone.

        Raises:
            StoreUnreachable: It was that.
        """
        if worker in self._failed:
            return
        try:
            work()
        except StoreUnreachable:
            raise
        except Exception as error:  # noqa: BLE001  # the edge: it is told, with all
            self._failed.append(worker)
            worker.fail(error)

    def _at_work(self) -> list[Worker]:
        return [each for each in self._workers if each not in self._failed]

    def _let_go(self, leave: Leave) -> bool:
        """Let an office go, and return whether it was the last."""
        with self._changing:
            self._workers.remove(leave.worker)
            last = not self._workers
        if leave.worker in self._failed:
            self._failed.remove(leave.worker)
        self._turning.pop(leave.worker, None)
        self._hurry.clear()
        leave.gone.set()
        return last
