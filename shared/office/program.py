"""A program of the office, started as a process of its own and listened to."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

Fact = dict[str, Any]
"""One JSON line of a program: ``event`` names what happened."""


class ProgramFailed(Exception):
    """A program ended by itself, or did not do what it was told in time."""


class Program:
    """A module of the project, run by the same Python."""

    def __init__(
        self, name: str, process: Process, tell: Callable[[str, Fact], None]
    ) -> None:
        self.name = name
        self._process = process
        self._tell = tell
        self._facts: list[Fact] = []
        self._news = asyncio.Event()
        self._ended = False
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        name: str,
        words: Sequence[str],
        *,
        tell: Callable[[str, Fact], None],
        environment: Mapping[str, str] | None = None,
    ) -> "Program":
        """Start ``python -m words…``; *tell* gets every line it writes."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *words, stdin=PIPE, stdout=PIPE, env=environment
        )
        return cls(name, process, tell)

    @property
    def over(self) -> asyncio.Task[None]:
        """Done when the program has closed its output: it has ended."""
        return self._reading

    async def wait_for(self, event: str, seconds: float) -> Fact:
        """Return the first fact called *event*, waiting for it at most so long.

        Raises:
            ProgramFailed: It did not come.
        """
        try:
            async with asyncio.timeout(seconds):
                while (fact := self._find(event)) is None:
                    if self._ended:
                        code = await self._process.wait()
                        raise ProgramFailed(f"{self.name} ended with code {code}")
                    await self._news.wait()
        except TimeoutError as error:
            late = f"{self.name}: no {event!r} within {seconds:.0f} s"
            raise ProgramFailed(late) from error
        return fact

    def order(self, word: str) -> None:
        """Give the program an order, a word a line."""
        if self._process.stdin is not None and not self._ended:
            self._process.stdin.write(f"{word}\n".encode())

    async def stop(self, seconds: float = 10) -> int:
        """Ask the program to end, wait, and return its exit code."""
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(seconds):
                code = await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            code = await self._process.wait()
        await self._reading
        return code

    def _find(self, event: str) -> Fact | None:
        return next((f for f in self._facts if f.get("event") == event), None)

    async def _read(self) -> None:
        stream = self._process.stdout
        if stream is None:
            raise ProgramFailed(f"{self.name} has no output")
        while line := await stream.readline():
            fact = _fact(line.decode(errors="replace").strip())
            self._facts.append(fact)
            self._tell(self.name, fact)
            self._wake()
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        """Let all who wait look again."""
        self._news.set()
        self._news = asyncio.Event()


def _fact(line: str) -> Fact:
    """Return the fact in *line*; a line that is none is one called ``line``."""
    try:
        fact = json.loads(line)
    except json.JSONDecodeError:
        return {"event": "line", "line": line}
    known = isinstance(fact, dict) and "event" in fact
    return fact if known else {"event": "line", "line": line}
