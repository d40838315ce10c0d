"""Remembers what was answered, so that nothing a station asks twice happens twice.

The last minutes are in memory: who was cut off asks again within seconds. Whatever is
older stands in the records, and is looked for there before a wish is refused.
"""

from collections.abc import Iterable, Mapping, Sequence

from shared.clock import Clock
from shared.domain.times import MINUTE
from shared.store.answers import Answers
from shared.store.rows import Answer

KEPT = 2 * 24 * 60 * MINUTE
"""Milliseconds for which a wish that is sent again gets its old answer."""

AT_HAND = 10 * MINUTE
"""Milliseconds for which the answer is in memory."""


class Answered:
    """The answers of one office."""

    def __init__(self, answers: Answers, clock: Clock) -> None:
        self._answers = answers
        self._clock = clock
        self._at_hand: dict[str, Answer] = {}

    @property
    def at_hand(self) -> Mapping[str, Answer]:
        """What needs no look at the records, by the wish's id."""
        return self._at_hand

    def load(self, given: Mapping[str, Answer] | None = None) -> None:
        """Have at hand what was answered just now, by whomever.

        That is what was *given*, where it has been read already.

        Raises:
            StoreError: The records cannot be read.
        """
        if given is None:
            given = self._answers.since(self._clock.now() - AT_HAND)
        self._at_hand |= given

    def note(self, given: Mapping[str, Answer]) -> None:
        """Have at hand what was *given* and kept; let go of what is old."""
        self._at_hand |= given
        old = self._clock.now() - AT_HAND
        # They stand nearly in the order of their times.
        while self._at_hand:
            first = next(iter(self._at_hand.values()))
            if first.at >= old:
                return
            del self._at_hand[first.id]

    def to(self, ids: Sequence[str]) -> dict[str, Answer]:
        """Return what the records say was answered to the wishes with these *ids*.

        Raises:
            StoreError: They cannot be read.
        """
        return self._answers.to(ids) if ids else {}

    def recall(self, ids: Iterable[str]) -> bool:
        """Have at hand what was answered to *ids*; return whether any is new.

        Raises:
            StoreError: The records cannot be read.
        """
        found = self.to([id_ for id_ in ids if id_ not in self._at_hand])
        self._at_hand |= found
        return bool(found)

    def forget(self) -> None:
        """Drop what is too old for anybody to ask for.

        Raises:
            StoreError: The records cannot be written.
        """
        self._answers.forget(self._clock.now() - KEPT)
        self._at_hand.clear()
