"""A whole office on one PC: the hub, a kiosk, counters, a display and a printer.

The stations are programs of their own, started here and stopped again. With
`--simulate` a hand in each touches its real widgets, on a clock of the office's
own; what the stations tell comes back as JSON lines and is summed up at the end.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from zlib import crc32

from shared import log as logbook
from shared.clock import OfficeClock, SystemClock
from shared.config import ConfigError, load, table_in
from shared.domain.calendar import next_opening
from shared.domain.plan import Plan
from shared.domain.times import HOUR, VIETNAM, local, millis
from shared.office import autostart, join, run, settings_file
from shared.office.program import Program, ProgramFailed
from shared.office.setup import command
from shared.office.tally import Tally, sentence

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)
"""When a simulated day begins, in an office without hours."""

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": command.main,
    "run": run.main,
    "join": join.main,
    "autostart": autostart.main,
    "export-settings": settings_file.main_export,
    "import-settings": settings_file.main_import,
}
EPILOG = (
    "Commands of their own, each with --help: setup (asks, and writes config), run "
    "(this PC's programs, kept running), join (a station of a hub elsewhere), "
    "autostart (run when somebody logs in), export-settings and import-settings FILE."
)

START_SECONDS = 60
REST_SECONDS = 30


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the first word says; without one try out a whole office.

    That runs until it is stopped, or its seconds are over.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in COMMANDS:
        return COMMANDS[words[0]](words[1:])
    arguments = _parser().parse_args(words)
    logbook.start()
    try:
        plan = load(arguments.config / "office.toml", Plan)
        return asyncio.run(Office(plan, arguments).run())
    except ConfigError as error:
        print(f"motcua-office: {error}", file=sys.stderr)
        return 2
    except ProgramFailed as error:
        print(f"motcua-office: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua-office", description=__doc__, epilog=EPILOG
    )
    add = parser.add_argument
    add("--config", type=Path, default=Path("config"), metavar="DIR")
    add("--counters", default="1,2,6,7", help="which counters, by their numbers")
    add("--simulate", action="store_true", help="let hands touch the widgets")
    add("--headless", action="store_true", help="without a screen, simulated")
    add("--seconds", type=float, help="end so long after all is ready")
    add("--speed", type=float, default=30, help="of the simulated clock (30)")
    add("--seed", type=int, default=1, help="of the simulated people (1)")
    add("--json", type=Path, metavar="FILE", help="leave the figures here")
    add("--out", type=Path, metavar="DIR", help="leave tickets and screens here")
    return parser


class Office:
    """The programs of one office, and what they told."""

    def __init__(self, plan: Plan, arguments: argparse.Namespace) -> None:
        self._plan = plan
        self._config: Path = arguments.config
        self._json: Path | None = arguments.json
        self._headless: bool = arguments.headless
        self._simulate: bool = arguments.simulate or arguments.headless
        self._seconds: float | None = arguments.seconds
        if self._headless and self._seconds is None:
            self._seconds = 30
        self._speed: float = arguments.speed
        self._seed: int = arguments.seed
        self._counters = [name for name in arguments.counters.split(",") if name]
        stamp = local(SystemClock().now()).strftime("%Y%m%d-%H%M%S")
        self._out: Path = (arguments.out or Path("out") / f"office-{stamp}").absolute()
        self._tally = Tally()
        self._clock: OfficeClock | None = None
        self._environment = dict(os.environ)
        if self._headless:
            self._environment["QT_QPA_PLATFORM"] = "offscreen"

    async def run(self) -> int:
        """Start everything, let it work, stop it, and say how it went."""
        end = _on_signals()
        async with AsyncExitStack() as stack:
            self._prepare_folder()
            hub, url = await self._start_hub(stack)
            stations = await self._start_stations(stack, url)
            began = time.monotonic()
            print(f"The office is open: {url}, pictures in {self._out}", flush=True)
            await self._work([hub, *stations], end)
            if self._simulate:
                await self._come_to_rest(stations)
            seconds = time.monotonic() - began
            for station in stations:
                station.order("leave")
        return self._sum_up(seconds)

    def _prepare_folder(self) -> None:
        """Make the folder for what is left behind, empty of an earlier run."""
        tickets = self._out / "tickets"
        tickets.mkdir(parents=True, exist_ok=True)
        if self._simulate:
            old = [
                *tickets.glob("*.png"),
                *self._out.glob("office.sqlite*"),
                *self._out.glob("kiosk-*-*"),
            ]
            for path in old:
                path.unlink()

    async def _start_hub(self, stack: AsyncExitStack) -> tuple[Program, str]:
        words = ["shared.hub", "--config", str(self._config / "hub.toml")]
        if self._simulate:
            now = SystemClock().now()
            start = _opening(self._plan)
            self._clock = OfficeClock(start=start, anchor=now, speed=self._speed)
            database = f"sqlite:///{self._out / 'office.sqlite'}"
            words += ["--port", "0", "--database", database]
        hub = await self._start(stack, "hub", words)
        fact = await hub.wait_for("line", START_SECONDS)
        return hub, fact["line"]

    async def _start_stations(self, stack: AsyncExitStack, url: str) -> list[Program]:
        """Start the stations, the kiosk last: a touch finds all the others ready."""
        stations = [await self._start_station(stack, "display", url)]
        for counter in self._counters:
            words = ["--counter", counter]
            name = f"counter {counter}"
            stations.append(await self._start_station(stack, name, url, words))
        for station in stations:
            await station.wait_for("ready", START_SECONDS)
        words = await self._start_printer(stack)
        if self._simulate:
            words += ["--records", str(self._out)]
        kiosk = await self._start_station(stack, "kiosk", url, words)
        await kiosk.wait_for("ready", START_SECONDS)
        return [kiosk, *stations]

    async def _start_printer(self, stack: AsyncExitStack) -> list[str]:
        """Start a virtual printer where no other is set up; return how to reach it."""
        table = table_in(self._config / "kiosk.toml").get("printer", {})
        if table.get("kind", "virtual") != "virtual":
            return []
        tickets = str(self._out / "tickets")
        if sys.platform == "win32":
            return ["--printer", f"virtual:{tickets}"]
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-"))
        line = f"{folder}/printer"
        words = ["printer", "emulate", "--pty", line, "--out", tickets, "--json"]
        words += ["--baud", "0"]  # most printers are on USB
        printer = await self._start(stack, "printer", words)
        await printer.wait_for("ready", START_SECONDS)
        return ["--printer", f"serial:{line}"]

    async def _start_station(
        self,
        stack: AsyncExitStack,
        name: str,
        url: str,
        more: Sequence[str] = (),
    ) -> Program:
        program, *_ = name.split()
        config = str(self._config / f"{program}.toml")
        words = [program, "--config", config, "--hub", url, "--figures", *more]
        words += ["--windowed", "--screens", str(self._out / "screens")]
        if self._simulate:
            words += ["--simulate", str(self._seed + crc32(name.encode()) % 1000)]
        return await self._start(stack, name, words)

    async def _start(
        self, stack: AsyncExitStack, name: str, words: Sequence[str]
    ) -> Program:
        if self._clock is not None and words[0] != "printer":
            words = [*words, "--clock", str(self._clock)]
        program = await Program.start(
            name, words, tell=self._tally.take, environment=self._environment
        )
        stack.push_async_callback(program.stop)
        return program

    async def _work(self, programs: Sequence[Program], end: asyncio.Event) -> None:
        """Wait until the time is over, somebody says stop, or a program has ended.

        Raises:
            ProgramFailed: A program ended that should not have.
        """
        ending = asyncio.create_task(end.wait())
        tasks = [ending, *(program.over for program in programs)]
        done, _ = await asyncio.wait(
            tasks, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED
        )
        ending.cancel()
        gone = [program.name for program in programs if program.over in done]
        if gone and self._simulate:
            raise ProgramFailed(f"{', '.join(gone)} ended by itself")

    async def _come_to_rest(self, stations: Sequence[Program]) -> None:
        """Stop the touching, then let the printer and the display finish."""
        kiosk, display, *counters = stations
        kiosk.order("rest")
        await kiosk.wait_for("drained", REST_SECONDS)
        for counter in counters:
            counter.order("rest")
        for counter in counters:
            await counter.wait_for("resting", REST_SECONDS)
        display.order("rest")
        await display.wait_for("drained", REST_SECONDS)

    def _sum_up(self, seconds: float) -> int:
        """Say how it went, and return the exit code."""
        if not self._simulate:
            return 0
        tickets = len(list((self._out / "tickets").glob("*.png")))
        figures = self._tally.figures(tickets, seconds)
        print(f"Tickets and screens are in {self._out}")
        print(sentence(figures))
        if self._json is not None:
            self._json.write_text(json.dumps(figures, indent=2) + "\n")
        whole = (
            figures["issued"] == figures["printed"]
            and figures["called"] == figures["shown_on_display"]
            and figures["duplicates"] == 0
            and figures["issued"] > 0
        )
        return 0 if whole else 1


def _opening(plan: Plan) -> int:
    """Return when a simulated day begins: with the first session of the week."""
    monday = millis(MONDAY)
    if plan.hours is None:
        return monday
    first = next_opening(plan.hours, monday - 8 * HOUR)
    return first.opens_at if first is not None else monday


def _on_signals() -> asyncio.Event:
    """Return what is set when the process is asked to end."""
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(end.set))
    return end


if __name__ == "__main__":
    sys.exit(main())
