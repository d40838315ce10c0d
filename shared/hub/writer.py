"""The one thread that decides and keeps: wishes go in, kept outcomes come out."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec

from shared.clock import Clock
from shared.domain.commands import Command, IssueTicket, OpenCounter
from shared.domain.errors import QueueError
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.domain.policy import PRIORITY_GROUPS
from shared.domain.rules import decide, overdue, turn_of_day
from shared.domain.times import day_of
from shared.domain.waiting import ahead, wait_minutes
from shared.hub.check import differences
from shared.hub.exchange import Kept, Reset, Wish
from shared.store.errors import StoreError
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from shared.wire.codec import event_from, event_table, pack
from shared.wire.messages import Ask, Done, Refused

log = logging.getLogger(__name__)

LARGEST_BATCH = 64
RECENT_DAYS = timedelta(days=28)
"""Of so many days the hub learns each day what citizens take."""

ANSWERS_KEPT = 2 * 24 * 3_600_000
"""Milliseconds for which a wish that is sent again gets its old answer."""


@dataclass(slots=True)
class _Draft:
    """A batch while it is being decided."""

    seq: int
    entries: list[Entry] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    to_keep: list[tuple[str, int, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    replies: list[tuple[Callable[[str], None], str]] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.seq + len(self.entries)


class Writer:
    """Owns the hall that decides and the connection to the records.

    Its hall runs ahead of what the stations see: what it delivers, in a thread
    of its own, is only what the store has kept.
    """

    def __init__(
        self, store: Store, plan: Plan, clock: Clock, failed: Callable[[], None]
    ) -> None:
        self._store = store
        self._plan = plan
        self._clock = clock
        self._failed = failed
        self._wishes: SimpleQueue[Wish | None] = SimpleQueue()
        self._ending = False
        taken = store.take(day_of(clock.now()))
        self.stream = f"{plan.id}/{taken.incarnation}"
        self._answers: dict[str, str] = {}
        self._day = self._begun = taken.day
        self._tidy()
        self._reload()

    def check(self) -> list[str]:
        """Return in words where the journal and the tickets of today differ."""
        return differences(self.hall_kept(), self._store)

    @property
    def seq(self) -> int:
        """The number of the last event kept."""
        return self._seq

    def hall_kept(self) -> Hall:
        """Return a hall of its own as the records have it."""
        hall = Hall(self._plan, self._day)
        hall.learn(self._recent)
        for text in self._store.events(self._day):
            evolve(hall, event_from(msgspec.json.decode(text)))
        return hall

    def submit(self, wish: Wish) -> None:
        """Let *wish* be decided and kept soon."""
        self._wishes.put(wish)

    def turn(self) -> None:
        """Let happen what the time has brought: a new day, a missed call."""
        now = self._clock.now()
        if day_of(now) > self._day or self._plan.policy.automatic_no_show:
            self._wishes.put(None)

    def start(self, deliver: Callable[[Kept | Reset], None]) -> None:
        """Begin to obey; *deliver* is called with all that was kept."""
        self._deliver = deliver
        self._thread = Thread(target=self._live, name="writer")
        self._thread.start()

    def stop(self) -> None:
        """End after what is already asked, and wait for that."""
        self._ending = True
        self._wishes.put(None)
        self._thread.join()

    def _live(self) -> None:
        """Obey wish after wish, as many in one transaction as there already are."""
        try:
            while not (self._ending and self._wishes.empty()):
                self._obey(self._next_batch())
                if self._day != self._begun:
                    self._begin_day()
        except Exception:  # the edge: without a writer there is no hub
            log.exception("the writer cannot go on")
            self._failed()

    def _begin_day(self) -> None:
        """Drop old answers, learn from yesterday, and let every station have it."""
        self._begun = self._day
        try:
            self._tidy()
            self._start_over()
        except StoreError as error:
            self._fresh = False
            log.warning("the day begins with yesterday's figures: %s", error)

    def _tidy(self) -> None:
        self._store.forget_answers(self._clock.now() - ANSWERS_KEPT)
        self._answers.clear()
        self._recent = self._store.recent_work(self._day - RECENT_DAYS)

    def _start_over(self) -> None:
        self._reload()
        self._deliver(Reset(hall=self.hall_kept(), seq=self._seq))

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
        except StoreError as error:
            log.warning("the records refused %d wishes: %s", len(batch), error)
            self._fresh = False
            for wish in batch:
                self._alone(wish)

    def _alone(self, wish: Wish) -> None:
        """Let only that wish fail which cannot be kept by itself."""
        try:
            self._decide_and_keep([wish])
        except StoreError as error:
            self._fresh = False
            log.exception("not kept: %s of %s", wish.ask.id, wish.station)
            refused = Refused(id=wish.ask.id, code="not_kept", message=str(error))
            reply = (wish.reply, pack(refused))
            self._deliver(Kept(answers=[reply], seq=self._seq, events=[]))

    def _reload(self) -> None:
        """Forget what was decided and not kept."""
        self._seq, self._day = self._store.position()
        self._hall = self.hall_kept()
        self._answers |= self._store.answers(self._clock.now() - ANSWERS_KEPT)
        self._fresh = True

    def _decide_and_keep(self, batch: Sequence[Wish]) -> None:
        if not self._fresh:
            self._start_over()
        draft = _Draft(seq=self._seq)
        now = self._clock.now()
        for event in turn_of_day(self._hall, day_of(now), now):
            self._happen(draft, event, station="")
        for command in overdue(self._hall, now):
            for event in decide(self._hall, command, now):
                self._happen(draft, event, station="")
        for wish in batch:
            self._decide(draft, wish, now)
        if draft.entries:
            self._keep(draft)
        kept = Kept(answers=draft.replies, seq=draft.seq, events=draft.events)
        self._deliver(kept)

    def _keep(self, draft: _Draft) -> None:
        batch = Batch(
            seq=draft.seq,
            day=self._hall.day,
            entries=draft.entries,
            answers=draft.to_keep,
            reasons=draft.reasons,
        )
        try:
            self._store.record(batch)
        except StoreError:
            for id_, _, _ in draft.to_keep:
                del self._answers[id_]
            raise
        self._seq, self._day = draft.last, self._hall.day

    def _decide(self, draft: _Draft, wish: Wish, now: int) -> None:
        ask = wish.ask
        if answer := self._answers.get(ask.id):
            draft.replies.append((wish.reply, answer))
            return
        try:
            events = decide(self._hall, self._known(wish), now)
        except QueueError as error:
            refused = Refused(
                id=ask.id, code=error.code, message=str(error), parts=error.parts
            )
            draft.replies.append((wish.reply, pack(refused)))
            return
        token = self._token(ask)
        for event in events:
            self._happen(draft, event, station=wish.station, token=token)
        draft.reasons += _reasons_of(ask)
        answer = pack(self._done(ask, draft.last, events[-1], token))
        self._answers[ask.id] = answer
        draft.to_keep.append((ask.id, now, answer))
        draft.replies.append((wish.reply, answer))

    def _known(self, wish: Wish) -> Command:
        """Return the command with what only the hub knows: who asks."""
        match wish.ask.command:
            case IssueTicket() as command:
                return replace(command, station=wish.station)
            case OpenCounter() as command:
                took = wish.takes_over
                return replace(command, station=wish.station, takes_over=took)
            case command:
                return command

    def _happen(
        self, draft: _Draft, event: Event, *, station: str, token: str | None = None
    ) -> None:
        evolve(self._hall, event)
        ticket = event.ticket if isinstance(event, TicketChanged) else None
        text = msgspec.json.encode(event_table(event)).decode()
        entry = Entry(
            day=self._hall.day,
            at=event.at,
            station=station,
            event=text,
            ticket=ticket,
            token=token,
        )
        draft.entries.append(entry)
        draft.events.append(event)

    def _token(self, ask: Ask) -> str | None:
        """Return the random token of an issued ticket: at least 80 bits."""
        if not isinstance(ask.command, IssueTicket):
            return None
        return ask.token or secrets.token_hex(10).upper()

    def _done(self, ask: Ask, seq: int, event: Event, token: str | None) -> Done:
        ticket = event.ticket if isinstance(event, TicketChanged) else None
        if ticket is None or not isinstance(ask.command, IssueTicket):
            return Done(id=ask.id, seq=seq, ticket=ticket)
        people = ahead(self._hall, ticket)
        return Done(
            id=ask.id,
            seq=seq,
            ticket=ticket,
            ahead=people,
            wait_minutes=wait_minutes(
                self._hall, ticket.service, people, priority=ticket.priority
            ),
            token=token,
        )


def _reasons_of(ask: Ask) -> list[str]:
    """Return why priority was asked for, as one of the groups an office counts."""
    match ask.command:
        case IssueTicket(priority=True, reason=str(reason)):
            return [reason if reason in PRIORITY_GROUPS else "other"]
        case _:
            return []
