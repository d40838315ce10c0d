"""`emulate`: a virtual printer at the end of a pty or of a network port.

While it runs, orders may be typed to it: `help` says which.
"""

import argparse
import json
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

from printer.abilities import abilities_of
from printer.commands.arguments import baud, dots, number_between
from printer.emulator import Emulator
from printer.events import Began, Drawn, Ended, Event, Skipped
from printer.profiles import Profile
from printer.virtual import VirtualPrinter
from shared.clock import stopwatch
from shared.config import load

# What can be taken away from a printer, or given to it, by the words of a profile.
CHOICES = {
    "status": ("dle", "none"),
    "confirm": ("gs_h", "gs_r", "none"),
    "clear": ("dle_dc4_8", "none"),
    "cut": ("gs_v_66", "none"),
}


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `emulate` wants to know."""
    wire = parser.add_mutually_exclusive_group(required=True)
    wire.add_argument(
        "--pty", type=Path, metavar="LINK", help="where to put the link to the line"
    )
    wire.add_argument(
        "--tcp",
        type=_network_port,
        metavar="PORT",
        help="listen here instead, 0 for any",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("out/tickets"), help="where tickets go"
    )
    parser.add_argument(
        "--profile", type=Path, help="a file of config/printers: be such a printer"
    )
    parser.add_argument(
        "--baud", type=_pace, help="of the line, 0 for one as fast as USB"
    )
    parser.add_argument("--dots", type=dots)
    for name, values in CHOICES.items():
        parser.add_argument(f"--{name}", choices=values)
    parser.add_argument("--no-asb", action="store_true", help="never report by itself")
    parser.add_argument("--json", action="store_true", help="say things as JSON lines")
    parser.set_defaults(do=_emulate)


def _pace(text: str) -> int:
    return 0 if text == "0" else baud(text)


def _network_port(text: str) -> int:
    return number_between(text, 0, 65_535)


def _emulate(arguments: argparse.Namespace) -> int:
    profile = _profile(arguments)
    printer = VirtualPrinter(
        arguments.out,
        dots=profile.width_dots,
        baud=None if arguments.baud == 0 else profile.baud,
        mm_per_s=profile.mm_per_s,
        can=abilities_of(profile),
        tell=lambda event: _say(arguments, _table(event), str(event)),
    )
    emulator = Emulator(
        printer,
        typed=_descriptor_of_stdin(),
        say=lambda words: _say(arguments, {"event": "said", "words": words}, words),
        complain=lambda words: print(words, file=sys.stderr, flush=True),
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: emulator.stop())
    try:
        _serve(arguments, emulator)
    finally:
        emulator.close()
    return 0


def _profile(arguments: argparse.Namespace) -> Profile:
    profile = load(arguments.profile, Profile) if arguments.profile else Profile()
    changes = {name: getattr(arguments, name) for name in CHOICES}
    changes |= {"baud": arguments.baud, "width_dots": arguments.dots}
    changes |= {"asb": False if arguments.no_asb else None}
    return replace(
        profile, **{name: value for name, value in changes.items() if value is not None}
    )


def _serve(arguments: argparse.Namespace, emulator: Emulator) -> None:
    if arguments.pty:
        emulator.serve_pty(arguments.pty, lambda: _ready(arguments, str(arguments.pty)))
        return
    with socket.create_server(("127.0.0.1", arguments.tcp)) as listener:
        _ready(arguments, f"127.0.0.1:{listener.getsockname()[1]}")
        emulator.serve_tcp(listener)


def _ready(arguments: argparse.Namespace, place: str) -> None:
    _say(arguments, {"event": "ready", "place": place}, f"ready {place}")


def _descriptor_of_stdin() -> int | None:
    return sys.stdin.fileno() if sys.stdin and not sys.stdin.closed else None


def _table(event: Event) -> dict[str, object]:
    match event:
        case Drawn(path, torn):
            return {
                "event": "ticket",
                "ticket": str(path),
                "torn": torn,
                "at": stopwatch(),
            }
        case Began(fault):
            return {"event": "fault", "fault": fault, "on": True}
        case Ended(fault):
            return {"event": "fault", "fault": fault, "on": False}
        case Skipped(command):
            return {"event": "skipped", "command": command}


def _say(arguments: argparse.Namespace, table: dict[str, object], words: str) -> None:
    print(json.dumps(table) if arguments.json else words, flush=True)
