"""Reads how the records of many offices go on, with few questions to the server.

For a hub that follows offices which others own, ready to take them over.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Engine

from shared.domain.tally import Work
from shared.domain.ticket import State
from shared.domain.times import HOUR, MINUTE
from shared.store.history import VIETNAM_OFFSET
from shared.store.rows import Line, Mark
from shared.store.session import Session

MOST = 2_000
"""So many events of each office come with one answer."""

POSITIONS = """
SELECT office, incarnation, seq, day FROM offices WHERE office = ANY(%(offices)s)
"""
# Each office is looked up by itself in the index. The server does not open the parts
# of the journal before the first of all days, and at each office not those before its.
AFTER = """
SELECT mark.office, later.seq, later.day, later.event
FROM unnest(%(offices)s::text[], %(seqs)s::bigint[], %(days)s::date[])
    AS mark(office, seq, day)
CROSS JOIN LATERAL (
    SELECT seq, day, event FROM journal
    WHERE journal.office = mark.office AND journal.seq >= mark.seq
    AND journal.day >= mark.day AND journal.day >= %(first)s
    ORDER BY journal.seq LIMIT %(most)s
) AS later
ORDER BY mark.office, later.seq
"""
# With the day in plain sight the server opens that day's part of the journal alone.
OF_DAY = """
SELECT office, seq, event FROM journal
WHERE day = %(day)s AND office = ANY(%(offices)s) ORDER BY office, seq
"""
WORK = f"""
SELECT office, service, (called_at + {VIETNAM_OFFSET}) / {HOUR} %% 24 AS hour,
    count(*) AS people, sum((ended_at - called_at) / {MINUTE}.0)::float8 AS minutes,
    sum(((ended_at - called_at) / {MINUTE}.0) ^ 2)::float8 AS squares
FROM tickets
WHERE office = ANY(%(offices)s) AND day >= %(since)s AND state = '{State.FINISHED}'
    AND called_at IS NOT NULL
GROUP BY office, service, hour
"""


class Position(NamedTuple):
    """Where the records of an office are."""

    incarnation: int
    seq: int
    """The number of the last event."""

    day: date
    """The business day it left."""


class Tails:
    """Many offices of one PostgreSQL server, to be read only, by one thread.

    Every method raises StoreUnavailable if the server refuses or does not answer.
    """

    def __init__(self, engine: Engine) -> None:
        """Read through a connection of its own to the server of *engine*."""
        self._session = Session(engine, "motcua-follower")

    def positions(self, offices: Iterable[str]) -> dict[str, Position]:
        """Return where each of *offices* is; those that never began are left out."""
        rows = self._rows(POSITIONS, offices=list(offices))
        return {office: Position(*rest) for office, *rest in rows}

    def of_day(self, day: date, offices: Iterable[str]) -> dict[str, list[Line]]:
        """Return the events of *day* of each of *offices*, in order."""
        found: dict[str, list[Line]] = {office: [] for office in offices}
        for office, seq, text in self._rows(OF_DAY, day=day, offices=list(found)):
            found[office].append(Line(seq, day, text))
        return found

    def after(
        self, marks: Mapping[str, Mark], most: int = MOST
    ) -> dict[str, list[Line]]:
        """Return each mark's own event and the next ones, in order; at most so many.

        That of the mark itself is left out if it was on an earlier day.
        """
        found: dict[str, list[Line]] = {office: [] for office in marks}
        if not marks:
            return found
        rows = self._rows(
            AFTER,
            offices=list(marks),
            seqs=[mark.seq for mark in marks.values()],
            days=[mark.day for mark in marks.values()],
            first=min(mark.day for mark in marks.values()),
            most=most,
        )
        for office, *line in rows:
            found[office].append(Line(*line))
        return found

    def recent_work(
        self, offices: Collection[str], since: date
    ) -> dict[str, list[Work]]:
        """Return what citizens took since then, for each office as its `Store` does."""
        found: dict[str, list[Work]] = {office: [] for office in offices}
        for row in self._rows(WORK, offices=list(offices), since=since):
            office, service, hour, count, minutes, squares = row
            found[office].append(
                Work(
                    service=service,
                    hour=hour,
                    count=count,
                    minutes=minutes,
                    squares=squares,
                )
            )
        return found

    def cut(self) -> None:
        """Let whoever reads in another thread end at once."""
        self._session.cut()

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def _rows(self, statement: str, **values: object) -> list[Any]:
        self._session.open()
        return self._session.rows(statement, **values)
