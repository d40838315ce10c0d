"""A folder of backups: seven days and four weeks of them, made each night."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from shared.domain.times import VIETNAM, local
from shared.store.copying import Going, always, copy, examine
from shared.store.errors import StoreUnavailable

NAME = re.compile(r"motcua-(\d{4}-\d\d-\d\d-\d{4})\.sqlite")
STAMP = "%Y-%m-%d-%H%M"
SPARE = 128 * 2**20
"""Bytes that a backup leaves for the work: the records may be on the same disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One of them."""

    made: datetime
    """To the minute, in Vietnam."""

    path: Path


class Backups:
    """The folder; only files with a name that it gives are ever removed."""

    def __init__(
        self, folder: Path, *, days: int = 7, weeks: int = 4, spare: int = SPARE
    ) -> None:
        self.folder = folder
        self._spare = spare
        self._days, self._weeks = days, weeks

    def all(self) -> list[Backup]:
        """Return all that are there, the newest first."""
        return sorted(self._found(), key=lambda each: each.made, reverse=True)

    def due(self, now: int, at: time) -> bool:
        """Return whether there is none since the clock last showed *at*.

        One made later than *now*, by a wrong clock, does not count.
        """
        here = local(now)
        since = datetime.combine(here.date(), at, VIETNAM)
        if since > here:
            since -= timedelta(days=1)
        return not any(since <= each.made <= here for each in self._found())

    def make(self, source: Path, now: int, going: Going = always) -> Path:
        """Make one of the database *source*, then remove those too old to be kept.

        Raises:
            BrokenOff: *going* said no; all the others are still there.
            StoreFull: There is no room for it, and for the work; so are they.
            StoreUnavailable: It could not be made; so are they.
        """
        target = self.path_at(now)
        copy(source, target, going, spare=self._spare)
        for old in too_old(self.all(), days=self._days, weeks=self._weeks):
            with suppress(OSError):
                old.path.unlink()
        return target

    def path_at(self, now: int) -> Path:
        """Return the name of one that is made at *now*."""
        return self.folder / f"motcua-{local(now).strftime(STAMP)}.sqlite"

    def newest_good(self) -> Path | None:
        """Return the newest that is sound, None if there is none.

        The newest is the one that holds most, whatever its name says: the clock may
        have been wrong when it was made.
        """
        by_name = [each.path for each in self.all()]
        for path in sorted(by_name, key=_standing, reverse=True):
            with suppress(StoreUnavailable):
                if not examine(path):
                    return path
        return None

    def _found(self) -> Iterator[Backup]:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if (name := NAME.fullmatch(path.name)) and path.is_file():
                with suppress(ValueError):  # the 31st of a short month
                    made = datetime.strptime(name[1], STAMP).replace(tzinfo=VIETNAM)
                    yield Backup(made=made, path=path)


def _standing(path: Path) -> tuple[int, int]:
    """Return how far the records in *path* had come: incarnations, then events.

    An incarnation is never taken twice, also after an older backup was put back.
    """
    query = "SELECT coalesce(sum(incarnation), 0), coalesce(sum(seq), 0) FROM offices"
    try:
        where = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite.connect(where, uri=True)) as connection:
            incarnations, events = connection.execute(query).fetchone()
            return incarnations, events
    except sqlite.Error:
        return -1, -1  # damaged, or none of ours: `examine` says which


def too_old(backups: Iterable[Backup], *, days: int, weeks: int) -> list[Backup]:
    """Return those that need not be kept, of *backups* with the newest first.

    Kept are the newest of each of the last *days* days that have any, and of those
    before them the newest of each of the last *weeks* weeks that have any.
    """
    backups = list(backups)
    by_day: dict[date, Backup] = {}
    for each in backups:
        by_day.setdefault(each.made.date(), each)
    daily, before = list(by_day.values())[:days], list(by_day.values())[days:]
    by_week: dict[tuple[int, int], Backup] = {}
    for each in before:
        by_week.setdefault(each.made.isocalendar()[:2], each)
    kept = {each.path for each in (*daily, *list(by_week.values())[:weeks])}
    return [each for each in backups if each.path not in kept]
