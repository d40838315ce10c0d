"""Sees at a start that the records are sound, and puts a backup in place of others."""

import logging
from collections.abc import Callable
from pathlib import Path

from shared.clock import stopwatch
from shared.domain.times import day_of, local
from shared.hub.known import Known
from shared.store.backups import Backups
from shared.store.copying import examine
from shared.store.errors import BrokenOff, StoreDamaged, StoreFull, StoreUnavailable
from shared.store.restoring import finish, restore, set_aside

log = logging.getLogger(__name__)

MOST = 3
"""So often a day records are moved aside, the last time with nothing in their place.

More would only fill a disk that dies, or one whose files a program misreads.
"""

PATIENCE = 500
"""Milliseconds that a start may take to look at records; a larger file waits."""


class Mending:
    """The file of the records, what is known of it, and where its backups are."""

    def __init__(
        self,
        path: Path,
        known: Known,
        backups: Backups,
        *,
        make_room: Callable[[], bool] = lambda: False,
        patience: int = PATIENCE,
    ) -> None:
        """On a full disk *make_room* gives some back, and says whether it could."""
        self._make_room = make_room
        self._patience = patience
        self._path = path
        self._known = known
        self._backups = backups
        self.looked = True
        """The records were looked at, or the hub had ended well."""

    def prepare(self, now: int) -> None:
        """Finish what was begun, and look at the records if a hub ended without a word.

        Raises:
            StoreDamaged: They are damaged, and nothing tells that they are ours.
            StoreUnavailable: They cannot be read.
        """
        finish(self._path, stamp(now))
        self.looked = True
        if self._known.facts.running and self._path.is_file():
            try:
                damage = examine(self._path, _for(self._patience), quick=True)
            except BrokenOff:
                self.looked = False
                return
            if damage:
                self.replace(now, damage[0])

    def look(self, going: Callable[[], bool]) -> None:
        """Look at records that were too many for the start.

        Raises:
            BrokenOff: *going* said no.
            StoreDamaged: They are damaged.
        """
        if damage := examine(self._path, going, quick=True):
            raise StoreDamaged(f"{self._path}: {damage[0]}")
        self.looked = True

    def replace(self, now: int, damage: str) -> None:
        """Put the newest good backup in place of the records, or nothing at all.

        An office that opens in the morning needs numbers more than its past.

        Raises:
            StoreDamaged: Nothing tells that the file is ours, or it was done too
                often today; it is left alone.
            StoreUnavailable: There is no room even for that.
        """
        facts = self._known.facts
        times = 1 + (facts.times if facts.restored == day_of(now) else 0)
        good = self._backups.newest_good() if times < MOST else None
        if times > MOST or (good is None and not self._known.found):
            raise StoreDamaged(f"{self._path}: {damage}: restore a backup by hand")
        log.error("%s is damaged: %s", self._path, damage)
        if good is not None and not self._put_in_place(good, now):
            good = None
        if good is None:
            set_aside(self._path, stamp(now))
            log.error("no backup of %s is good: it begins empty", self._path)
        self._known.change(
            restored=day_of(now),
            times=times,
            backup=good.name if good else "",
            running=False,
        )

    def _put_in_place(self, good: Path, now: int) -> bool:
        last = self._known.last_incarnation
        try:
            restore(good, self._path, stamp(now), above=last)
        except StoreFull as error:
            log.warning("%s", error)
            return self._make_room() and self._put_in_place(good, now)
        except StoreUnavailable as error:
            log.warning("%s", error)
            return False
        log.error("%s was put in its place: what came after it is lost", good)
        return True


def stamp(now: int) -> str:
    """Return *now* as it stands in the names of files."""
    return local(now).strftime("%Y-%m-%d-%H%M%S")


def _for(milliseconds: int) -> Callable[[], bool]:
    end = stopwatch() + milliseconds
    return lambda: stopwatch() < end
