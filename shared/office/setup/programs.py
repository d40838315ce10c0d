"""Runs the other programs for a moment: to find printers, to check settings, to print.

`shared` may not import them; they are asked as anybody would ask them.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from shared.config import load
from shared.domain.plan import Plan
from shared.office.pc import PcSettings, pc_in

SECONDS = 120
"""After so long a program is stuck: a slow PC loads Qt in a quarter of that."""

NEEDS_SCREEN = frozenset({"kiosk", "counter", "display"})


class CheckFailed(Exception):
    """The new settings would not work; its words say which file and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrinter:
    """What `motcua-printer find` says of one."""

    printer: str
    state: str
    model: str = ""
    profile: str = ""
    baud: int | None = None
    words: str = ""


def find_printers() -> list[FoundPrinter]:
    """Return the printers of this machine, the most promising first."""
    if find_spec("serial") is None:
        return []
    done = run_program("printer", "find", "--json")
    return [_found(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_print(config: Path) -> tuple[bool, str]:
    """Print a test page on the kiosk's printer; return whether it came, and words."""
    done = run_program("printer", "test", "--config", str(config / "kiosk.toml"))
    words = (done.stdout if done.returncode == 0 else done.stderr).strip()
    return done.returncode == 0, words.rpartition("\n")[2]


def check(config: Path) -> None:
    """Let every program that is installed here read its settings in *config*.

    Raises:
        CheckFailed: One of them cannot use them.
    """
    load(config / "office.toml", Plan)
    pc: PcSettings = pc_in(config)
    names = ["hub", *sorted(NEEDS_SCREEN)]
    if find_spec("PySide6") is None:
        names = [name for name in names if name in pc.programs]
    # All have ended before the first mistake is told.
    for name, words in list(_checks(config, names)):
        if words:
            raise CheckFailed(f"{name}: {words}")


def _checks(config: Path, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return what each program says of its settings, empty if nothing; all at once."""
    running = [(name, _start(name, config)) for name in names]
    for name, process in running:
        try:
            _, words = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            _, words = process.communicate()
            words = words or "does not answer"
        last = words.strip().rpartition("\n")[2]
        yield name, (last or "?") if process.returncode else ""


def _start(name: str, config: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*_words(name), "--check", "--config", str(config / f"{name}.toml")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def run_program(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run ``python -m words…`` to its end; return its code and what it said."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS,
        check=False,
    )


def _words(name: str) -> list[str]:
    module = "shared.hub" if name == "hub" else name
    return [sys.executable, "-m", module]


def _found(line: str) -> FoundPrinter:
    table: Any = json.loads(line)
    return msgspec.convert(table, FoundPrinter)
