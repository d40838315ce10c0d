"""The random key of a day, under which cards become digests; then it is destroyed."""

import secrets
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, delete, select

from shared.domain.holder import KEY_BYTES
from shared.store.engine import told
from shared.store.tables import day_keys
from shared.store.upserts import insert_for
from shared.store.wiping import wiped


class Unwiped:
    """Whether deleted keys may still be on the disk; of all offices, in one table."""

    def __init__(self) -> None:
        # Who was here before may have died between deleting and wiping.
        self.any = True
        self.turn = Lock()


_unwiped: WeakKeyDictionary[Engine, Unwiped] = WeakKeyDictionary()


class DayKeys:
    """The keys of one office in a database; it never has more than today's."""

    def __init__(self, engine: Engine, office: str, lock: Lock) -> None:
        """Keep the keys of *office*; *lock* is held while the database is used."""
        self._engine = engine
        self._mine = day_keys.c.office == office
        self._office = office
        self._lock = lock
        self._unwiped = _unwiped.setdefault(engine, Unwiped())

    def key_of(self, day: date) -> bytes:
        """Return the key of *day*: 32 bytes, the same for whoever asks.

        Those of earlier days are destroyed: deleted now, and gone with `wipe`.

        Raises:
            StoreUnavailable: The database refused.
        """
        old = delete(day_keys).where(self._mine, day_keys.c.day < day)
        new = {
            "office": self._office,
            "day": day,
            "key": secrets.token_bytes(KEY_BYTES),
        }
        here = select(day_keys.c.key).where(self._mine, day_keys.c.day == day)
        with self._lock, told(self._engine), self._engine.begin() as connection:
            self._unwiped.any |= connection.execute(old).rowcount > 0
            adding = insert_for(self._engine.dialect)(day_keys).values(new)
            connection.execute(adding.on_conflict_do_nothing())
            return bytes(connection.execute(here).scalar_one())

    def destroy(self) -> None:
        """Destroy all keys: the office does not limit by cards any more.

        Raises:
            StoreUnavailable: The database refused.
        """
        with self._lock, told(self._engine), self._engine.begin() as connection:
            gone = connection.execute(delete(day_keys).where(self._mine))
            self._unwiped.any |= gone.rowcount > 0

    def wipe(self) -> bool:
        """Let deleted keys go from the disk, and return whether they have gone.

        They have not while somebody else is reading the database: try again later.

        Raises:
            StoreUnavailable: The database refused.
        """
        # The table is written anew as a whole: one of many offices does it for all.
        if self._unwiped.any and self._unwiped.turn.acquire(blocking=False):
            self._unwiped.any, gone = False, False
            try:
                with self._lock:
                    gone = wiped(self._engine, day_keys)
            finally:
                self._unwiped.any |= not gone
                self._unwiped.turn.release()
        return not self._unwiped.any
