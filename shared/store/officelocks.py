"""Who owns an office, where several hubs share one database.

A hub holds a lock of the server for each office that it owns. The locks live with one
connection: when the hub dies, hangs or vanishes, the server lets all of them go.
"""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Protocol

from sqlalchemy import Engine

from shared.store.errors import StoreUnreachable
from shared.store.session import Session

TRY = """
SELECT office, pg_try_advisory_lock(key)
FROM unnest(%(offices)s::text[], %(keys)s::bigint[]) AS wanted(office, key)
"""
LET_GO = "SELECT pg_advisory_unlock(key) FROM unnest(%(keys)s::bigint[]) AS mine(key)"

# The server shows the two halves of a key in two columns, without their signs.
TAKEN = """
SELECT office FROM unnest(%(offices)s::text[], %(keys)s::bigint[]) AS asked(office, key)
WHERE EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid::bigint = (key >> 32) & 4294967295
    AND objid::bigint = key & 4294967295
)
"""


class Locks(Protocol):
    """Says which offices a hub owns."""

    @property
    def mine(self) -> frozenset[str]:
        """The offices that this hub owns, as far as is known."""

    def try_take(self, offices: Iterable[str]) -> set[str]:
        """Take those of *offices* that are free, and return which these were."""

    def let_go(self, offices: Iterable[str]) -> None:
        """Let others take *offices*."""

    def taken(self, offices: Collection[str]) -> set[str]:
        """Return those of *offices* that any hub owns."""

    def alive(self) -> bool:
        """Return whether what is `mine` still is."""

    def cut(self) -> None:
        """Let a call in another thread come to its end at once."""

    def close(self) -> None:
        """Let everything go."""


class OfficeLocks:
    """The locks of a PostgreSQL server, held by one connection."""

    def __init__(self, engine: Engine) -> None:
        self._session = Session(engine, "motcua-owner", let_go=True)
        self._mine: frozenset[str] = frozenset()

    @property
    def mine(self) -> frozenset[str]:
        """The offices that this hub owns, as far as is known."""
        return self._mine if self._session.is_open else frozenset()

    def try_take(self, offices: Iterable[str]) -> set[str]:
        """Take those of *offices* that are free, in one statement.

        Returns which these were; those that are mine already are not among them.

        Raises:
            StoreUnavailable: The server does not answer; nothing is mine any more if
                the connection has broken.
        """
        before = self.mine
        wanted = [office for office in offices if office not in before]
        if not wanted:
            return set()
        self._open()
        rows = self._session.rows(TRY, offices=wanted, keys=[*map(key_of, wanted)])
        had = {office for office, got in rows if got}
        self._mine = before | had
        return had

    def let_go(self, offices: Iterable[str]) -> None:
        """Let others take *offices*, as far as they are mine.

        Raises:
            StoreUnavailable: As `try_take`.
        """
        gone = self.mine.intersection(offices)
        self._mine = self.mine - gone
        if gone:
            self._session.rows(LET_GO, keys=[*map(key_of, gone)])

    def taken(self, offices: Collection[str]) -> set[str]:
        """Return those of *offices* that any hub owns, this one or another.

        Raises:
            StoreUnavailable: As `try_take`.
        """
        self._open()
        asked = list(offices)
        rows = self._session.rows(TAKEN, offices=asked, keys=[*map(key_of, asked)])
        return {office for (office,) in rows}

    def alive(self) -> bool:
        """Return whether what is `mine` still is; the server is asked.

        To be called each second: from a hub that says nothing the server takes its
        offices away.
        """
        if not self._session.is_open:
            return False
        try:
            self._session.rows("SELECT 1")
        except StoreUnreachable:
            return False
        return True

    def _open(self) -> None:
        if not self._session.is_open:
            self._mine = frozenset()  # what was ours went with the last connection
            self._session.open()

    def cut(self) -> None:
        """Let a call in another thread come to its end at once: all is lost."""
        self._session.cut()

    def close(self) -> None:
        """Let everything go."""
        self._session.close()


class FileLock:
    """Of a database that is this hub's alone, all is mine.

    A file is locked as a whole (`shared.store.ownership`).
    """

    def __init__(self) -> None:
        self._mine: frozenset[str] = frozenset()

    @property
    def mine(self) -> frozenset[str]:
        """The offices that this hub has taken."""
        return self._mine

    def try_take(self, offices: Iterable[str]) -> set[str]:
        """Take all *offices*, and return which are new."""
        new = set(offices) - self._mine
        self._mine |= new
        return new

    def let_go(self, offices: Iterable[str]) -> None:
        """Let *offices* go."""
        self._mine -= frozenset(offices)

    def taken(self, offices: Collection[str]) -> set[str]:
        """Return those of *offices* that are mine."""
        return set(self._mine.intersection(offices))

    def alive(self) -> bool:
        """Return that nothing was lost."""
        return True

    def cut(self) -> None:
        """There is nothing to wait for."""

    def close(self) -> None:
        """Let everything go."""
        self._mine = frozenset()


def locks_of(engine: Engine) -> Locks:
    """Return what says which offices of the database behind *engine* are ours."""
    if engine.dialect.name == "postgresql":
        return OfficeLocks(engine)
    return FileLock()


def key_of(office: str) -> int:
    """Return the number under which the server locks *office*: 64 bits, signed."""
    digest = blake2b(f"motcua {office}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
