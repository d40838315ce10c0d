"""Writes what a test print has found into a profile's file, with its comments kept."""

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from printer.profiles import Profile
from shared.config import load


def written(text: str, found: Mapping[str, object]) -> str:
    """Return the TOML *text* with the keys of *found* set; comments stay.

    A key that is not in *text* yet comes at the end.
    """
    for key, value in found.items():
        line = f"{key} = {_toml(value)}"
        pattern = re.compile(
            rf'^{key}\s*=\s*(?:"[^"\n]*"|[^#\n]*?)(?P<rest>[ \t]*(?:#.*)?)$',
            re.MULTILINE,
        )
        if pattern.search(text):
            text = pattern.sub(partial(_with_comment, line), text)
        else:
            text = f"{text.rstrip()}\n{line}\n".lstrip()
    return text


def _with_comment(line: str, match: re.Match[str]) -> str:
    return line + match["rest"]


def save(path: Path, base: Path | None, found: Mapping[str, object]) -> None:
    """Write a new profile at *path*: that of *base*, if any, with what was found.

    Raises:
        FileExistsError: There is a file already; it may hold what somebody knows.
        ConfigError: The result is no profile.
    """
    text = base.read_text(encoding="utf-8") if base else ""
    note = "# What this printer can do was found by a test print.\n"
    with path.open("x", encoding="utf-8") as file:
        file.write(note + written(text, found))
    load(path, Profile)


def _toml(value: object) -> str:
    """Return *value*, a text, number or truth, as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
