"""Moves offices from one database to another: whole and compared, or not at all.

What has come is read back from where it is now, and the move counts only if both sides
give the same rows: their number, and a SHA-256 over them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import product

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    delete,
    exists,
    func,
    select,
    union,
    update,
)

from shared.store.copying import SECRETS, Going, always
from shared.store.errors import (
    BrokenOff,
    MovedWrong,
    OfficeOwned,
    OfficeThere,
    StoreUnavailable,
)
from shared.store.officelocks import key_of
from shared.store.partitions import Partitions
from shared.store.pouring import Sum, Summing, by_any_driver_told, parts_of, pouring
from shared.store.tables import journal, metadata, offices, tickets

MOST = 2_000
"""So many rows are in memory at once."""

TRIES = 40
"""So often a part of a table is tried to be made while others are in the way."""

WEEK = timedelta(days=7)

# The office's own row first: it keeps a second move of the same office waiting.
TABLES = (
    offices,
    *(t for t in metadata.sorted_tables if t is not offices and t.name not in SECRETS),
)


class Move:
    """One move. `rows` are to come, `copied` have, `compared` were read back."""

    def __init__(
        self, source: Engine, target: Engine, ids: Sequence[str], most: int = MOST
    ) -> None:
        """Move the offices *ids*, at most so many rows of them in memory at once.

        *source* is of `open_reader`; the tables are up to date on both sides.
        """
        self._source = source
        self._target = target
        self._ids = ids
        self._most = most
        self.rows = self.copied = self.compared = 0

    def run(self, going: Going = always) -> int:
        """Move them in one transaction, and return how many rows they have.

        Keys of the day stay behind: a key in two places is not destroyed by night.
        An office that a hub has begun at *target*, but never used, gives way.

        Raises:
            BrokenOff: *going* said no.
            OfficeOwned: A hub is at work on one of them, here or there.
            OfficeThere: *target* holds something of one of them.
            MovedWrong: It does not give back what it was given.
            StoreUnavailable: One of the databases refused.
        """
        if self._target.dialect.name == "postgresql":
            self._make_parts(going)
        target_told = by_any_driver_told(self._target)
        with target_told, self._target.begin() as target:
            _refuse_owned(target, self._ids)
            begun = self._make_way(target)
            wanted = self._copy(target, going)
            for (id_, table), sum_ in wanted.items():
                if self._back(target, table, id_, going) != sum_:
                    raise MovedWrong(id_, table.name, _name(self._target))
            _go_on_after(target, begun)
            _go_on(going)
        return self.rows

    def _make_parts(self, going: Going) -> None:
        """Let every day that comes have its parts of the tables."""
        days = union(
            *(
                select(table.c.day).where(table.c.office.in_(self._ids))
                for table in (journal, tickets)
            )
        )
        with _one_moment(self._source) as source, by_any_driver_told(self._source):
            found = sorted(source.scalars(days))
        for first, last in _runs(found):
            _go_on(going)
            _make(Partitions(self._target), first, last)

    def _make_way(self, target: Connection) -> dict[str, int]:
        """Take away what a hub has only begun; return the incarnations it had."""
        begun = {}
        for id_, table in product(self._ids, TABLES[1:]):
            if target.scalar(select(exists().where(table.c.office == id_))):
                raise OfficeThere(id_, _name(self._target))
        for id_ in self._ids:
            mine = offices.c.office == id_
            row = target.execute(select(offices).where(mine)).one_or_none()
            if row is not None and row.seq > 0:
                raise OfficeThere(id_, _name(self._target))
            if row is not None:
                begun[id_] = row.incarnation
                target.execute(delete(offices).where(mine))
        return begun

    def _copy(self, target: Connection, going: Going) -> dict[tuple[str, Table], Sum]:
        """Copy everything as it is at one moment; return what was given."""
        sums = {}
        with _one_moment(self._source) as source:
            with by_any_driver_told(self._source):
                _refuse_owned(source, self._ids)
                self.rows = sum(_count(source, table, self._ids) for table in TABLES)
            for id_, table in product(self._ids, TABLES):
                summing = Summing()
                parts = parts_of(source, table, id_, self._most)
                with closing(parts), pouring(target, table) as pour:
                    for rows in parts:
                        _go_on(going)
                        summing.add(rows)
                        pour(rows)
                        self.copied += len(rows)
                sums[id_, table] = summing.sum
        return sums

    def _back(self, target: Connection, table: Table, id_: str, going: Going) -> Sum:
        summing = Summing()
        with closing(parts_of(target, table, id_, self._most)) as parts:
            for rows in parts:
                _go_on(going)
                summing.add(rows)
                self.compared += len(rows)
        return summing.sum


def _go_on(going: Going) -> None:
    if not going():
        raise BrokenOff("the move was broken off")


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return the first and the last of *days*, in order, for each week with any.

    A clock that was once wrong by years leaves no thousand empty parts.
    """
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][0] < WEEK:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs


def _make(partitions: Partitions, first: date, last: date) -> None:
    for left in reversed(range(TRIES)):
        try:
            partitions.make(first, last)
        except StoreUnavailable:
            # A hub that reads or writes is in the way for a moment.
            if left == 0:
                raise
        else:
            return


def _refuse_owned(connection: Connection, ids: Sequence[str]) -> None:
    """Keep hubs of a server off *ids* until the transaction ends."""
    if connection.dialect.name != "postgresql":
        return  # its file is owned as a whole
    for id_ in ids:
        if not connection.scalar(select(func.pg_try_advisory_xact_lock(key_of(id_)))):
            raise OfficeOwned(id_, _name(connection.engine))


def _go_on_after(target: Connection, begun: dict[str, int]) -> None:
    """Let the next incarnation be later than all that stations may have seen there."""
    for id_, incarnation in begun.items():
        mine = offices.c.office == id_, offices.c.incarnation < incarnation
        target.execute(update(offices).where(*mine).values(incarnation=incarnation))


def _count(connection: Connection, table: Table, ids: Sequence[str]) -> int:
    query = select(func.count()).where(table.c.office.in_(ids))
    return connection.scalar(query) or 0


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees everything as it is when the first row is read."""
    with by_any_driver_told(engine):
        connection = engine.connect()
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql("BEGIN")
    with connection:
        yield connection


def _name(engine: Engine) -> str:
    return engine.url.render_as_string()
