"""The hub of an office: decides about the queue, keeps it and tells every station."""

import argparse
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shared import log as logbook
from shared.clock import Clock, OfficeClock, SystemClock
from shared.config import ConfigError, load
from shared.hub import enrol, replay
from shared.hub.commands import backup, check, clerk, deeds, move, offices, restore
from shared.hub.commands import clock as clock_command
from shared.hub.life import serve
from shared.hub.orders import Orders
from shared.hub.plans import read_plans
from shared.hub.settings import HubSettings
from shared.hub.tls import Files, Tls
from shared.pipe import quietly
from shared.store.errors import StoreError

log = logging.getLogger(__name__)


def _certificate(words: Sequence[str]) -> int:
    # The hub itself does without the library, which is large.
    from shared.hub import certificate  # noqa: PLC0415

    return certificate.main(words)


def _report(words: Sequence[str]) -> int:
    # So is the one that writes workbooks.
    from shared.hub.commands import report  # noqa: PLC0415

    return report.main(words)


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "replay": replay.main,
    "station": enrol.main,
    "backup": backup.main,
    "restore": restore.main,
    "move": move.main,
    "check": check.main,
    "clock": clock_command.main,
    "clerk": clerk.main,
    "log": deeds.main,
    "offices": offices.main,
    "report": _report,
    "certificate": _certificate,
}
EPILOG = """motcua-hub replay FILE: try a day's commands against the rules;
motcua-hub station: which machines may come in;
motcua-hub clerk: who works at the counters, with a password;
motcua-hub log: who did what;
motcua-hub offices: which offices the settings name;
motcua-hub report: what each day came to, for Excel;
motcua-hub certificate make: let stations know the hub by a certificate;
motcua-hub backup, restore FILE, check: see to the records;
motcua-hub move --to ADDRESS: take them to a PostgreSQL server;
motcua-hub clock accept: go on though the clock was doubted"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hub until it is stopped, or do something beside it."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words and words[0] in COMMANDS:
        return quietly(lambda: COMMANDS[words[0]](words[1:]))
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
    clock: Clock = arguments.clock or SystemClock()
    try:
        settings = load(arguments.config, HubSettings)
        plans = read_plans(settings)
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
    try:
        folder = arguments.config.parent
        checks = arguments.clock is None
        orders = Orders(settings, plans, clock, tls, checks_clock=checks)
        return serve(orders, folder)
    except StoreError as error:
        print(f"motcua-hub: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        print(
            f"motcua-hub: cannot listen on {where}: {error.strerror}", file=sys.stderr
        )
        return 1


def _tls(settings: HubSettings) -> Tls | None:
    if settings.certificate is None or settings.key is None:
        return None
    return Tls(Files(settings.certificate, settings.key))


if __name__ == "__main__":
    sys.exit(main())
