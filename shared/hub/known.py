"""What the hub writes down beside the database, for the day the database is damaged.

A small file of JSON, written at most once a second: which numbers were given today,
which incarnation this is, and whether the hub is running.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import msgspec

from shared.store.copying import sync

log = logging.getLogger(__name__)

GAP = 20
"""So far after the last number known the next is given if some may be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one office has come."""

    incarnation: int = 0
    day: date = date.min
    given: Mapping[str, int] = field(default_factory=dict)
    """The last place given in the sequence of each service on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands in the file."""

    incarnation: int = 0
    day: date = date.min
    given: Mapping[str, int] = field(default_factory=dict)
    """These three are of the only office, from a hub that knew of no other."""

    offices: Mapping[str, Standing] = field(default_factory=dict)
    """By the office's id."""

    running: bool = False
    """A hub is at work, or has ended without a word."""

    restored: date = date.min
    """When a backup was last put in place of damaged records."""

    times: int = 0
    """How often on that day."""

    backup: str = ""
    """The name of that backup, empty if there was none."""


class Known:
    """The file; in memory and on a server nothing is written."""

    def __init__(self, database: Path | None) -> None:
        self._path = database and database.with_name(f"{database.name}.known.json")
        self._kept = self.facts = Facts()
        self._lock = threading.Lock()
        self.found = False
        """A hub has written here before."""

        self._read()

    def change(self, **changes: object) -> None:
        """Keep *changes* durably; nothing is written if they say nothing new.

        A hub that ends does so while its last second is still being written down.
        """
        with self._lock:
            self.facts = replace(self.facts, **changes)  # type: ignore[arg-type]  # by name
            self._write()

    def _write(self) -> None:
        if self._path is None or self.facts == self._kept:
            return
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            part.write_bytes(msgspec.json.encode(self.facts))
            sync(part)
            part.replace(self._path)
        except OSError as error:
            log.warning("%s: %s", self._path, error.strerror)
        else:
            self._kept, self.found = self.facts, True

    @property
    def last_incarnation(self) -> int:
        """The last that any office has had."""
        standings = self.facts.offices.values()
        return max((self.facts.incarnation, *(each.incarnation for each in standings)))

    def reach(self, office: str, incarnation: int) -> None:
        """Keep durably that *office* has had *incarnation*."""
        self.give({office: replace(self.of(office), incarnation=incarnation)})

    def of(self, office: str) -> Standing:
        """Return how far *office* has come, as far as is known."""
        facts = self.facts
        before = Standing(
            incarnation=facts.incarnation, day=facts.day, given=facts.given
        )
        return facts.offices.get(office, before)

    def give(self, offices: Mapping[str, Standing]) -> None:
        """Keep durably how far *offices* have come; of others it stays as it was."""
        self.change(offices={**self.facts.offices, **offices})

    def lost(self, office: str, day: date, given: Mapping[str, int]) -> dict[str, int]:
        """Return after which places of today to go on where the records lack some.

        *given* is what the records of *office* know of their last *day*.
        """
        known = self.of(office)
        if day > known.day:
            return {}
        given = given if day == known.day else {}
        return {
            service: last + GAP
            for service, last in known.given.items()
            if last > given.get(service, 0)
        }

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            log.warning("%s: %s", self._path, error.strerror)
            return
        self.found = True
        try:
            self._kept = self.facts = msgspec.json.decode(text, type=Facts)
        except msgspec.MsgspecError:
            log.warning("%s is damaged, and written anew", self._path)
            self.facts = Facts(running=True)
