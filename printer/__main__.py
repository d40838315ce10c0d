"""Tries out a printer, or stands in for one."""

import argparse
import sys
from collections.abc import Sequence

from printer.commands import emulate, find, paper, preview, status, test
from printer.commands import print as printing
from printer.commands.arguments import NOT_AVAILABLE, Mistake
from printer.errors import PrinterError
from shared import log
from shared.config import ConfigError

MISTAKE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    arguments = _parser().parse_args(argv)
    log.start()
    try:
        return int(arguments.do(arguments))
    except (Mistake, ConfigError) as error:
        print(f"motcua-printer: {error}", file=sys.stderr)
        return MISTAKE
    except (PrinterError, OSError) as error:
        print(f"motcua-printer: {error}", file=sys.stderr)
        return NOT_AVAILABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua-printer", description=__doc__)
    does = parser.add_subparsers(required=True, metavar="what")
    emulate.add(does.add_parser("emulate", help="stand in for a printer"))
    preview.add(does.add_parser("preview", help="draw a slip as PNG"))
    printing.add(does.add_parser("print", help="print a slip"))
    test.add(does.add_parser("test", help="print a test slip"))
    find.add(does.add_parser("find", help="look which printers there are"))
    status.add(does.add_parser("status", help="say how the printer is"))
    paper.add(does.add_parser("paper", help="say how much is left on the roll"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
