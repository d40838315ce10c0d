"""Says which machines may come in to the hub, and gives each its token."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from shared.clock import Clock, SystemClock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.domain.times import day_of, local
from shared.hub.commands.arguments import OfficeUnclear, add_office, plan_of
from shared.hub.plans import read_plans
from shared.hub.settings import HubSettings
from shared.hub.tokens import hash_of, new_token
from shared.network import EVERYWHERE, address
from shared.store.engine import open_engine
from shared.store.errors import StoreError
from shared.store.stations import Enrolled, Stations
from shared.store.store import Store

HERE_ALONE = ("127.0.0.1", "localhost", "::1")


def main(words: Sequence[str]) -> int:
    """Obey ``motcua-hub station …``, and return the exit code."""
    parser = _parser()
    arguments = parser.parse_args(words)
    clock = SystemClock()
    try:
        settings = load(arguments.config, HubSettings)
        plan = plan_of(read_plans(settings), arguments.office)
        database = arguments.database or settings.database
        store = Store(open_engine(database, arguments.config.parent), plan.id)
        store.prepare(day_of(clock.now()))
        match arguments.action:
            case "add":
                _check(arguments, plan, store.stations)
                _add(arguments, settings, store.stations, clock)
            case "renew":
                token = new_token()
                station = store.stations.renew(arguments.name, hash_of(token))
                _hand_over(station, token, _urls(arguments, settings))
            case "revoke":
                store.stations.revoke(arguments.name, clock.now())
                print(f"{arguments.name} is let in no more, in a few seconds.")
            case _:
                _list(store.stations)
    except (ConfigError, StoreError, OfficeUnclear, ValueError) as error:
        print(f"motcua-hub station: {error}", file=sys.stderr)
        return 2 if isinstance(error, ConfigError) else 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua-hub station", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    common.add_argument("--database", help="instead of the one in the settings")
    add_office(common)
    actions = parser.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", parents=[common], help="let a machine in")
    renew = actions.add_parser("renew", parents=[common], help="give another token")
    revoke = actions.add_parser("revoke", parents=[common], help="let it in no more")
    actions.add_parser("list", parents=[common], help="who may come in")
    for action in (add, renew, revoke):
        action.add_argument("name", help="`station` in its settings, as counter-3")
    for action in (add, renew):
        action.add_argument(
            "--address",
            metavar="URL",
            action="append",
            help="how it reaches this hub; once more for each that stands in for it",
        )
    add.add_argument("--role", required=True, choices=("kiosk", "counter", "display"))
    add.add_argument("--counter", metavar="N", help="the only counter it acts for")
    add.add_argument(
        "--kiosk", type=int, metavar="N", help="`number` in its settings, 1 to 4"
    )
    return parser


def _check(arguments: argparse.Namespace, plan: Plan, stations: Stations) -> None:
    """Do nothing if such a station makes sense in the office.

    Raises:
        ValueError: It does not.
    """
    if not 1 <= len(arguments.name) <= 40 or not arguments.name.isprintable():
        raise ValueError("a station's name is 1 to 40 letters")
    if arguments.counter is not None:
        _check_counter(arguments, plan)
    if arguments.kiosk is not None:
        _check_kiosk(arguments, plan, stations)


def _check_counter(arguments: argparse.Namespace, plan: Plan) -> None:
    if arguments.role != "counter":
        raise ValueError("--counter is for stations with --role counter")
    if arguments.counter not in plan.counter_by_id:
        raise ValueError(f"the office has no counter {arguments.counter}")


def _check_kiosk(arguments: argparse.Namespace, plan: Plan, stations: Stations) -> None:
    if arguments.role != "kiosk":
        raise ValueError("--kiosk is for stations with --role kiosk")
    if not 1 <= arguments.kiosk <= plan.kiosks:
        why = f"set `kiosks` in office.toml, it is {plan.kiosks}"
        raise ValueError(f"there is no kiosk {arguments.kiosk}: {why}")
    for other in stations.all():
        same = other.kiosk == arguments.kiosk and other.revoked_at is None
        if same and other.name != arguments.name:
            raise ValueError(f"{other.name} is kiosk {other.kiosk}: each only once")


def _add(
    arguments: argparse.Namespace,
    settings: HubSettings,
    stations: Stations,
    clock: Clock,
) -> None:
    token = new_token()
    station = Enrolled(
        name=arguments.name,
        role=arguments.role,
        counter=arguments.counter,
        kiosk=arguments.kiosk,
        token_hash=hash_of(token),
        added_at=clock.now(),
    )
    stations.add(station)
    _hand_over(station, token, _urls(arguments, settings))


def _hand_over(station: Enrolled, token: str, urls: Sequence[str]) -> None:
    """Print what goes into the station's settings, once and never again."""
    quoted = [f'"{url}"' for url in urls]
    hub = quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"
    lines = [f"hub = {hub}", f'station = "{station.name}"', f'token = "{token}"']
    if station.counter is not None:
        lines.append(f'counter = "{station.counter}"')
    if station.kiosk is not None:
        lines.append(f"number = {station.kiosk}")
    print(f"For config/{station.role}.toml of {station.name}; shown only this once:\n")
    print("\n".join(lines), end="\n\n")
    print(f"or there: {_join(station, token, urls)}\n")
    _draw("\n".join(lines), sys.stdout)
    if station.role == "kiosk" and station.kiosk is None:
        print("Without --kiosk it gives no numbers while the hub is away.")


def _join(station: Enrolled, token: str, urls: Sequence[str]) -> str:
    """Return the command that writes the settings on the station's machine."""
    words = ["motcua-office join", ",".join(urls), token, "--role", station.role]
    if station.role == "counter":
        words += ["--counter", station.counter or "N"]
    if station.kiosk is not None:
        words += ["--number", str(station.kiosk)]
    return " ".join([*words, "--station", shlex.quote(station.name)])


def _draw(text: str, out: TextIO) -> None:
    """Draw *text* as a QR code, where the library for it is installed."""
    with suppress(ImportError, UnicodeEncodeError):
        import segno  # noqa: PLC0415  # the hub runs without it

        segno.make(text, micro=False).terminal(out, compact=True)


def _urls(arguments: argparse.Namespace, settings: HubSettings) -> Sequence[str]:
    """Return where stations find this hub, and those that stand in for it."""
    return arguments.address or settings.addresses or [_url(settings)]


def _url(settings: HubSettings) -> str:
    host = settings.host
    if host in EVERYWHERE:
        host = address()
    elif host in HERE_ALONE:
        print(
            "The hub listens on this machine alone: for stations on others set"
            ' host = "0.0.0.0" in hub.toml, and start it anew.',
            file=sys.stderr,
        )
    scheme = "ws" if settings.certificate is None else "wss"
    return f"{scheme}://{host}:{settings.port}"


def _list(stations: Stations) -> None:
    rows = [("NAME", "ROLE", "ONLY", "LAST SEEN", "VERSION", "")]
    for each in stations.all():
        only = each.counter or (str(each.kiosk) if each.kiosk else "")
        revoked = f"revoked {_time(each.revoked_at)}" if each.revoked_at else ""
        seen = _time(each.last_seen) if each.last_seen else "never"
        rows.append((each.name, each.role, only, seen, each.version or "", revoked))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _time(at: int) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"
