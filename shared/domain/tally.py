"""What the rules count over a day: numbers given, calls in a row, service times."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from shared.domain.ticket import Ticket
from shared.domain.times import MINUTE

REMEMBERED_CALLS = 64
"""So many calls of a queue are remembered; a run is longer nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What citizens of a service took at a counter, from the call to the end."""

    service: str
    hour: int | None = None
    """The hour of the day it is about; None for today as a whole."""

    count: int = 0
    minutes: float = 0.0
    """All of them together."""

    squares: float = 0.0
    """The sum of the squares of the minutes of each."""

    def plus(self, minutes: float, *, people: int = 1) -> "Work":
        """Return this with one more citizen, or with one fewer if *people* is -1."""
        return Work(
            service=self.service,
            hour=self.hour,
            count=self.count + people,
            minutes=self.minutes + people * minutes,
            squares=self.squares + people * minutes * minutes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDay:
    """What one counter has done today."""

    counter: str
    served: int = 0
    """Tickets finished there."""

    minutes: float = 0.0
    """What they took together, from the beginning of the work to its end."""

    ratings: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """How often citizens gave each level, 1 first."""

    def plus(self, tickets: int, minutes: float) -> "DeskDay":
        """Return this with tickets more, or fewer if they are below zero."""
        return replace(
            self, served=self.served + tickets, minutes=self.minutes + minutes
        )

    def rated(self, level: int) -> "DeskDay":
        """Return this with one more rating of *level*, 1 to 5."""
        first, second, third, fourth, fifth = (
            times + (place == level) for place, times in enumerate(self.ratings, 1)
        )
        return replace(self, ratings=(first, second, third, fourth, fifth))


class Tally:
    """The counts of one business day."""

    def __init__(self) -> None:
        self.sequences: dict[str, int] = {}
        """The last place given in each service's sequence."""

        self.runs: dict[str, int] = {}
        """How many priority tickets each queue has just called in a row."""

        self._called: dict[str, deque[tuple[str, bool]]] = {}
        """The last calls from each queue, as number and priority."""

        self.desks: dict[str, DeskDay] = {}
        """What each counter has done."""

        self.rated: set[str] = set()
        """The numbers that were rated."""

        self.given: dict[tuple[str, str], int] = {}
        """Numbers given and not taken back, by service and session."""

        self.priority_given: dict[str, int] = {}
        """Priority numbers given, by service."""

        self.work: dict[str, Work] = {}
        self.holders: dict[tuple[str, str], str] = {}
        """The last number of a card or phone, by service and digest."""

        self.last_issue: dict[str, int] = {}
        """When each kiosk gave its last number."""

        self.givers: dict[str, str] = {}
        """Which kiosk gave a number."""

        self.first_issue: int | None = None

    def call(self, queue: str, ticket: Ticket) -> None:
        """Count a call; from this moment on it counts in the run."""
        self.runs[queue] = self.runs.get(queue, 0) + 1 if ticket.priority else 0
        calls = self._called.setdefault(queue, deque(maxlen=REMEMBERED_CALLS))
        calls.append((ticket.number, ticket.priority))

    def learn_runs(self, runs: Mapping[str, int]) -> None:
        """Take in how many priority tickets each queue has just called in a row."""
        self.runs = dict(runs)
        for queue, run in runs.items():
            calls = [("", True)] * run
            self._called[queue] = deque(calls, maxlen=REMEMBERED_CALLS)

    def uncall(self, queue: str, number: str) -> None:
        """Count as if *number* had not been called from *queue*.

        So whoever calls again after a wrong press gets the same citizen.
        """
        calls = self._called.get(queue, deque())
        last = next((call for call in reversed(calls) if call[0] == number), None)
        if last is not None:
            calls.remove(last)
            run = takewhile(lambda call: call[1], reversed(calls))
            self.runs[queue] = sum(1 for _ in run)

    def finish(self, ticket: Ticket, at: int, *, people: int = 1) -> None:
        """Count how long *ticket* kept its counter busy, or with -1 take it back."""
        if ticket.called_at is not None:
            before = self.work.get(ticket.service) or Work(service=ticket.service)
            minutes = (at - ticket.called_at) / MINUTE
            self.work[ticket.service] = before.plus(minutes, people=people)
        if ticket.counter is not None:
            began = ticket.served_at if ticket.served_at is not None else at
            day = self.desk(ticket.counter).plus(people, people * (at - began) / MINUTE)
            self.desks[ticket.counter] = day

    def rate(self, ticket: Ticket, level: int) -> None:
        """Count how a citizen found it."""
        self.rated.add(ticket.number)
        counter = ticket.counter or ""
        self.desks[counter] = self.desk(counter).rated(level)

    def desk(self, counter: str) -> DeskDay:
        """Return what *counter* has done today."""
        return self.desks.get(counter) or DeskDay(counter=counter)
