"""Runs what `config/pc.toml` names on this PC, and keeps it running.

A program that ends is started again, one that stands still is killed first. Asked to
end, all end: the kiosk before the display, the hub last, so that nothing a citizen
was promised is lost. What all of them log goes to one place.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shared import log as logbook
from shared.config import ConfigError
from shared.log import LogSettings
from shared.notify import Notify
from shared.office.alone import RunsAlready, alone
from shared.office.keeper import LEFT, Keeper
from shared.office.pc import FILE, PcSettings, Role, pc_in
from shared.office.pulse import pulses
from shared.office.setup.folder import mend

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 20.0
"""So long the next program waits for the one before it, on a PC that is slow."""

MODULES: dict[Role, str] = {
    "hub": "shared.hub",
    "display": "display",
    "counter": "counter",
    "kiosk": "kiosk",
}


def main(words: Sequence[str]) -> int:
    """Run this PC's programs until the process is asked to end."""
    parser = argparse.ArgumentParser(prog="motcua-office run", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config"), metavar="DIR")
    parser.add_argument(
        "--windowed", action="store_true", help="windows instead of full screens"
    )
    arguments = parser.parse_args(words)
    config = arguments.config.absolute()
    mend(config)
    try:
        pc = pc_in(config)
        with alone(config.parent / "data" / "office.lock"):
            logbook.start(_log(pc, config), formatter=Lines())
            return asyncio.run(_run(pc, config, windowed=arguments.windowed))
    except (ConfigError, RunsAlready, OSError) as error:
        print(f"motcua-office run: {error}", file=sys.stderr)
        return 2


class Lines(logbook.Discreet):
    """Writes the lines of a program as they are, with its name before them."""

    def format(self, record: logging.LogRecord) -> str:
        logger, _, role = record.name.rpartition(".")
        if logger != "program":
            return super().format(record)
        return logbook.without_secrets(f"{role:8}{record.getMessage()}")


def _log(pc: PcSettings, config: Path) -> LogSettings:
    """Return where the log goes; without a terminal (pythonw) there must be a file."""
    if sys.stderr is None and pc.log.file is None:
        return replace(pc.log, file=config.parent / "data" / "motcua.log")
    return pc.log


async def _run(pc: PcSettings, config: Path, *, windowed: bool) -> int:
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(end.set))
    notify = Notify()
    keepers: list[Keeper] = []
    if not pc.in_order:
        log.warning("%s names no programs: nothing to do", config / FILE)
        return 0
    async with pulses() as listening:
        living = asyncio.create_task(_show_life(notify))
        lives: list[asyncio.Task[None]] = []
        try:
            for role in pc.in_order:
                words = _words(role, config, windowed=windowed)
                pulse = await listening.to(role)
                keepers.append(Keeper(role, words, pulse, _environment()))
                lives.append(keepers[-1].start())
                if await _ready_or_over(keepers[-1], end):
                    break
            notify.ready()
            log.info("this PC's programs run: %s", ", ".join(pc.in_order))
            await _until(end, lives)
        finally:
            for keeper in reversed(keepers):
                await keeper.stop()
            living.cancel()
    log.info("all programs have ended")
    return 0 if end.is_set() else LEFT


async def _ready_or_over(keeper: Keeper, end: asyncio.Event) -> bool:
    """Wait until the program is ready, or we are to end; return whether we are."""
    ready = asyncio.create_task(keeper.wait_until_ready(PATIENCE_SECONDS))
    ending = asyncio.create_task(end.wait())
    await asyncio.wait([ready, ending], return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    ending.cancel()
    return end.is_set()


async def _until(end: asyncio.Event, lives: Sequence["asyncio.Task[None]"]) -> None:
    """Wait for the order to end, or until every program has ended for good."""
    ending = asyncio.create_task(end.wait())
    while not end.is_set() and not all(life.done() for life in lives):
        running = [life for life in lives if not life.done()]
        await asyncio.wait([ending, *running], return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()


async def _show_life(notify: Notify) -> None:
    while notify.pause is not None:
        notify.alive()
        await asyncio.sleep(notify.pause)


def _words(role: Role, config: Path, *, windowed: bool) -> list[str]:
    words = [MODULES[role], "--config", str(config / f"{role}.toml")]
    return [*words, "--windowed"] if windowed and role != "hub" else words


def _environment() -> dict[str, str]:
    """Return ours without what systemd says to us alone; all are started again."""
    own = {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}
    kept = {key: value for key, value in os.environ.items() if key not in own}
    return kept | {"PYTHONUNBUFFERED": "1", "MOTCUA_KEPT": "1"}
