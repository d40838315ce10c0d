"""An office's hall that follows the journal, so that a hub can go on at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from shared.domain.events import DayStarted
from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.hub.journal import event_in
from shared.store.rows import Line, Mark
from shared.store.tails import Position

PlanOn = Callable[[date], Plan]
"""What an office has to offer on a business day."""


class LostTrack(Exception):
    """The journal does not go on from here: the hall must be made anew."""


@dataclass(slots=True, kw_only=True)
class Warm:
    """The hall of an office, as its journal has it up to an event."""

    hall: Hall
    seq: int
    """The number of the last event, 0 before the first."""

    text: str | None = None
    """The last event as it stands in the journal; None if it was on another day."""

    learnt: date | None = None
    """The day on which was read what citizens took on the days before."""

    @property
    def mark(self) -> Mark:
        """Where to read on."""
        return Mark(self.seq, self.hall.day)

    def fits(self, position: Position) -> bool:
        """Return whether the records at *position* can have come from here."""
        return position.seq >= self.seq and position.day >= self.hall.day

    def take_in(self, lines: Iterable[Line], plan_on: PlanOn) -> None:
        """Let happen what the journal says, from the last event known.

        That one is among *lines* to be compared: records that a copy has replaced
        have the same numbers for other events.

        Raises:
            LostTrack: The hall is of no use any more.
            StoreError: An event makes no sense.
        """
        lines = iter(lines)
        if self.text is not None:
            first = next(lines, None)
            if first is None or (first.seq, first.text) != (self.seq, self.text):
                raise LostTrack(f"event {self.seq} is another one now")
        for line in lines:
            if line.seq == self.seq:
                continue  # of another day, or before all
            if line.seq != self.seq + 1:
                raise LostTrack(f"after event {self.seq} comes {line.seq}")
            event = event_in(line.text)
            if isinstance(event, DayStarted) and plan_on(event.day) != self.hall.plan:
                raise LostTrack(f"on {event.day} the office has another plan")
            evolve(self.hall, event)
            self.seq, self.text = line.seq, line.text


def warm_from(position: Position, lines: Iterable[Line], plan_on: PlanOn) -> Warm:
    """Return the hall at *position*; *lines* are the events of its day, or more.

    Raises:
        StoreError: An event makes no sense.
    """
    warm = Warm(hall=Hall(plan_on(position.day), position.day), seq=position.seq)
    for line in lines:
        if line.seq > position.seq:
            break  # written since then
        evolve(warm.hall, event_in(line.text))
        warm.text = line.text if line.seq == position.seq else None
    return warm
