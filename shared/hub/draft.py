"""A batch of wishes while it is being decided: what to keep, and what to say then."""

import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from shared.domain.commands import (
    CancelTicket,
    Command,
    IssueTicket,
    MergeTicket,
    OpenCounter,
    WalkIn,
)
from shared.domain.errors import QueueError
from shared.domain.events import Event, TicketChanged
from shared.domain.hall import Hall, evolve
from shared.domain.policy import PRIORITY_GROUPS
from shared.domain.rules import decide, overdue, turn_of_day
from shared.domain.ticket import Ticket
from shared.domain.times import day_of
from shared.domain.waiting import ahead, wait_minutes
from shared.hub.access import check
from shared.hub.exchange import Kept, Wish
from shared.store.rows import Answer, Batch, Entry
from shared.wire.codec import event_table, pack
from shared.wire.messages import Ask, Done, Refused


class Draft:
    """Decides against a hall that so runs ahead of the records."""

    def __init__(
        self, hall: Hall, seq: int, now: int, answers: Mapping[str, Answer]
    ) -> None:
        """Begin after event *seq*; *answers* were given before, by the wish's id."""
        self._hall = hall
        self._seq = seq
        self._now = now
        self._old_answers = answers
        self.answers: dict[str, Answer] = {}
        """What is answered anew, by the wish's id."""

        self.outcomes: Counter[str] = Counter()
        """How many wishes were `done`, or refused with a code."""

        self._replies: list[tuple[Callable[[str], None], str]] = []
        # The places of those that are refused, in case the records know better.
        self._refused: dict[int, tuple[Wish, str]] = {}
        self._entries: list[Entry] = []
        self._events: list[Event] = []
        self._texts: list[str] = []
        self._reasons: list[str] = []

    @property
    def last(self) -> int:
        """The number of the last event so far."""
        return self._seq + len(self._entries)

    def pass_time(self) -> None:
        """Let happen what the time has brought."""
        for event in turn_of_day(self._hall, day_of(self._now), self._now):
            self._happen(event)
        for command in overdue(self._hall, self._now):
            for event in decide(self._hall, command, self._now):
                self._happen(event)

    def obey(self, wish: Wish) -> None:
        """Decide *wish*, unless it was answered before."""
        id_ = wish.ask.id
        before = self.answers.get(id_) or self._old_answers.get(id_)
        answer = self._answer(wish) if before is None else self._again(wish, before)
        self._replies.append((wish.reply, answer))

    @property
    def refused_ids(self) -> list[str]:
        """The ids of wishes that are refused, if they were not obeyed long ago."""
        return [wish.ask.id for wish, _ in self._refused.values()]

    def repeat(self, found: Mapping[str, Answer]) -> None:
        """Answer refused wishes as before, as far as that was *found*, by their ids."""
        for place, (wish, code) in self._refused.items():
            if (before := found.get(wish.ask.id)) is not None:
                self.outcomes[code] -= 1
                self._replies[place] = (wish.reply, self._again(wish, before))

    def _again(self, wish: Wish, before: Answer) -> str:
        if before.station in (None, wish.station):
            return before.text
        # The answer to somebody else holds the token of a citizen's slip.
        why = "another station has used this id"
        return self._refuse(wish.ask, "id_taken", why)

    def batch(self) -> Batch:
        """Return what is to be kept."""
        return Batch(
            seq=self._seq,
            day=self._hall.day,
            entries=self._entries,
            answers=list(self.answers.values()),
            reasons=self._reasons,
        )

    def kept(self) -> Kept:
        """Return what is to be said once it is kept."""
        return Kept(
            answers=self._replies,
            seq=self._seq,
            events=self._events,
            texts=self._texts,
            outcomes=self.outcomes,
        )

    def _answer(self, wish: Wish) -> str:
        ask = wish.ask
        try:
            if wish.badge is not None:
                check(wish.badge, ask.command, self._hall)
            events = decide(self._hall, _known(wish), self._now)
        except QueueError as error:
            self._refused[len(self._replies)] = (wish, error.code)
            return self._refuse(ask, error.code, str(error), error.parts)
        token = _token(ask)
        for event in events:
            self._happen(event, wish=wish, token=token)
        self._reasons += _reasons_of(ask)
        answer = pack(self._done(ask, self._outcome(ask, events), token))
        self.answers[ask.id] = Answer(ask.id, self._now, answer, wish.station)
        self.outcomes["done"] += 1
        return answer

    def _refuse(
        self,
        ask: Ask,
        code: str,
        message: str,
        parts: Mapping[str, str | int] | None = None,
    ) -> str:
        self.outcomes[code] += 1
        return pack(refused(ask, code, message, parts))

    def _happen(
        self, event: Event, *, wish: Wish | None = None, token: str | None = None
    ) -> None:
        evolve(self._hall, event)
        ticket = event.ticket if isinstance(event, TicketChanged) else None
        text = _text_of(event)
        entry = Entry(
            day=self._hall.day,
            at=event.at,
            station=wish.station if wish else "",
            event=text,
            ticket=ticket,
            token=token,
            clerk=wish.clerk if wish else None,
        )
        self._entries.append(entry)
        self._events.append(event)
        if isinstance(event, TicketChanged) and event.holder is not None:
            # Whose ticket it is, no station may know.
            text = _text_of(replace(event, holder=None))
        self._texts.append(text)

    def _outcome(self, ask: Ask, events: Sequence[Event]) -> Ticket | None:
        """Return the ticket as *ask* has left it, if it was about one."""
        match ask.command, events:
            case MergeTicket(number=number), _:
                return self._hall.tickets[number]  # also when it was known before
            case _, [*_, TicketChanged(ticket=ticket)]:
                return ticket
            case _:
                return None

    def _done(self, ask: Ask, ticket: Ticket | None, token: str | None) -> Done:
        if ticket is None or not isinstance(ask.command, IssueTicket):
            return Done(id=ask.id, seq=self.last, ticket=ticket)
        people = ahead(self._hall, ticket)
        minutes = wait_minutes(
            self._hall, ticket.service, people, priority=ticket.priority
        )
        return Done(
            id=ask.id,
            seq=self.last,
            ticket=ticket,
            ahead=people,
            wait_minutes=minutes,
            token=token,
        )


def refused(
    ask: Ask, code: str, message: str, parts: Mapping[str, str | int] | None = None
) -> Refused:
    """Return why *ask* was not obeyed."""
    return Refused(id=ask.id, code=code, message=message, parts=parts or {})


def _known(wish: Wish) -> Command:
    """Return the command with what only the hub knows: who asks."""
    match wish.ask.command:
        case IssueTicket() | MergeTicket() | CancelTicket() as command:
            return replace(command, station=wish.station)
        case OpenCounter() as command:
            took = wish.takes_over
            return replace(command, station=wish.station, takes_over=took)
        case command:
            return command


def _token(ask: Ask) -> str | None:
    """Return the random token of a new ticket: at least 80 bits."""
    if not isinstance(ask.command, IssueTicket | MergeTicket | WalkIn):
        return None
    return ask.token or secrets.token_hex(10).upper()


def _text_of(event: Event) -> str:
    return msgspec.json.encode(event_table(event)).decode()


def _reasons_of(ask: Ask) -> list[str]:
    """Return why priority was asked for, as one of the groups an office counts."""
    match ask.command:
        case IssueTicket(priority=True, reason=str(reason)):
            return [reason if reason in PRIORITY_GROUPS else "other"]
        case _:
            return []
