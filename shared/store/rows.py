"""How events and tickets stand in the tables, and how they are read from there."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from shared.domain.ticket import State, Ticket

COLUMNS = tuple(each.name for each in fields(Ticket))
DERIVED = ("queue", "waiting")
"""What stands beside a ticket's own columns, and follows from them."""

Row = dict[str, Any]
"""Values by the names of columns or parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event to keep, with what belongs to it."""

    day: date
    at: int
    station: str
    event: str
    """The event as JSON text."""

    ticket: Ticket | None = None
    token: str | None = None
    clerk: str | None = None
    """Who was logged in at the station; None if nobody had to be."""


class Answer(NamedTuple):
    """What was said to a wish."""

    id: str
    at: int
    text: str
    """As JSON."""

    station: str | None = None
    """Who asked, the only one who may hear it again; None if that is not known."""


class Mark(NamedTuple):
    """Up to where somebody has read an office."""

    seq: int
    day: date


class Line(NamedTuple):
    """One event in the journal."""

    seq: int
    day: date
    text: str
    """The event as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one transaction keeps: everything or nothing."""

    seq: int
    """The number of the last event before the batch."""

    day: date
    """The business day after the batch."""

    entries: Sequence[Entry]
    answers: Sequence[Answer] = field(default=())

    reasons: Sequence[str] = ()
    """Why priority was asked for; counted for the day, kept with no ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a transaction of several offices keeps of one."""

    office: str
    incarnation: int
    """In which the office is ours to write."""

    batch: Batch


class Rows(NamedTuple):
    """What parts of different offices change in the tables, a row each."""

    offices: Sequence[Row]
    """How an office moves on, if it is as its part says."""

    tickets: Sequence[Row]
    """The tickets as they are left, each once."""

    journal: Sequence[Row]
    answers: Sequence[Row]
    reasons: Sequence[Row]
    """How often each was given."""


def rows_of(parts: Sequence[Part]) -> Rows:
    """Return what *parts* change, in their order."""

    def all_of(rows: Callable[[Part], Iterable[Row]]) -> list[Row]:
        return [row for part in parts for row in rows(part)]

    return Rows(
        offices=[_step(part) for part in parts],
        tickets=all_of(_tickets),
        journal=all_of(_events),
        answers=all_of(_answers),
        reasons=all_of(_reasons),
    )


def named(parts: Iterable[Part]) -> str:
    """Return in words which offices *parts* are about, and where they were."""
    return ", ".join(f"{part.office} after {part.batch.seq}" for part in parts)


def ticket_of(row: Mapping[Any, Any]) -> Ticket:
    """Return the ticket that stands in *row*."""
    return Ticket(**{**row, "state": State(row["state"])})


def _step(part: Part) -> Row:
    batch = part.batch
    return {
        "mine": part.office,
        "taken": part.incarnation,
        "before": batch.seq,
        "after": batch.seq + len(batch.entries),
        "today": batch.day,
    }


def _tickets(part: Part) -> Iterable[Row]:
    rows: dict[tuple[date, str], Row] = {}
    for entry in part.batch.entries:
        if (ticket := entry.ticket) is None:
            continue
        key = (entry.day, ticket.number)
        token = entry.token or rows.get(key, {}).get("token")
        rows[key] = {name: getattr(ticket, name) for name in COLUMNS} | {
            "office": part.office,
            "day": entry.day,
            "token": token,
            "queue": ticket.queue,
            "waiting": ticket.state is State.WAITING,
        }
    return rows.values()


def _events(part: Part) -> Iterable[Row]:
    for place, entry in enumerate(part.batch.entries, 1):
        yield {
            "office": part.office,
            "seq": part.batch.seq + place,
            "day": entry.day,
            "at": entry.at,
            "station": entry.station,
            "event": entry.event,
            "clerk": entry.clerk,
        }


def _answers(part: Part) -> Iterable[Row]:
    for answer in part.batch.answers:
        yield {
            "office": part.office,
            "id": answer.id,
            "at": answer.at,
            "station": answer.station,
            "answer": answer.text,
        }


def _reasons(part: Part) -> Iterable[Row]:
    here = {"office": part.office, "day": part.batch.day}
    for reason, times in Counter(part.batch.reasons).items():
        yield here | {"reason": reason, "times": times}
