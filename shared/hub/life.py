"""The life of a hub: takes the records, listens, serves, and ends well."""

import asyncio
import gc
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from shared.clock import Clock
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub import timekeeping
from shared.hub.attendance import Attendance
from shared.hub.crowd import Station
from shared.hub.door import Address, Door, listening
from shared.hub.keeping import Keeping
from shared.hub.notices import Board
from shared.hub.server import Server
from shared.hub.settings import HubSettings
from shared.hub.shifts import Shifts
from shared.hub.timekeeping import ClockDoubted, WatchedClock
from shared.hub.tls import Tls
from shared.hub.writer import Writer
from shared.notify import Notify
from shared.store.engine import file_of, open_engine
from shared.store.errors import StoreDamaged, StoreFull, StoreUnreachable
from shared.store.ownership import owning
from shared.store.store import Store

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
"""So often a database server that does not answer is tried again."""

LOOK_SECONDS = 60.0
"""So often it is looked whether a day has begun."""


class Office(NamedTuple):
    """What a hub serves, and how."""

    settings: HubSettings
    plan: Plan
    clock: Clock
    tls: Tls | None = None
    checks_clock: bool = False
    """It is the machine's own, which may be wrong."""


def serve(office: Office, folder: Path) -> int:
    """Serve *office* until the process is asked to end, and return its exit code.

    Its database counts from *folder*. Records that are damaged give way to a backup.

    Raises:
        StoreError: The records cannot be used.
        OSError: The port cannot be had.
    """
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
        renewing = asyncio.create_task(_renew(tls, keeping.board, clock))
        while writer is None and not await _ends_within(end, RETRY_SECONDS):
            writer = await asyncio.to_thread(_try, take, door)
        if writer is not None:
            shifts = Shifts(store.clerks, clock, settings.clerks)
            await _serve(
                writer=writer,
                server=Server(writer, door.figures, keeping.board, shifts),
                door=door,
                keeping=keeping,
                attendance=_guarded(store, door, clock, shifts),
                end=end,
            )
        living.cancel()
        renewing.cancel()
    return code


async def _show_life(notify: Notify) -> None:
    """Tell systemd again and again that the loop still runs."""
    while notify.pause is not None:
        notify.alive()
        await asyncio.sleep(notify.pause)


async def _renew(tls: Tls | None, board: Board, clock: Clock) -> None:
    """Read the certificate anew when asked, and each day; tell when it ends soon."""
    if tls is None:
        return
    tls.tell(board, clock.now())
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
            tls.tell(board, clock.now())


def _look_at_clock(office: Office, store: Store) -> None:
    if not isinstance(office.clock, WatchedClock):
        return
    office.clock.begin_anew()
    now = office.clock.now()
    store.prepare(day_of(now))
    past = store.history.past()
    timekeeping.check(
        now,
        past,
        office.plan,
        most_days_off=office.settings.most_days_off,
        synchronised=timekeeping.is_synchronised(),
    )
    if now < past.last_at - timekeeping.TOLERANCE:
        store.history.go_back(day_of(now))  # somebody has said that this is right
        store.day_keys.destroy()  # among them those of days that were none


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
        if str(error) != door.excuse:  # a line, not one every two seconds of a night
            log.warning("trying again every %g s: %s", RETRY_SECONDS, error)
        door.excuse = str(error)
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


def _guarded(store: Store, door: Door, clock: Clock, shifts: Shifts) -> Attendance:
    def here() -> list[tuple[Station, str | None]]:
        return door.server.here() if door.server else []

    return Attendance(store.stations, door.register, clock, here, shifts)


async def _serve(
    *,
    writer: Writer,
    server: Server,
    door: Door,
    keeping: Keeping,
    attendance: Attendance,
    end: asyncio.Event,
) -> None:
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
