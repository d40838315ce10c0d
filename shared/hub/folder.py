"""Reads the folder of a city: a file for each office, and what they share written once.

``common.toml`` holds what all offices have, each other ``*.toml`` is one office: its
id, its name, and what is different there. How the two become one is told in
`shared.overlay`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from shared.config import ConfigError, check_keys, made_of, table_in
from shared.domain.moves import Move
from shared.domain.plan import Plan
from shared.hub.moves import bring, check, moves_in
from shared.overlay import Overlay, OverlayError, overlay, twice

COMMON, MOVES, PROCEDURES = "common.toml", "moves.toml", "procedures.toml"
"""The files that are no office."""

STANDS_ALONE = "common"
"""``common = false`` in the file of an office: the common file does not hold there."""

T = TypeVar("T")

SHOWN = 20
"""So many mistakes are told at once; nobody reads three hundred."""


class Draft(NamedTuple):
    """An office that is not looked at yet."""

    path: Path
    both: Overlay
    on_common: bool


class FolderError(ConfigError):
    """Several files of a folder cannot be used; a line for each."""

    def __init__(self, folder: Path, errors: list[ConfigError]) -> None:
        more = len(errors) - SHOWN
        lines = [str(error) for error in errors[:SHOWN]]
        lines += [f"and {more} files more"] if more > 0 else []
        super().__init__(folder, f"{len(errors)} files\n" + "\n".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile:
    """An office and the file it is written in."""

    path: Path
    plan: Plan
    on_common: bool
    """It stands on the common file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The offices of a folder, and what goes from one to another."""

    offices: tuple[OfficeFile, ...]
    moves: tuple[Move, ...] = ()


def city_in(folder: Path) -> City:
    """Return the offices of *folder*, in the order of their files' names.

    Raises:
        ConfigError: The folder or one of its files cannot be used. All offices are
            looked at before.
    """
    paths = list(_files_in(folder))
    common = _common_in(folder)
    drafts = _all(folder, [partial(_draft_in, path, common) for path in paths])
    _check_ids(drafts)
    moves = moves_in(folder / MOVES)
    bring(
        moves, {str(draft.both.table.get("id")): draft.both.table for draft in drafts}
    )
    offices = _all(folder, [partial(_office_of, draft) for draft in drafts])
    check(moves, {office.plan.id: office.plan for office in offices})
    return City(offices=tuple(offices), moves=tuple(move.entry for move in moves))


def _all(folder: Path, made: Iterable[Callable[[], T]]) -> list[T]:
    """Return what all of *made* give, or tell at once what is wrong with some."""
    given: list[T] = []
    errors: list[ConfigError] = []
    for make in made:
        try:
            given.append(make())
        except ConfigError as error:
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else FolderError(folder, errors)
    return given


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        why = f"{error.strerror}; `offices` names the folder with the offices' files"
        raise ConfigError(folder, why) from error
    paths = [path for path in names if _is_office(path)]
    if not paths:
        raise ConfigError(folder, "holds no office: put a file such as xa-a.toml there")
    yield from paths


def _is_office(path: Path) -> bool:
    """Return whether *path* may be an office; editors leave hidden files behind."""
    return (
        path.suffix.lower() == ".toml"
        and not path.name.startswith((".", "~"))
        and path.name.lower() not in (COMMON, MOVES, PROCEDURES)
        and path.is_file()
    )


def _common_in(folder: Path) -> dict[str, Any] | None:
    path = folder / COMMON
    if not path.exists():
        return None
    table = table_in(path)
    check_keys(path, table, Plan)
    for key in twice(table):
        raise ConfigError(path, f"stands there twice - at `{key}`", key)
    if "id" in table:
        raise ConfigError(path, "`id` belongs into the file of each office", "id")
    return table


def _draft_in(path: Path, common: dict[str, Any] | None) -> Draft:
    table = table_in(path)
    stands_on = table.pop(STANDS_ALONE, True)
    if not isinstance(stands_on, bool):
        raise ConfigError(path, f"`{STANDS_ALONE}` is true or false", STANDS_ALONE)
    lower = common if stands_on and common is not None else {}
    try:
        both = overlay(lower, table)
    except OverlayError as error:
        raise ConfigError(path, str(error)) from error
    return Draft(path, both, lower is common)


def _check_ids(drafts: Iterable[Draft]) -> None:
    known: dict[object, Path] = {}
    for path, both, _ in drafts:
        id_ = both.table.get("id")
        other = known.setdefault(id_ if isinstance(id_, str) else path, path)
        if other is not path:
            why = f"`id` is {id_!r}, which is {other.name} already"
            raise ConfigError(path, why, "id")


def _office_of(draft: Draft) -> OfficeFile:
    path, both, on_common = draft
    return OfficeFile(path=path, plan=_plan_of(path, both), on_common=on_common)


def _plan_of(path: Path, both: Overlay) -> Plan:
    """Return what *both* say; a mistake is told of the file that it stands in."""
    try:
        check_keys(path, both.table, Plan)
        return made_of(path, both.table, Plan)
    except ConfigError as error:
        here = both.is_upper(error.key)
        blamed = path if here else path.with_name(COMMON)
        reason = error.reason.replace(f"`{error.key}`", f"`{both.with_ids(error.key)}`")
        reason = reason if here else f"{reason} (in {path.name} too)"
        raise ConfigError(blamed, reason, error.key) from error
