"""The hub of an office: decides about the queue, keeps it and tells every station."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shared import log as logbook
from shared.clock import Clock, OfficeClock, SystemClock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.hub import replay
from shared.hub.server import Address, Server, listen
from shared.hub.settings import HubSettings
from shared.hub.writer import Writer
from shared.store.engine import open_engine
from shared.store.errors import StoreError
from shared.store.store import Store

log = logging.getLogger(__name__)

EPILOG = "motcua-hub replay FILE: try a day's commands against the rules"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hub until it is stopped, or replay a day's commands."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words[:1] == ["replay"]:
        return replay.main(words[1:])
    parser = argparse.ArgumentParser(
        prog="motcua-hub", description=__doc__, epilog=EPILOG
    )
    parser.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    parser.add_argument("--port", type=int, help="instead of the one in the settings")
    parser.add_argument("--database", help="instead of the one in the settings")
    parser.add_argument("--clock", type=OfficeClock.read, help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    try:
        settings = load(arguments.config, HubSettings)
        plan = load(settings.office, Plan)
        if arguments.port is not None:
            settings = replace(settings, port=arguments.port)
    except (ConfigError, ValueError) as error:
        parser.exit(2, f"motcua-hub: {error}\n")
    if arguments.database is not None:
        settings = replace(settings, database=arguments.database)
    logbook.start()
    clock: Clock = arguments.clock or SystemClock()
    try:
        engine = open_engine(settings.database, arguments.config.parent)
        store = Store(engine, plan.id)
        asyncio.run(run(settings, plan, store, clock))
    except StoreError as error:
        print(f"motcua-hub: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        print(
            f"motcua-hub: cannot listen on {where}: {error.strerror}", file=sys.stderr
        )
        return 1
    return 0


async def run(settings: HubSettings, plan: Plan, store: Store, clock: Clock) -> None:
    """Serve *plan* until the process is asked to end."""
    loop = asyncio.get_running_loop()
    end = asyncio.Event()

    def stop(*_: object) -> None:
        loop.call_soon_threadsafe(end.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    writer = Writer(store, plan, clock, failed=stop)
    for difference in writer.check():
        log.error("the records do not fit together: %s", difference)
    server = Server(writer)
    writer.start(server.deliver)
    try:
        await listen(server, Address(settings.host, settings.port), _opened, end)
    finally:
        await asyncio.to_thread(writer.stop)


def _opened(url: str) -> None:
    """Tell the logbook, and on standard output whoever started the hub."""
    log.info("listening on %s", url)
    print(url, flush=True)


if __name__ == "__main__":
    sys.exit(main())
