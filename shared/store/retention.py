"""Drops the parts of tables that are older than is kept, on a PostgreSQL server.

For all offices at once, also those that no hub serves any more. What a day came to
stays in ``totals``, and a day without totals gets them first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine, and_, exists, func, select, text
from sqlalchemy.dialects.postgresql import insert

from shared.store.engine import told
from shared.store.partitions import CUTS, Cut, Part, Partitions, parts_of
from shared.store.sums import sums
from shared.store.tables import offices, tickets, totals

DROPPING = 0x6D6F74637563
"""The advisory lock of whoever drops parts: one hub at a time."""

PATIENCE = "SET LOCAL lock_timeout = '50ms'"
"""So long wishes wait behind us while somebody reads what is to go."""

SLICE = 1_000
"""So many rows are dropped at once of days that have no part of their own."""


class Retention:
    """The oldest parts of the tables in a PostgreSQL database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.partitions = Partitions(engine)

    def latest_day(self) -> date | None:
        """Return the latest business day of any office; None if there is none.

        Raises:
            StoreUnavailable: The database refused.
        """
        with told(self._engine), self._engine.begin() as connection:
            day: date | None = connection.scalar(select(func.max(offices.c.day)))
            return day

    def step(self, before: date) -> bool:
        """Drop the next part all of whose days are *before* then.

        Of days that have no part of their own, `SLICE` rows of each table go. Returns
        whether anything went; nothing does while another hub is at it.

        Raises:
            StoreUnavailable: The database refused, or somebody reads the part: nothing
                was dropped, it can be tried again at any time.
        """
        part = self._oldest()
        if part is None or part.end > before:
            return self._drop_others(before)
        with self._alone() as connection:
            if connection is None:
                return False
            _sum_up(connection, part.first, part.end)
        with self._alone() as connection:
            if connection is None:
                return False
            connection.exec_driver_sql(PATIENCE)
            # For this moment nobody writes; the file goes after that.
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {part.name}")
        return True

    def _oldest(self) -> Part | None:
        with told(self._engine), self._engine.begin() as connection:
            parts = [part for cut in CUTS for part in parts_of(connection, cut)]
        return min(parts, key=lambda part: part.end, default=None)

    def _drop_others(self, before: date) -> bool:
        with self._alone() as connection:
            if connection is None or not any(
                _holds(connection, cut, before) for cut in CUTS
            ):
                return False
            _sum_up(connection, date.min, before)
            for cut in CUTS:
                some = (
                    f"SELECT ctid FROM {cut.other} WHERE day < '{before}' LIMIT {SLICE}"
                )
                connection.exec_driver_sql(
                    f"DELETE FROM {cut.other} WHERE ctid = ANY (ARRAY ({some}))"
                )
        return True

    @contextmanager
    def _alone(self) -> Iterator[Connection | None]:
        """Give a transaction in which no other hub drops parts; None while one does."""
        with told(self._engine), self._engine.begin() as connection:
            ask = text(f"SELECT pg_try_advisory_xact_lock({DROPPING})")
            yield connection if connection.scalar(ask) else None


def retention_of(engine: Engine) -> Retention | None:
    """Return what drops whole parts behind *engine*; SQLite has none."""
    return Retention(engine) if engine.dialect.name == "postgresql" else None


def _holds(connection: Connection, cut: Cut, before: date) -> bool:
    """Return whether a day *before* then lies where it has no part of its own."""
    query = f"SELECT EXISTS (SELECT FROM {cut.other} WHERE day < '{before}')"
    return bool(connection.exec_driver_sql(query).scalar())


def _sum_up(connection: Connection, first: date, end: date) -> None:
    """Keep the totals of all offices' days from *first* to before *end*."""
    known = exists().where(
        totals.c.office == tickets.c.office, totals.c.day == tickets.c.day
    )
    days = and_(tickets.c.day >= first, tickets.c.day < end, ~known)
    rows = sums(days)
    names = rows.selected_columns.keys()
    # A hub that sums up the same day at this moment comes to the same.
    connection.execute(insert(totals).from_select(names, rows).on_conflict_do_nothing())
