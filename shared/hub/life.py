"""The life of a hub: takes the records, listens, serves, and ends well."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from shared.clock import Clock
from shared.domain.times import day_of
from shared.hub.beginning import Beginning
from shared.hub.counting import Counting, counting_of
from shared.hub.door import Address, Door, listening
from shared.hub.hub import Hub
from shared.hub.keeping import Keeping
from shared.hub.neighbours import neighbours_of
from shared.hub.notices import Board
from shared.hub.orders import Orders
from shared.hub.owning import Owning
from shared.hub.parts import look_after_parts
from shared.hub.timekeeping import WatchedClock
from shared.hub.tls import Tls
from shared.notify import Notify
from shared.store.database import Database
from shared.store.engine import file_of, open_engine
from shared.store.errors import StoreDamaged
from shared.store.ownership import owning

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
"""So often it is looked whether a day has begun."""


def serve(orders: Orders, folder: Path) -> int:
    """Serve *orders* until the process is asked to end, and return its exit code.

    Their database counts from *folder*. Records that are damaged give way to a backup.

    Raises:
        StoreError: The records cannot be used.
        OSError: The port cannot be had.
    """
    engine = open_engine(orders.settings.database, folder)
    path = file_of(engine)
    with owning(path):
        keeping = Keeping(path, orders.settings.backup, orders.clock)
        if orders.checks_clock:
            orders = orders._replace(clock=WatchedClock(orders.clock, keeping.board))
        while True:
            try:
                return asyncio.run(run(orders, Database(engine), keeping))
            except StoreDamaged as error:
                damage = error
            finally:
                # All that SQLite keeps in its log comes into the file.
                engine.dispose()
            keeping.replace(damage)


async def run(orders: Orders, database: Database, keeping: Keeping) -> int:
    """Serve *orders* until the process is asked to end, and return its exit code.

    While the database's server does not answer, stations are let in and told so.

    Raises:
        StoreDamaged: The records are damaged, now or from the start.
        StoreError: They cannot be used for another reason.
    """
    neighbours = neighbours_of(database, orders.plans)
    hub = Hub(orders, database, keeping, neighbours)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: hub.stop())
    settings, tls = orders.settings, orders.tls
    beginning = Beginning(hub, keeping)
    counting = counting_of(hub, database.presences.add)
    owner = Owning(hub, database, beginning, neighbours)
    door = Door(hub, settings.bounds, near=settings.tokens == "away")
    address = Address(settings.host, settings.port)
    context = None if tls is None else tls.context
    try:
        async with _beside(owner.hold()):
            await owner.look()
            neighbours.start()
            async with listening(door, address, context) as url:
                _opened(url)
                notify = Notify()
                notify.ready()
                renewing = _renew(tls, keeping.board, orders.clock)
                parts = look_after_parts(database.retention, orders.clock)
                life = _show_life(notify)
                async with _beside(life, renewing, parts, owner.go_on()):
                    await _serve(hub, keeping, counting)
                # Whoever asked is answered; then the next hub may be asked.
                await hub.end()
                await owner.end()
    finally:
        await hub.end()
        await owner.end()
        await asyncio.to_thread(neighbours.stop)
    if hub.fatal is not None:
        raise hub.fatal
    keeping.end()
    return 1 if hub.failed else 0


async def _serve(hub: Hub, keeping: Keeping, counting: Counting) -> None:
    """Look after the records while the hub is at work, until it is to end."""
    await hub.at_work()
    if hub.ending.is_set():
        return
    # What is there now stays: the collector need not look at it while people wait.
    gc.collect()
    gc.freeze()
    async with (
        _beside(hub.beat(), hub.rounds.go_round(), counting.go_on()),
        keeping.at_work(hub.given, hub.condemn),
    ):
        await hub.ending.wait()


@asynccontextmanager
async def _beside(*works: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Let *works* be done until the block ends."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


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


async def _ends_within(end: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(end.wait(), seconds)
    return end.is_set()


def _opened(url: str) -> None:
    """Tell the logbook, and on standard output whoever started the hub."""
    log.info("listening on %s", url)
    print(url, flush=True)
