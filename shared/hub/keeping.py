"""All that keeps the records of a hub safe, put together for its start and its end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from shared.clock import Clock
from shared.domain.calendar import clock_of
from shared.domain.hall import Hall
from shared.domain.times import day_of
from shared.hub.care import Care
from shared.hub.known import GAP, Known, Standing
from shared.hub.mending import Mending
from shared.hub.nightly import Nightly
from shared.hub.notices import Board
from shared.hub.room import Room
from shared.hub.settings import BackupSettings
from shared.hub.writer import Writer
from shared.store.backups import Backups
from shared.store.errors import StoreDamaged, StoreFull

log = logging.getLogger(__name__)


class Keeping:
    """What a hub does for its records; of a server's it only tells on the board."""

    def __init__(
        self, path: Path | None, settings: BackupSettings, clock: Clock
    ) -> None:
        """Keep the records in the file *path*, or none of our own."""
        self.board = Board()
        self._clock = clock
        self._known = Known(path)
        self._mending: Mending | None = None
        self._care: Care | None = None
        self._room: Room | None = None
        if path is not None:
            backups = backups_of(path, settings)
            self._room = Room(path, clock, self.board)
            self._mending = Mending(
                path, self._known, backups, make_room=self._room.make
            )
            at = clock_of(settings.at)
            nightly = Nightly(path, backups, at, clock, self.board)
            self._care = Care(self._known, self._mending, nightly, self._room)

    def reached(self, office: str) -> int:
        """Return the last incarnation of *office* that is known beside the records."""
        return self._known.of(office).incarnation

    def prepare(self) -> None:
        """See that the records are sound, before the first office is begun.

        Raises:
            StoreError: The records cannot be used.
        """
        if self._mending is not None:
            self._mending.prepare(self._clock.now())

    def take(
        self,
        office: str,
        look: Callable[[], None],
        make: Callable[[int], Writer],
        board: Board,
    ) -> Writer:
        """Return the writer of *office* that *make* makes; *board* is the office's.

        *look* is called before, as soon as there are records; *make* gets after which
        incarnation the next comes.

        Raises:
            StoreError: The records cannot be used.
        """

        def begin() -> Writer:
            look()
            return make(self.reached(office))

        try:
            writer = begin()
        except StoreFull:
            if not self.make_room():
                raise
            writer = begin()
        self._skip(writer, board)
        self._known.reach(office, writer.books.incarnation)
        self._tell_of_backup()
        return writer

    @asynccontextmanager
    async def at_work(
        self,
        given: Callable[[], Mapping[str, Standing]],
        condemn: Callable[[str], None],
    ) -> AsyncIterator[None]:
        """Look after the records until the block ends.

        *given* returns how far each office has come; *condemn* is told of damage.
        """
        self._known.change(running=True)
        if self._care is None:
            yield
            return
        living = asyncio.create_task(self._care.live(given, condemn))
        try:
            yield
        finally:
            living.cancel()
            await asyncio.to_thread(self._care.stop)

    def make_room(self) -> bool:
        """Give what was kept back to a full disk, and return whether there was any."""
        return self._room is not None and self._room.make()

    def left(self, writer: Writer) -> None:
        """Write down how far the office of *writer* has come, when it is left."""
        if self._care is not None:
            standing = standing_in(writer.books.kept(), writer.books.incarnation)
            self._known.give({writer.office: standing})

    def end(self) -> None:
        """Write down that the hub has ended well."""
        if self._known.facts.running:
            self._known.change(running=False)

    def replace(self, damage: StoreDamaged) -> None:
        """Put a backup in the place of records with *damage*, or begin anew.

        Raises:
            StoreDamaged: They are not ours, or it was done too often.
            StoreUnavailable: There is no room even for that.
        """
        if self._mending is None:
            raise damage
        self._mending.replace(self._clock.now(), str(damage))

    def _skip(self, writer: Writer, board: Board) -> None:
        """Give no number anew that was given after the backup."""
        places = self._known.lost(writer.office, *writer.books.sequences())
        if not places:
            return
        day = self._known.of(writer.office).day
        log.error("numbers are missing in the records: they go on %d further", GAP)
        writer.books.skip(day, places)
        if self._today() == day:
            board.put("numbers_skipped", self._clock.now(), gap=GAP)

    def _tell_of_backup(self) -> None:
        facts = self._known.facts
        if facts.restored == self._today():
            code = "records_restored" if facts.backup else "records_lost"
            self.board.put(code, self._clock.now(), backup=facts.backup)

    def _today(self) -> date:
        return day_of(self._clock.now())


def standing_in(hall: Hall, incarnation: int) -> Standing:
    """Return how far the office of *hall* has come."""
    given = dict(hall.tally.sequences)
    return Standing(incarnation=incarnation, day=hall.day, given=given)


def backups_of(path: Path, settings: BackupSettings) -> Backups:
    """Return the backups of the records in the file *path*."""
    folder = settings.folder or path.parent / "backups"
    return Backups(folder, days=settings.daily, weeks=settings.weekly)
