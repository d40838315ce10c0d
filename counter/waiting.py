"""The list of those who wait for a counter, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter.line import first_of, waiting_for
from counter.texts import Texts
from counter.wording import mark_of, minutes, short_name, waited, why_words
from shared.domain.hall import Hall
from shared.domain.picking import Choice
from shared.domain.plan import Counter
from shared.domain.ticket import Ticket

KEPT_MILLISECONDS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One who waits."""

    number: str
    service: str
    waited: str
    mark: str = ""
    priority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Those who wait, in the order they are expected."""

    rows: tuple[Row, ...] = ()
    totals: str = ""
    more: str = ""
    nobody: str = ""
    why: str = ""
    """Who is next, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom the list is written, and when."""

    counter: Counter
    now: int
    language: str
    texts: Texts


class RowKeeper:
    """Keeps the rows of a line as long as it is the same: there may be hundreds."""

    def __init__(self) -> None:
        self._line: Sequence[Ticket] = ()
        self._moment = 0
        self._rows: tuple[Row, ...] = ()

    def rows_of(
        self, hall: Hall, line: Sequence[Ticket], reader: Reader
    ) -> tuple[Row, ...]:
        """Return the rows of *line*, at most some seconds old."""
        moment = reader.now // KEPT_MILLISECONDS
        if line is not self._line or moment != self._moment:
            self._line, self._moment = line, moment
            self._rows = tuple(_row(hall, ticket, reader) for ticket in line)
        return self._rows


def waiting_of(
    hall: Hall,
    line: Sequence[Ticket],
    reader: Reader,
    next_one: Choice | None = None,
    keeper: RowKeeper | None = None,
) -> Waiting:
    """Return the list that shows *line*, with the totals of all who wait.

    *next_one* is who would be called now, and why; *keeper* saves thinking twice.
    """
    texts = reader.texts
    first = first_of(hall, reader.counter)
    if first is None:
        return Waiting(totals=texts.totals_nobody, nobody=texts.nobody)
    people = waiting_for(hall, reader.counter)
    more = people - len(line)
    longest = minutes(texts, reader.now - first.issued_at)
    return Waiting(
        rows=(keeper or RowKeeper()).rows_of(hall, line, reader),
        totals=texts.totals.format(n=people, longest=longest),
        more=texts.more.format(n=more) if more > 0 else "",
        why=_why(hall, next_one, reader),
    )


def _why(hall: Hall, next_one: Choice | None, reader: Reader) -> str:
    if next_one is None:
        return ""
    return why_words(reader.texts, hall.plan, next_one, reader.language)


def _row(hall: Hall, ticket: Ticket, reader: Reader) -> Row:
    return Row(
        number=ticket.number,
        service=short_name(hall.plan, ticket.service, reader.language),
        waited=waited(reader.texts, reader.now - ticket.issued_at),
        mark=mark_of(reader.texts, ticket, reader.counter),
        priority=ticket.priority,
    )
