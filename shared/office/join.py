"""`motcua-office join`: makes this PC a station of an office with a hub elsewhere."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.clock import SystemClock
from shared.config import ConfigError
from shared.domain.times import local
from shared.network import hub_urls, why_unreachable
from shared.office import autostart
from shared.office.pc import FILE
from shared.office.setup import folder, programs
from shared.office.setup.documents import text_of_pc
from shared.office.setup.edits import with_values
from shared.office.setup.folder import FolderInUse
from shared.office.setup.programs import CheckFailed

ROLES = ("counter", "kiosk", "display")
ADDRESS = """of the hub: ws://192.168.1.10:8765; of hubs that stand in for each other
all, with commas and without blanks"""
OFFICE = "the id of its office, for a hub with many and a station without a token"
AUTHORITY = """the hub's authority.pem, for wss://; without it the one of tls/ in the
settings, where the folder was copied with it"""
COPIED = Path("tls", "authority.pem")


def main(words: Sequence[str]) -> int:
    """Write this station's settings, and return the exit code."""
    parser = argparse.ArgumentParser(prog="motcua-office join", description=__doc__)
    add = parser.add_argument
    add("address", help=ADDRESS)
    add(
        "token",
        nargs="?",
        default="",
        help="of `motcua-hub station add` on the hub",
    )
    add("--station", metavar="NAME", help="the name that the token is for")
    add("--role", choices=ROLES, required=True)
    add("--counter", metavar="N", help="the number above the desk")
    add("--number", type=int, choices=range(5), help="which kiosk it is, 1 to 4")
    add("--screen", type=int, choices=range(16), help="which screen the display is")
    add("--office", metavar="ID", help=OFFICE)
    add("--authority", type=Path, metavar="FILE", help=AUTHORITY)
    add("--config", type=Path, default=Path("config"), metavar="DIR")
    add("--no-look", action="store_true", help="do not look whether the hub is there")
    add("--autostart", action="store_true", help="start it when somebody logs in")
    arguments = parser.parse_args(words)
    if arguments.role == "counter" and not arguments.counter:
        parser.error("--role counter needs --counter N, the number above the desk")
    if not re.fullmatch(r"[1-9]\d?", arguments.counter or "1"):
        parser.error(f"--counter {arguments.counter}: a number from 1 to 99")
    config = arguments.config.absolute()
    folder.mend(config)
    try:
        urls = hub_urls(arguments.address)
        arguments.authority = _authority(config, arguments.authority)
        old = _write(config, arguments, urls)
        if arguments.autostart:
            autostart.install(config)
    except (ConfigError, CheckFailed, FolderInUse, ValueError, OSError) as error:
        print(f"motcua-office join: {error}", file=sys.stderr)
        return 2
    print(f"{config} is set; the old settings are in {old}")
    if not arguments.no_look:
        _look(urls)
    if any(url.startswith("wss:") for url in urls) and arguments.authority is None:
        print(
            "the hub has a certificate: copy its config/tls/authority.pem here and join"
            " again with --authority FILE"
        )
    for key in (config / COPIED).parent.glob("*.key"):
        print(f"delete {key}, here and in {old}: it belongs on the hub's PC alone")
    print("start it: python3 run.py run")
    return 0


def _look(urls: Sequence[str]) -> None:
    """Say of which address nobody answers."""
    for url in urls:
        if trouble := why_unreachable(url):
            print(
                f"nobody answers at {url} ({trouble}): is the hub running, is its host "
                "0.0.0.0 in hub.toml, does its firewall let this PC in?"
            )


def _authority(config: Path, given: Path | None) -> Path | None:
    """Return by which file the hub is known, if there is one.

    Raises:
        OSError: The *given* one cannot be read.
    """
    if given is not None:
        given.read_bytes()
        return given.absolute()
    return COPIED if (config / COPIED).exists() else None


def _write(config: Path, arguments: argparse.Namespace, urls: Sequence[str]) -> Path:
    role: str = arguments.role
    name = f"{role}.toml"
    values = _values(arguments, urls)
    texts = {
        name: with_values((config / name).read_text(encoding="utf-8"), values),
        FILE: with_values(text_of_pc(config), {"programs": [role]}),
    }
    new = folder.staged(config, texts)
    programs.check(new)
    stamp = local(SystemClock().now()).strftime("%Y%m%d-%H%M%S")
    return folder.replace(config, stamp)


def _values(arguments: argparse.Namespace, urls: Sequence[str]) -> dict[str, Any]:
    hub = urls[0] if len(urls) == 1 else list(urls)
    values: dict[str, Any] = {"hub": hub, "token": arguments.token}
    if arguments.office is not None:
        values["office"] = arguments.office
    if arguments.authority is not None:
        values["authority"] = arguments.authority.as_posix()
    if arguments.role == "counter":
        values["counter"] = arguments.counter
        values["station"] = f"counter-{arguments.counter}"
    if arguments.role == "kiosk" and arguments.number is not None:
        values["number"] = arguments.number
        values["station"] = f"kiosk-{arguments.number or 1}"
    if arguments.role == "display" and arguments.screen is not None:
        values["screen"] = arguments.screen
    if arguments.station is not None:
        values["station"] = arguments.station
    return values
