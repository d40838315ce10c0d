"""Lays the tables of one file over those of another: what many share is written once.

Nothing here reads a file. Tables merge key by key. Lists of tables that all have an
`id` merge by it: an entry with a known id changes only the keys it names, another one
comes to the end, and ``without = true`` leaves one out. Anything else is replaced.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WITHOUT = "without"
"""The key of an entry that is left out."""

Table = dict[str, Any]


class OverlayError(ValueError):
    """The upper table cannot be laid over the lower one; says at which key."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{reason} - at `{key}`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A table made of two."""

    table: Table
    upper: frozenset[str]
    """The keys that the upper one says, as ``kiosks`` or ``services[2].minutes``."""

    def is_upper(self, key: str) -> bool:
        """Return whether what stands at *key*, or anything below it, is the upper's.

        The empty key is the whole table.
        """
        return any(
            mine == key or _is_below(mine, key) or _is_below(key, mine)
            for mine in self.upper
        )

    def with_ids(self, key: str) -> str:
        """Return *key* with the ids of entries: ``services[id=6]`` for a place."""
        here: Any = self.table
        words = []
        for name, place in re.findall(r"([^.\[\]]+)|\[(\d+)\]", key):
            here = _step(here, name, place)
            id_ = here.get("id") if place and isinstance(here, dict) else None
            words.append(f".{name}" if name else f"[id={id_}]" if id_ else f"[{place}]")
        return "".join(words).removeprefix(".")


def overlay(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> Overlay:
    """Return *upper* laid over *lower*, which both stay as they are.

    Raises:
        OverlayError: An entry of *upper* stands there twice, or leaves out what
            *lower* has not got.
    """
    keys: set[str] = set()
    table = _merged(lower, upper, "", keys)
    return Overlay(table=table, upper=frozenset(keys))


def twice(table: object, where: str = "") -> Iterator[str]:
    """Return the keys of lists in *table* that have two entries with one id."""
    match table:
        case Mapping():
            for name, value in table.items():
                yield from twice(value, _below(where, name))
        case list() if _has_ids(table):
            counted = Counter(entry["id"] for entry in table)
            yield from (f"{where}[id={id_}]" for id_, n in counted.items() if n > 1)
            for entry in table:
                yield from twice(entry, f"{where}[id={entry['id']}]")
        case _:
            pass


def _merged(lower: Any, upper: Any, key: str, keys: set[str]) -> Any:
    match lower, upper:
        case Mapping(), Mapping():
            return dict(lower) | {
                name: _merged(lower.get(name), value, _below(key, name), keys)
                for name, value in upper.items()
            }
        case _, list() if _has_ids(upper):
            known = lower if isinstance(lower, list) and _has_ids(lower) else []
            return _entries(known, upper, key, keys)
        case _:
            keys.add(key)
            return upper


def _entries(
    lower: Sequence[Table], upper: Sequence[Table], key: str, keys: set[str]
) -> list[Table]:
    changes = {entry["id"]: entry for entry in upper}
    for again in twice(upper, key):
        raise OverlayError(again, "stands there twice")
    known = {entry["id"]: entry for entry in lower}
    out = {id_ for id_, entry in changes.items() if _leaves_out(entry, known, key)}
    made: list[Table] = []
    for id_ in dict.fromkeys([*known, *changes]):
        if id_ in out:
            continue
        place = f"{key}[{len(made)}]"
        if id_ in changes:
            keys.add(_below(place, "id"))
            made.append(_merged(known.get(id_, {}), changes[id_], place, keys))
        else:
            made.append(known[id_])
    return made


def _leaves_out(entry: Table, known: Mapping[str, Table], key: str) -> bool:
    if WITHOUT not in entry:
        return False
    here = f"{key}[id={entry['id']}]"
    if entry[WITHOUT] is not True or entry.keys() != {"id", WITHOUT}:
        raise OverlayError(here, "write only `id` and `without = true`, or neither")
    if entry["id"] not in known:
        raise OverlayError(here, "is not there to be left out")
    return True


def _has_ids(entries: Sequence[Any]) -> bool:
    return bool(entries) and all(
        isinstance(entry, Mapping) and isinstance(entry.get("id"), str)
        for entry in entries
    )


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _is_below(key: str, other: str) -> bool:
    return not other or key.startswith((f"{other}.", f"{other}["))


def _step(here: Any, name: str, place: str) -> Any:
    if name:
        return here.get(name) if isinstance(here, Mapping) else None
    inside = isinstance(here, list) and int(place) < len(here)
    return here[int(place)] if inside else None
