"""The stations that may come in from other machines: one method is one transaction."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields, replace

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from shared.store.errors import StationKnown, StationUnknown
from shared.store.tables import stations

LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A station that was given a token. Times are milliseconds since 1970, UTC."""

    name: str
    role: str
    """`kiosk`, `counter` or `display`."""

    counter: str | None = None
    """The only counter it may act for; None for any."""

    kiosk: int | None = None
    """Which kiosk it is, 1 to 4: whose numbers it may give while the hub is away."""

    token_hash: str
    """Of its token, which is kept nowhere."""

    added_at: int
    revoked_at: int | None = None
    last_seen: int | None = None
    version: str | None = None
    """Of its program, as it last said."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A station was here."""

    name: str
    at: int
    version: str | None = None


COLUMNS = tuple(each.name for each in fields(Enrolled))


class Stations:
    """The table of one office's stations."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        office: str,
    ) -> None:
        self._transaction = transaction
        self._office = office

    def all(self) -> list[Enrolled]:
        """Return every station that ever got a token, by name."""
        query = select(*(stations.c[name] for name in COLUMNS)).where(
            stations.c.office == self._office
        )
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(stations.c.name)).mappings()
            return [Enrolled(**row) for row in rows]

    def add(self, station: Enrolled) -> None:
        """Let *station* in from now on; one that was revoked may be added anew.

        Raises:
            StationKnown: There is one of that name.
        """
        mine = self._named(station.name)
        with self._transaction() as connection:
            query = select(stations.c.revoked_at).where(mine)
            old = connection.execute(query).one_or_none()
            if old is not None and old.revoked_at is None:
                raise StationKnown(station.name)
            values = asdict(station) | {"office": self._office}
            if old is None:
                connection.execute(insert(stations).values(values))
            else:
                connection.execute(update(stations).where(mine).values(values))

    def renew(self, name: str, token_hash: str) -> Enrolled:
        """Give the station another token, and return it; the old token ends.

        Raises:
            StationUnknown: There is no such station, or it was revoked.
        """
        with self._transaction() as connection:
            station = self._living(connection, name)
            change = update(stations).where(self._named(name))
            connection.execute(change.values(token_hash=token_hash))
        return replace(station, token_hash=token_hash)

    def revoke(self, name: str, at: int) -> None:
        """Let the station in no more.

        Raises:
            StationUnknown: There is no such station, or it was revoked before.
        """
        with self._transaction() as connection:
            self._living(connection, name)
            change = update(stations).where(self._named(name))
            connection.execute(change.values(revoked_at=at))

    def _living(self, connection: Connection, name: str) -> Enrolled:
        query = select(*(stations.c[name] for name in COLUMNS)).where(self._named(name))
        row = connection.execute(query).mappings().one_or_none()
        if row is None or row["revoked_at"] is not None:
            raise StationUnknown(name)
        return Enrolled(**row)

    def _named(self, name: str) -> ColumnElement[bool]:
        return and_(stations.c.office == self._office, stations.c.name == name)


def note(connection: Connection, office: str, seen: Iterable[Sighting]) -> None:
    """Keep when stations of *office* were here, and the version of who told it."""
    for one in seen:
        version = one.version and one.version[:LONGEST_VERSION]
        mine = and_(stations.c.office == office, stations.c.name == one.name)
        told = func.coalesce(version, stations.c.version)
        change = update(stations).where(mine)
        connection.execute(change.values(last_seen=one.at, version=told))
