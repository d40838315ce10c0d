"""Who works at the counters: one method is one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Literal
from unicodedata import normalize

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    delete,
    insert,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.store.errors import ClerkKnown, ClerkUnknown
from shared.store.tables import clerks, log_in_tries

ClerkRole = Literal["clerk", "supervisor"]

MOST_TRIES = 5
LOCK_MILLISECONDS = 15 * 60_000
FORGOTTEN_MILLISECONDS = 24 * 3_600_000
"""So long a wrong try is remembered after which no other came."""

SLOTS = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Somebody who may log in at a counter. Times are milliseconds since 1970, UTC."""

    name: str
    role: ClerkRole = "clerk"
    password_hash: str = field(repr=False)
    """Of Argon2, with its salt; the password itself is kept nowhere."""

    added_at: int
    disabled_at: int | None = None
    last_seen: int | None = None
    """When this clerk last logged in."""


COLUMNS = tuple(each.name for each in fields(Clerk))


def tidy(name: str) -> str:
    """Return *name* in the one way it is kept: NFC, single blanks."""
    return " ".join(normalize("NFC", name).split())


def folded(name: str) -> str:
    """Return what two ways to type one name have in common."""
    return tidy(name).casefold()


class Clerks:
    """The tables of one office's clerks and of wrong tries."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        office: str,
        upsert: Callable[[Table], sqlite.Insert | postgresql.Insert],
    ) -> None:
        """*upsert* returns an insert that may update instead."""
        self._transaction = transaction
        self._office = office
        self._upsert = upsert

    def all(self) -> list[Clerk]:
        """Return every clerk, also disabled ones, by name."""
        with self._transaction() as connection:
            return self._all(connection)

    def add(self, clerk: Clerk) -> None:
        """Let *clerk* log in from now on.

        Raises:
            ClerkKnown: There is one of that name, however it is written.
        """
        with self._transaction() as connection:
            for other in self._all(connection):
                if folded(other.name) == folded(clerk.name):
                    raise ClerkKnown(other.name)
            values = asdict(clerk) | {"office": self._office, "name": tidy(clerk.name)}
            connection.execute(insert(clerks).values(values))
            self._forgive(connection, clerk.name)

    def disable(self, name: str, at: int) -> Clerk:
        """Let the clerk log in no more, and return who it was.

        Raises:
            ClerkUnknown: There is no such clerk.
        """
        return self._change(name, disabled_at=at)

    def enable(self, name: str) -> Clerk:
        """Let the clerk log in again, at once, and return who it is.

        Raises:
            ClerkUnknown: There is no such clerk.
        """
        return self._change(name, disabled_at=None)

    def set_password(self, name: str, password_hash: str) -> Clerk:
        """Give the clerk another password, and return who it is; a lock ends.

        Raises:
            ClerkUnknown: There is no such clerk.
        """
        return self._change(name, password_hash=password_hash)

    def locked_until(self, name: str, now: int) -> int | None:
        """Return until when nobody may log in under *name*; None if not locked."""
        with self._transaction() as connection:
            return self._locked_until(connection, name, now)

    def begin_try(self, name: str, now: int) -> tuple[Clerk | None, int | None]:
        """Count a try under *name* as a wrong one, before its password is looked at.

        Return the clerk, if there is one, and until when the name is locked. Whoever
        ends the program in between has not won a guess; the fifth wrong one in a row
        locks the name. What is done is the same for names that nobody has.
        """
        with self._transaction() as connection:
            if until := self._locked_until(connection, name, now):
                return None, until
            old = log_in_tries.c.tried_at < now - FORGOTTEN_MILLISECONDS
            mine = log_in_tries.c.office == self._office
            connection.execute(delete(log_in_tries).where(mine, old))
            self._count(connection, name, now)
            here = [c for c in self._all(connection) if folded(c.name) == folded(name)]
        return (here[0] if here else None), None

    def succeed(self, name: str, now: int) -> None:
        """Note that the clerk has logged in: the tries were no wrong ones."""
        with self._transaction() as connection:
            self._forgive(connection, name)
            change = update(clerks).where(self._named(name))
            connection.execute(change.values(last_seen=now))

    def _all(self, connection: Connection) -> list[Clerk]:
        query = select(*(clerks.c[name] for name in COLUMNS)).where(
            clerks.c.office == self._office
        )
        rows = connection.execute(query.order_by(clerks.c.name)).mappings()
        return [Clerk(**row) for row in rows]

    def _change(self, name: str, **values: str | int | None) -> Clerk:
        with self._transaction() as connection:
            here = [c for c in self._all(connection) if folded(c.name) == folded(name)]
            if not here:
                raise ClerkUnknown(name)
            change = update(clerks).where(self._named(here[0].name))
            connection.execute(change.values(values))
            self._forgive(connection, name)
        return here[0]

    def _locked_until(self, connection: Connection, name: str, now: int) -> int | None:
        query = select(log_in_tries.c.locked_until).where(self._tried(name))
        until = connection.scalar(query)
        # A clock that was set back by a year does not lock anybody out for that year.
        if until is None or not now < until <= now + LOCK_MILLISECONDS:
            return None
        return int(until)

    def _count(self, connection: Connection, name: str, now: int) -> None:
        tries = log_in_tries.c
        first = {"office": self._office, "slot": slot_of(name)}
        statement = self._upsert(log_in_tries).values(
            **first, wrong_tries=1, tried_at=now, locked_until=None
        )
        last = tries.wrong_tries + 1 >= MOST_TRIES
        more = statement.on_conflict_do_update(
            index_elements=list(first),
            set_={
                "tried_at": now,
                "wrong_tries": case((last, 0), else_=tries.wrong_tries + 1),
                "locked_until": case((last, now + LOCK_MILLISECONDS), else_=null()),
            },
        )
        connection.execute(more)

    def _forgive(self, connection: Connection, name: str) -> None:
        connection.execute(delete(log_in_tries).where(self._tried(name)))

    def _tried(self, name: str) -> ColumnElement[bool]:
        tries = log_in_tries.c
        return and_(tries.office == self._office, tries.slot == slot_of(name))

    def _named(self, name: str) -> ColumnElement[bool]:
        return and_(clerks.c.office == self._office, clerks.c.name == name)


def slot_of(name: str) -> int:
    """Return where the tries under *name* are counted, however it is typed.

    Few names share one of the 65,536 places, and none can be read from it.
    """
    return int.from_bytes(sha256(folded(name).encode()).digest()[:2]) % SLOTS
