"""What is said in the hall, and when: calls go in, one sentence after the other out.

Sentences never overlap: the next one is asked for when the last one is over. Every
call is said once, with its counter, unless it was overtaken by what happened
meanwhile. When more than `CROWD` calls wait, repetitions and second languages are
left out, and up to `TOGETHER` calls share a sentence, the oldest first:
*mời công dân có số A, đến quầy số 1; số B, đến quầy số 3; số C, đến quầy số 2*. Last
calls, missed numbers and transfers have words of their own and are never joined.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from display.speech import Announcement, Use, pieces_of, pieces_together
from shared.domain.hall import Call
from shared.domain.ticket import State, Ticket
from shared.domain.times import SECOND
from shared.sound.spelling import Words
from shared.sound.voices import Voice

CROWD = 3
"""More waiting calls than these are a crowd."""

TOGETHER = 3
"""So many calls share a sentence in a crowd; nobody remembers more."""

JOINABLE = frozenset({Use.CALL, Use.REPEAT})

Truth = Callable[[str], Ticket | None]
"""The ticket with a number as it now is, None if it is over and forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How an office wants to be called."""

    voices: tuple[Voice, ...] = (Voice.NORTH,)
    """Each says every sentence, in this order."""

    whole: bool = False
    """Long tickets are read as one number."""

    repeats: int = 1
    """So often a call is repeated by itself, while nobody has come."""

    repeat_after: int = 20 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to be said about one ticket."""

    number: str
    counter: str
    use: Use
    since: int
    """When it came to this display, on its own clock."""

    priority: bool = False
    said: int = 0
    """How often it was said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said without a pause: about one ticket, or several in a crowd."""

    items: tuple[Item, ...]
    voice: Voice
    pieces: Words
    first: bool
    """Its first language: a chime goes before it."""


class Announcements:
    """What waits to be said, and what is being said.

    Times are milliseconds of any clock that never goes back.
    """

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._waiting: deque[Item] = deque()
        self._later: list[tuple[int, Item]] = []
        self._now_said: Sentence | None = None
        self._items: tuple[Item, ...] = ()
        self._voices_left: tuple[Voice, ...] = ()

    @property
    def waiting(self) -> tuple[Item, ...]:
        """What waits, the next first."""
        return tuple(self._waiting)

    @property
    def crowded(self) -> bool:
        """Whether so many wait that each is said only once, and shortly."""
        return len(self._waiting) > CROWD

    def call(self, call: Call, now: int, *, last: bool = False) -> None:
        """Let *call* be said; *last* if the ticket will not be called again."""
        use = Use.REPEAT if call.recall else Use.CALL
        item = Item(
            number=call.number,
            counter=call.counter,
            use=Use.LAST if last else use,
            since=now,
            priority=call.priority,
        )
        self._take(item)

    def tell(self, use: Use, number: str, counter: str, now: int) -> None:
        """Let something else be said about a ticket: missed, or sent elsewhere."""
        self._take(Item(number=number, counter=counter, use=use, since=now))

    def next(self, now: int, truth: Truth) -> Sentence | None:
        """Return what is to be said now, None while there is nothing.

        It must not be asked for before the last one is over; *truth* drops what is
        no longer so.
        """
        self._bring_repetitions(now)
        self._waiting = deque(i for i in self._waiting if _stands(i, truth))
        sentence = self._in_the_next_voice(truth) or self._from_the_queue()
        self._now_said = sentence
        return sentence

    def over(self, now: int) -> None:
        """Take it that what was being said is over, and plan its repetition."""
        said = self._now_said
        self._now_said = None
        if said is None or self._voices_left:
            return
        waiting = {item.number for item in self._waiting}
        for item in said.items:
            wanted = item.use in JOINABLE and item.said < self._manners.repeats
            if wanted and item.number not in waiting:
                again = replace(item, use=Use.REPEAT, said=item.said + 1)
                self._later.append((now + self._manners.repeat_after, again))

    def forget(self, before: int) -> None:
        """Drop what came before: nobody heard it in time."""
        self._waiting = deque(item for item in self._waiting if item.since >= before)
        self._later.clear()
        self._voices_left = ()

    def clear(self) -> None:
        """Drop all: nothing is to be said."""
        self._waiting.clear()
        self._later.clear()
        self._voices_left = ()
        self._now_said = None

    def _take(self, item: Item) -> None:
        """Let *item* wait; what else was to be said of its number is old."""
        self._later = [(d, i) for d, i in self._later if i.number != item.number]
        for place, other in enumerate(self._waiting):
            if other.number == item.number:
                # Nobody has heard of it yet, so the first call and the recall are one.
                unheard = other.use is Use.CALL and item.use is Use.REPEAT
                use = Use.CALL if unheard else item.use
                self._waiting[place] = replace(item, use=use, since=other.since)
                return
        self._waiting.append(item)

    def _bring_repetitions(self, now: int) -> None:
        due = [item for at, item in self._later if at <= now]
        self._later = [(at, item) for at, item in self._later if at > now]
        self._waiting.extend(replace(item, since=now) for item in due)
        if self.crowded:
            self._waiting = deque(item for item in self._waiting if not item.said)

    def _in_the_next_voice(self, truth: Truth) -> Sentence | None:
        """Return the last sentence in its next language, unless others wait."""
        if not self._voices_left or self.crowded:
            self._voices_left = ()
            return None
        voice, *left = self._voices_left
        items = tuple(i for i in self._items if _stands(i, truth, again=True))
        self._voices_left = tuple(left) if items else ()
        return self._sentence(items, voice, first=False) if items else None

    def _from_the_queue(self) -> Sentence | None:
        if not self._waiting:
            return None
        crowded = self.crowded
        items = [self._waiting.popleft()]
        if crowded and items[0].use in JOINABLE:
            items += self._take_joinable(TOGETHER - 1)
        voice, *others = self._manners.voices
        self._voices_left = () if crowded else tuple(others)
        self._items = tuple(items)
        return self._sentence(self._items, voice, first=True)

    def _take_joinable(self, count: int) -> list[Item]:
        taken = [item for item in self._waiting if item.use in JOINABLE][:count]
        for item in taken:
            self._waiting.remove(item)
        return taken

    def _sentence(
        self, items: tuple[Item, ...], voice: Voice, *, first: bool
    ) -> Sentence:
        asked = [_announcement(item, whole=self._manners.whole) for item in items]
        alone = len(asked) == 1
        pieces = pieces_of(asked[0], voice) if alone else pieces_together(asked, voice)
        return Sentence(items=items, voice=voice, pieces=pieces, first=first)


def _announcement(item: Item, *, whole: bool) -> Announcement:
    return Announcement(
        number=item.number,
        counter=item.counter,
        use=item.use,
        priority=item.priority,
        whole=whole,
    )


def _stands(item: Item, truth: Truth, *, again: bool = False) -> bool:
    """Return whether *item* is still worth saying; *again* if it was said before.

    Who is already being served may have been quicker than the voice: the call is
    said once, because some clerks press both buttons together, and not again.
    """
    ticket = truth(item.number)
    if ticket is None:
        return False
    match item.use:
        case Use.MISSED:
            return ticket.state is State.NO_SHOW
        case Use.TRANSFER:
            return (ticket.state, ticket.to_counter) == (State.WAITING, item.counter)
        case _:
            again = again or item.said > 0
            states = {State.CALLED} if again else {State.CALLED, State.SERVING}
            return ticket.state in states and ticket.counter == item.counter
