"""`status`: one look at a printer, in words."""

import argparse
import json
import sys

from printer.commands.arguments import NOT_AVAILABLE, add_printer, settings
from printer.errors import PrinterError
from printer.printer import printer_of
from printer.status import Status

UNREACHABLE = 2


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `status` wants to know."""
    add_printer(parser)
    parser.add_argument("--json", action="store_true", help="as a line of JSON")
    parser.set_defaults(do=_status)


def _status(arguments: argparse.Namespace) -> int:
    """Return 0 if the printer is ready, 1 if it is not, 2 if it cannot be reached."""
    printer = printer_of(settings(arguments))
    try:
        status = printer.check()
    except PrinterError as error:
        if arguments.json:
            print(
                json.dumps(
                    {"ready": False, "state": "unreachable", "words": str(error)}
                )
            )
        else:
            print(f"motcua-printer: {error}", file=sys.stderr)
        return UNREACHABLE
    finally:
        printer.close()
    print(json.dumps(_table(status)) if arguments.json else status)
    return NOT_AVAILABLE if status.fault() else 0


def _table(status: Status) -> dict[str, object]:
    state = "not_ready" if status.fault() else "ready"
    return {
        "ready": status.known and not status.fault(),
        "state": state if status.known else "unknown",
        "near_end": status.near_end,
        "words": str(status),
    }
