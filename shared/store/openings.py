"""Takes many offices of a PostgreSQL server over at once, with few questions.

When a hub has died, what each of its offices costs is what all their people wait.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine

from shared.store.engine import told
from shared.store.history import PAUSE, Past
from shared.store.rows import Answer, Line, Mark
from shared.store.store import Taken
from shared.store.tails import AFTER, MOST

# Whoever locks several offices does it in the same order. What somebody keeps at this
# very moment is waited for, and seen by what is asked afterwards.
LOCK = """
SELECT office FROM offices WHERE office = ANY(%(offices)s)
ORDER BY office COLLATE "C" FOR UPDATE
"""
TAKE = """
UPDATE offices SET incarnation = greatest(offices.incarnation, known.after) + 1
FROM unnest(%(offices)s::text[], %(afters)s::bigint[]) AS known(office, after)
WHERE offices.office = known.office
RETURNING offices.office, incarnation, seq, day
"""
ANSWERS = """
SELECT office, id, at, answer, station FROM answers
WHERE office = ANY(%(offices)s) AND at >= %(since)s
"""
# As in `History.past`, to which is left who was away for long.
PAST = f"""
SELECT offices.office, accepted_at, coalesce(last.at, 0) FROM offices
LEFT JOIN LATERAL (
    SELECT at FROM journal
    WHERE journal.office = offices.office
    AND journal.day >= offices.day - {PAUSE.days}
    ORDER BY seq DESC LIMIT 1
) AS last ON true
WHERE offices.office = ANY(%(offices)s) AND (last.at IS NOT NULL OR offices.seq = 0)
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """An office that was taken, and what has happened there."""

    taken: Taken
    lines: list[Line] = field(default_factory=list)
    """The event at a mark, if it was on that day or later, and all later."""

    answers: dict[str, Answer] = field(default_factory=dict)
    """What was answered since then, by the wish's id."""


class Openings:
    """The offices of a server, to be taken by whoever has their locks.

    Every method raises StoreUnavailable if the server refuses or does not answer.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def pasts(self, wanted: Iterable[str]) -> dict[str, Past]:
        """Return what the records know of time, for offices with events of late."""
        with told(self._engine), self._engine.begin() as connection:
            rows = _rows(connection, PAST, offices=list(wanted))
        return {
            office: Past(last_at=last_at, accepted_at=accepted_at)
            for office, accepted_at, last_at in rows
        }

    def take(
        self, marks: Mapping[str, Mark], afters: Mapping[str, int], since: int
    ) -> dict[str, Opened]:
        """Begin a new incarnation of each office with a mark that the records know.

        It is later than that of *afters*. All are taken, or none. An office in which
        too much has happened since its mark to be told at once is left out.
        """
        mine = sorted(marks)
        values = {"offices": mine, "afters": [afters.get(each, 0) for each in mine]}
        with told(self._engine), self._engine.begin() as connection:
            _rows(connection, LOCK, offices=mine)
            opened = {
                office: Opened(Taken(incarnation=incarnation, seq=seq, day=day))
                for office, incarnation, seq, day in _rows(connection, TAKE, **values)
            }
            for office, *line in _rows(connection, AFTER, **_after([*opened], marks)):
                opened[office].lines.append(Line(*line))
            for office, *answer in _rows(
                connection, ANSWERS, offices=mine, since=since
            ):
                opened[office].answers[answer[0]] = Answer(*answer)
        return {
            office: each for office, each in opened.items() if len(each.lines) < MOST
        }


def _after(wanted: list[str], marks: Mapping[str, Mark]) -> dict[str, Any]:
    days = [marks[office].day for office in wanted]
    seqs = [marks[office].seq for office in wanted]
    first = min(days, default=None)
    return {
        "offices": wanted,
        "seqs": seqs,
        "days": days,
        "first": first,
        "most": MOST,
    }


def _rows(connection: Connection, statement: str, **values: object) -> list[Any]:
    return list(connection.exec_driver_sql(statement, values))
