"""The hub of an office: decides about the queue, keeps it and tells every station."""

import argparse
import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from shared import log as logbook
from shared.clock import Clock, OfficeClock, SystemClock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub import enrol, replay, timekeeping
from shared.hub.attendance import Attendance
from shared.hub.commands import backup, check, restore
from shared.hub.commands import clock as clock_command
from shared.hub.crowd import Station
from shared.hub.door import Address, Door, listening
from shared.hub.keeping import Keeping
from shared.hub.notices import Board
from shared.hub.server import Server
from shared.hub.settings import HubSettings
from shared.hub.timekeeping import ClockDoubted, WatchedClock
from shared.hub.tls import Files, Tls
from shared.hub.writer import Writer
from shared.notify import Notify
from shared.store.engine import file_of, open_engine
from shared.store.errors import StoreDamaged, StoreError, StoreFull, StoreUnreachable
from shared.store.ownership import owning
from shared.store.store import Store

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
"""So often a database server that does not answer is tried again."""


def _certificate(words: Sequence[str]) -> int:
    # The hub itself does without the library, which is large.
    from shared.hub import certificate  # noqa: PLC0415

    return certificate.main(words)


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "replay": replay.main,
    "station": enrol.main,
    "backup": backup.main,
    "restore": restore.main,
    "check": check.main,
    "clock": clock_command.main,
    "certificate": _certificate,
}
LOOK_SECONDS = 60.0
"""So often it is looked whether a day has begun."""

EPILOG = """motcua-hub replay FILE: try a day's commands against the rules;
motcua-hub station: which machines may come in;
motcua-hub certificate make: let stations know the hub by a certificate;
motcua-hub backup, restore FILE, check: see to the records;
motcua-hub clock accept: go on though the clock was doubted"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hub until it is stopped, or do something beside it."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words and words[0] in COMMANDS:
        return COMMANDS[words[0]](words[1:])
    parser = argparse.ArgumentParser(
        prog="motcua-hub", description=__doc__, epilog=EPILOG
    )
    parser.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    parser.add_argument("--port", type=int, help="instead of the one in the settings")
    parser.add_argument("--database", help="instead of the one in the settings")
    parser.add_argument(
        "--check", action="store_true", help="read the settings only, then end"
    )
    parser.add_argument("--clock", type=OfficeClock.read, help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    try:
        settings = load(arguments.config, HubSettings)
        plan = load(settings.office, Plan)
        if arguments.port is not None:
            settings = replace(settings, port=arguments.port)
        tls = _tls(settings)
    except (ConfigError, ValueError) as error:
        parser.exit(2, f"motcua-hub: {error}\n")
    if arguments.database is not None:
        settings = settings.at(arguments.database)
    if arguments.check:
        return 0
    logbook.start(settings.log)
    clock: Clock = arguments.clock or SystemClock()
    try:
        folder = arguments.config.parent
        checks = arguments.clock is None
        office = Office(settings, plan, clock, tls, checks_clock=checks)
        return _serve_safely(office, folder)
    except StoreError as error:
        print(f"motcua-hub: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        print(
            f"motcua-hub: cannot listen on {where}: {error.strerror}", file=sys.stderr
        )
        return 1


class Office(NamedTuple):
    """What a hub serves, and how."""

    settings: HubSettings
    plan: Plan
    clock: Clock
    tls: Tls | None = None
    checks_clock: bool = False
    """It is the machine's own, which may be wrong."""


def _serve_safely(office: Office, folder: Path) -> int:
    """Serve *office*; records that are damaged are replaced by a backup."""
    engine = open_engine(office.settings.database, folder)
    path = file_of(engine)
    with owning(path):
        keeping = Keeping(path, office.settings.backup, office.clock)
        if office.checks_clock:
            office = office._replace(clock=WatchedClock(office.clock, keeping.board))
        while True:
            try:
                return asyncio.run(run(office, Store(engine, office.plan.id), keeping))
            except StoreDamaged as error:
                damage = error
            finally:
                # All that SQLite keeps in its log comes into the file.
                engine.dispose()
            keeping.replace(damage)


async def run(office: Office, store: Store, keeping: Keeping) -> int:
    """Serve *office* until the process is asked to end, and return its exit code.

    While the database's server does not answer, stations are let in and told so.

    Raises:
        StoreDamaged: The records are damaged, now or from the start.
    """
    loop = asyncio.get_running_loop()
    end = asyncio.Event()
    code = 0

    def fail() -> None:
        nonlocal code
        code = 1  # whoever started the hub starts it again
        stop()

    def stop(*_: object) -> None:
        loop.call_soon_threadsafe(end.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    settings, plan, clock, tls, _ = office
    door = Door(clock, settings.bounds, near=settings.tokens == "away")

    def make(after: int, board: Board) -> Writer:
        return Writer(
            store, plan, clock, fail,
            after=after, board=board, make_room=keeping.make_room,
        )  # fmt: skip

    take = partial(_take, keeping, partial(_look_at_clock, office, store), make)
    writer = _try(take, door)
    context = None if tls is None else tls.context
    address = Address(settings.host, settings.port)
    async with listening(door, address, context) as url:
        _opened(url)
        notify = Notify()
        notify.ready()
        living = asyncio.create_task(_show_life(notify))
        renewing = asyncio.create_task(_renew(tls, clock))
        while writer is None and not await _ends_within(end, RETRY_SECONDS):
            writer = await asyncio.to_thread(_try, take, door)
        if writer is not None:
            await _serve(writer, door, keeping, _guarded(store, door, clock), end)
        living.cancel()
        renewing.cancel()
    return code


async def _show_life(notify: Notify) -> None:
    """Tell systemd again and again that the loop still runs."""
    while notify.pause is not None:
        notify.alive()
        await asyncio.sleep(notify.pause)


def _tls(settings: HubSettings) -> Tls | None:
    if settings.certificate is None or settings.key is None:
        return None
    return Tls(Files(settings.certificate, settings.key))


async def _renew(tls: Tls | None, clock: Clock) -> None:
    """Read the certificate anew on SIGHUP, and when a day has begun."""
    if tls is None:
        return
    asked = asyncio.Event()
    if hasattr(signal, "SIGHUP"):  # not on Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    day = day_of(clock.now())
    while True:
        wanted = await _ends_within(asked, LOOK_SECONDS)
        today = day_of(clock.now())
        if wanted or today != day:
            asked.clear()
            day = today
            tls.reload()


def _look_at_clock(office: Office, store: Store) -> None:
    if not office.checks_clock:
        return
    now = office.clock.now()
    store.prepare(day_of(now))
    past = store.past()
    timekeeping.check(
        now,
        past,
        office.plan,
        most_days_off=office.settings.most_days_off,
        synchronised=timekeeping.is_synchronised(),
    )
    if now < past.last_at - timekeeping.TOLERANCE:
        store.go_back(day_of(now))  # somebody has said that this is right


def _take(
    keeping: Keeping,
    look: Callable[[], None],
    make: Callable[[int, Board], Writer],
) -> Writer:
    writer = keeping.take(look, make)
    for difference in writer.check():
        log.error("the records do not fit together: %s", difference)
    return writer


def _try(take: Callable[[], Writer], door: Door) -> Writer | None:
    """Return what *take* gives, or None if that must wait."""
    try:
        return take()
    except (StoreUnreachable, StoreFull, ClockDoubted) as error:
        door.code = _code_of(error)
        door.excuse = str(error)
        log.warning("trying again in %g s: %s", RETRY_SECONDS, error)
        return None


def _code_of(error: StoreUnreachable | StoreFull | ClockDoubted) -> str:
    match error:
        case StoreFull():
            return "disk_full"
        case ClockDoubted():
            return "clock"
        case _:
            return "no_records"


async def _ends_within(end: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(end.wait(), seconds)
    return end.is_set()


def _guarded(store: Store, door: Door, clock: Clock) -> Attendance:
    def here() -> list[tuple[Station, str | None]]:
        return door.server.here() if door.server else []

    return Attendance(store.stations, door.register, clock, here)


async def _serve(
    writer: Writer,
    door: Door,
    keeping: Keeping,
    attendance: Attendance,
    end: asyncio.Event,
) -> None:
    server = Server(writer, door.figures, keeping.board)
    await attendance.look()
    # What is there now stays: the collector need not look at it while people wait.
    gc.collect()
    gc.freeze()
    writer.start(server.deliver)
    door.open(server)
    tasks = [
        asyncio.create_task(server.beat()),
        asyncio.create_task(attendance.go_round()),
    ]
    try:
        async with keeping.at_work(server, writer):
            await end.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.to_thread(writer.stop)
    if writer.damage:
        raise StoreDamaged(writer.damage)
    keeping.end(writer)


def _opened(url: str) -> None:
    """Tell the logbook, and on standard output whoever started the hub."""
    log.info("listening on %s", url)
    print(url, flush=True)


if __name__ == "__main__":
    sys.exit(main())
