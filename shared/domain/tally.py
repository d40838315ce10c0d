"""What the rules count over a day: numbers given, calls in a row, service times."""

from dataclasses import dataclass

from shared.domain.ticket import Ticket
from shared.domain.times import MINUTE


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

    def plus(self, minutes: float) -> "Work":
        """Return this with one more citizen."""
        return Work(
            service=self.service,
            hour=self.hour,
            count=self.count + 1,
            minutes=self.minutes + minutes,
            squares=self.squares + minutes * minutes,
        )


class Tally:
    """The counts of one business day."""

    def __init__(self) -> None:
        self.sequences: dict[str, int] = {}
        """The last place given in each service's sequence."""

        self.runs: dict[str, int] = {}
        """How many priority tickets each queue has just called in a row."""

        self.given: dict[tuple[str, str], int] = {}
        """Numbers given and not taken back, by service and session."""

        self.priority_given: dict[str, int] = {}
        """Priority numbers given, by service."""

        self.work: dict[str, Work] = {}
        self.holders: dict[tuple[str, str], str] = {}
        """The last number of a card or phone, by service and digest."""

        self.last_issue: dict[str, int] = {}
        """When each kiosk gave its last number."""

        self.first_issue: int | None = None

    def call(self, queue: str, ticket: Ticket) -> None:
        """Count a call; from this moment on it counts in the run."""
        self.runs[queue] = self.runs.get(queue, 0) + 1 if ticket.priority else 0

    def finish(self, ticket: Ticket, at: int) -> None:
        """Count how long *ticket* kept its counter busy."""
        if ticket.called_at is not None:
            before = self.work.get(ticket.service) or Work(service=ticket.service)
            minutes = (at - ticket.called_at) / MINUTE
            self.work[ticket.service] = before.plus(minutes)
