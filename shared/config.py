"""Reads the TOML files that people edit, and says in words what is wrong with them."""

import errno
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")


class ConfigError(Exception):
    """A settings file cannot be used. Names the file, the key and the reason."""

    def __init__(self, path: Path, reason: str, key: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.key = key
        """Where in the file, as ``services[2].name``; empty for the whole of it."""


def load(
    path: Path,
    kind: type[T],
    *,
    section: str | None = None,
    changes: Mapping[str, str] | None = None,
) -> T:
    """Return the file at *path* as a *kind*, a dataclass.

    With *section* only that table of the file is read. *changes* are values that
    stand instead of the file's, by dotted key. A relative path in the file counts
    from the folder the file is in.

    Raises:
        ConfigError: The file is missing, is not TOML, has a key that *kind*
            does not know, or a value that does not fit.
    """
    table: Any = table_in(path)
    for key, value in (changes or {}).items():
        _change(path, table, key, value)
    if section is not None:
        if section not in table:
            raise ConfigError(path, f"the table [{section}] is missing")
        table = table[section]
    check_keys(path, table, kind, section or "")
    return made_of(path, table, kind)


def check_keys(path: Path, table: object, kind: type, where: str = "") -> None:
    """Do nothing if *kind* has a field for each key of *table*, which is in *path*.

    *where* is the key of the table itself.

    Raises:
        ConfigError: It has none.
    """
    for key in _unknown(table, kind, where):
        raise ConfigError(path, f"unknown key `{key}`", key)


def made_of(path: Path, table: object, kind: type[T]) -> T:
    """Return *table*, which was read from *path*, as a *kind*.

    Raises:
        ConfigError: A value is missing or does not fit.
    """
    try:
        return msgspec.convert(table, kind, dec_hook=_paths_from(path.parent))
    except msgspec.ValidationError as error:
        reason = str(error).replace("`$.", "`").replace("`$", "`the file")
        found = re.search(r" - at `(?!the file)([^`]*)`$", reason)
        raise ConfigError(path, reason, found[1] if found else "") from error


def table_in(path: Path) -> dict[str, Any]:
    """Return the file at *path* as it is, unchecked.

    The mark that some editors of Windows put before the text is passed over.

    Raises:
        ConfigError: The file is missing, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(path, _not_there(path)) from error
    except OSError as error:
        raise ConfigError(path, error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, f"is not TOML: {error}") from error


def _not_there(path: Path) -> str:
    """Return what to do where the file at *path* is missing."""
    missing = os.strerror(errno.ENOENT)
    if path.is_absolute() or path.parent.exists():
        return missing
    # Whoever starts a program elsewhere has no folder `config` around.
    return (
        f"{missing} in {Path.cwd()}: start the program in its own folder,"
        " or name the file with --config"
    )


def _change(path: Path, table: dict[str, Any], key: str, value: str) -> None:
    *outer, last = key.split(".")
    for name in outer:
        table = table.setdefault(name, {})
        if not isinstance(table, dict):
            raise ConfigError(path, f"`{key}` is no key of tables")
    try:
        table[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        table[last] = value  # words need no quotes on a command line


def _paths_from(folder: Path) -> Any:
    def hook(kind: type, value: object) -> object:
        if kind is Path and isinstance(value, str):
            return folder / value
        raise ValueError(f"Expected a path in quotes, got {value!r}")

    return hook


def _unknown(value: object, kind: Any, where: str) -> Iterator[str]:
    """Return the keys of *value* that *kind* has no field for."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    match value:
        case Mapping() if is_dataclass(kind):
            yield from _unknown_fields(value, kind, where)
        case Mapping():
            for inner in filter(is_dataclass, get_args(kind)):
                yield from _unknown(value, inner, where)
        case list():
            for place, below in enumerate(value):
                for inner in get_args(kind)[:1]:
                    yield from _unknown(below, inner, f"{where}[{place}]")
        case _:
            pass


def _unknown_fields(value: Mapping[str, Any], kind: Any, where: str) -> Iterator[str]:
    known = _hints_of(kind)
    for key, below in value.items():
        name = f"{where}.{key}" if where else key
        if key in known:
            yield from _unknown(below, known[key], name)
        else:
            yield name


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    """Return the types of the fields of *kind*; a city has hundreds of files."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}
