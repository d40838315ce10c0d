"""Keeps one program running: starts it, and starts it again when it ends or freezes."""

import asyncio
import ctypes
import logging
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress

from shared.office.pulse import Pulse

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a program that ended is started again: twice as long each time."""

STEADY_SECONDS = 60.0
"""Whoever lived so long is started again at once."""

LOOK_SECONDS = 1.0
STOP_SECONDS = 10.0

LEFT = 3
"""The exit code with which a technician leaves the kiosk: it stays ended."""

LONGEST_LINE = 256 * 1024
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


class Keeper:
    """One program of the office. It writes what the program says into our log."""

    def __init__(
        self,
        role: str,
        words: Sequence[str],
        pulse: Pulse,
        environment: Mapping[str, str],
        *,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        """Keep ``python -m words…``, killed *stop_seconds* after it was to end."""
        self.role = role
        self._stop_seconds = stop_seconds
        self._words = words
        self._pulse = pulse
        self._environment = {**environment, **pulse.environment}
        self._lines = logging.getLogger(f"program.{role}")
        self._ending = asyncio.Event()
        self._process: Process | None = None
        self._life: asyncio.Task[None] | None = None

    def start(self) -> "asyncio.Task[None]":
        """Begin; the task is done when the program has ended for good."""
        self._life = asyncio.create_task(self._live(), name=self.role)
        return self._life

    async def wait_until_ready(self, seconds: float) -> None:
        """Wait until the program says that it is ready, but not for ever."""
        if self._pulse.listening:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pulse.ready.wait(), seconds)

    async def stop(self) -> None:
        """Ask the program to end, and wait for that; kill it if it does not."""
        self._ending.set()
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), self._stop_seconds)
            except TimeoutError:
                log.warning("%s does not end: killed", self.role)
                _kill(process)
        if self._life is not None:
            await self._life
            log.info("%s has ended", self.role)

    async def _live(self) -> None:
        pause = FIRST_PAUSE
        while not self._ending.is_set():
            began = time.monotonic()
            code = await self._run_once()
            if self._ending.is_set():
                return
            if code == LEFT:
                log.info("%s was left by a technician", self.role)
                return
            if time.monotonic() - began > STEADY_SECONDS:
                pause = FIRST_PAUSE
            log.warning("%s ended (%s); again in %g s", self.role, code, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _run_once(self) -> int | None:
        """Run the program to its end; return its exit code, None if it never began."""
        self._pulse.begin()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *self._words,
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=STDOUT,
                env=self._environment,
                limit=LONGEST_LINE,
                # Ctrl+C at a terminal is for us alone: we end the others in order.
                start_new_session=True,
                preexec_fn=_die_with_us if sys.platform == "linux" else None,
            )
        except OSError as error:
            log.warning("%s cannot be started: %s", self.role, error)
            return None
        self._process = process
        log.info("%s runs as process %d", self.role, process.pid)
        if self._ending.is_set():
            process.terminate()
        watching = asyncio.create_task(self._watch(process))
        await self._listen(process)
        code = await process.wait()
        watching.cancel()
        return code

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # a line without end
                continue
            if not line:
                return
            self._lines.info("%s", line.decode(errors="replace").rstrip())

    async def _watch(self, process: Process) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._pulse.frozen():
                log.error("%s gives no sign of life: killed", self.role)
                _kill(process)
                return


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


def _die_with_us() -> None:
    """Let the system end the program when we are killed: nobody would look after it."""
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGTERM)
