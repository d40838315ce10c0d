"""Reads what goes from one office of a folder to another, and brings it there.

``moves.toml`` has an entry for each move. The office that gets a service has it in its
plan from the start, with the day on which it begins, so that its counters can name it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from shared.config import ConfigError, check_keys, made_of, table_in
from shared.domain.moves import Move
from shared.domain.names import folded
from shared.domain.plan import Plan

Table = dict[str, Any]

NAMES = {"from": "origin", "to": "target"}
"""What is called otherwise in the file: Python keeps *from* for itself."""

OF_THE_GIVER = ("quota", "elsewhere")
"""What the office that gives a service away has for itself alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Move):
    """A move as it is written down."""

    zone: str | None = None
    """In which zone of the new office, where that is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveList:
    """The file of moves."""

    moves: tuple[Entry, ...] = ()


class Lined(NamedTuple):
    """A move, and where it stands."""

    entry: Entry
    path: Path
    line: int

    def wrong(self, reason: str) -> ConfigError:
        """Return that this move cannot be, and why."""
        return ConfigError(self.path, f"line {self.line}: {reason}")


def moves_in(path: Path) -> list[Lined]:
    """Return the moves in the file at *path*, the earliest first; none without a file.

    Raises:
        ConfigError: The file cannot be used.
    """
    if not path.exists():
        return []
    table = _renamed(table_in(path))
    lines = _lines_of(path)
    try:
        check_keys(path, table, MoveList)
        entries = made_of(path, table, MoveList).moves
    except ConfigError as error:
        raise _in_words_of_the_file(error, lines) from error
    moves = [
        Lined(entry, path, lines.get(place, 1)) for place, entry in enumerate(entries)
    ]
    for move in moves:
        _check_entry(move)
    return sorted(moves, key=lambda move: move.entry.since)


def bring(moves: Sequence[Lined], tables: Mapping[str, Table]) -> None:
    """Write each service that moves into the table of the office that has it not.

    *tables* are those of all offices, by the office's id.

    Raises:
        ConfigError: An office or a service of a move is not known, or does not fit.
    """
    for move in moves:
        entry = move.entry
        for office in (entry.origin, entry.target):
            if office not in tables:
                known = ", ".join(sorted(tables))
                raise move.wrong(f"there is no office {office!r}, only {known}")
        if entry.service is not None:
            given = _entry(tables[entry.origin], "services", entry.service)
            if given is None:
                raise _not_offered(move)
            _bring(move, given, tables[entry.target])


def check(moves: Sequence[Lined], plans: Mapping[str, Plan]) -> None:
    """Do nothing if every move can be, one after the other.

    Raises:
        ConfigError: An office gives what it has not got on that day, or nobody
            serves it in the other.
    """
    gone: set[tuple[str, str]] = set()
    for move in moves:
        entry = move.entry
        for thing in (entry.service,) if entry.service else entry.procedures:
            key = folded(thing)
            if (entry.origin, key) in gone:
                raise _not_offered(move)
            gone.add((entry.origin, key))
            gone.discard((entry.target, key))
        if entry.service is not None:
            _check_service(move, entry.service, plans)


def _check_service(move: Lined, service: str, plans: Mapping[str, Plan]) -> None:
    entry = move.entry
    if not plans[entry.origin].service_by_id[service].is_known_on(entry.since):
        raise _not_offered(move)
    if not plans[entry.target].counters_of(service):
        raise move.wrong(
            f"no counter of {entry.target} serves {service}: "
            f"add it to `serves` of one in the office's file"
        )


def _bring(move: Lined, given: Table, there: Table) -> None:
    entry = move.entry
    if _entry(there, "services", given["id"]) is not None:
        return  # it has its own, with its own `since` where it begins on a day
    letter = given.get("letter")
    for other in _entries(there, "services"):
        if other.get("letter") == letter:
            raise move.wrong(
                f"{entry.target} has the letter {letter} for service {other.get('id')}"
                f": write service {given['id']} into its file"
            )
    zone = entry.zone or given.get("zone")
    if _entry(there, "zones", zone) is None:
        raise move.wrong(f"{entry.target} has no zone {zone!r}: say which by `zone`")
    own = {key: value for key, value in given.items() if key not in OF_THE_GIVER}
    brought = own | {"zone": zone, "since": entry.since}
    # The list may be that of the common file, which others have too.
    there["services"] = [*_entries(there, "services"), brought]


def _renamed(table: Table) -> Table:
    """Return *table* with the names that its dataclass has."""
    listed = table.get("moves")
    if not isinstance(listed, list):
        return table
    entries = [
        {NAMES.get(key, key): value for key, value in entry.items()}
        if isinstance(entry, dict)
        else entry
        for entry in listed
    ]
    return table | {"moves": entries}


def _lines_of(path: Path) -> dict[int, int]:
    """Return in which line each move begins, the first line being 1."""
    text = path.read_text(encoding="utf-8-sig").splitlines()
    heads = re.compile(r"\s*\[\[\s*moves\s*\]\]")
    found = (number for number, line in enumerate(text, 1) if heads.match(line))
    return dict(enumerate(found))


def _in_words_of_the_file(error: ConfigError, lines: Mapping[int, int]) -> ConfigError:
    reason = error.reason
    for written, name in NAMES.items():
        reason = re.sub(rf"(?<=[`.]){name}(?=`)", written, reason)
    place = re.match(r"moves\[(\d+)\]", error.key)
    line = lines.get(int(place[1])) if place else None
    where = f"line {line}: " if line else ""
    return ConfigError(error.path, where + reason, error.key)


def _not_offered(move: Lined) -> ConfigError:
    entry = move.entry
    what = f"service {entry.service}" if entry.service else "one of these procedures"
    return move.wrong(f"{entry.origin} does not offer {what} on {entry.since}")


def _check_entry(move: Lined) -> None:
    entry = move.entry
    if (entry.service is None) == (not entry.procedures):
        raise move.wrong("name one of `service` and `procedures`")
    if entry.origin == entry.target:
        raise move.wrong(f"`from` and `to` are both {entry.origin!r}")
    if entry.zone is not None and entry.service is None:
        raise move.wrong("`zone` is for a service")


def _entry(table: Table, name: str, id_: str | None) -> Table | None:
    return next((e for e in _entries(table, name) if e.get("id") == id_), None)


def _entries(table: Table, name: str) -> list[Table]:
    """Return the entries of a list in *table*, which nobody has looked at yet."""
    listed = table.get(name)
    entries = listed if isinstance(listed, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]
