"""Puts eight stations and a watcher to work at a hub that somebody else has started.

The hub may be killed and started again meanwhile; what was answered is in the
journal, to be compared with the database. Try an office of its own: numbers are
given, called and finished.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from secrets import randbits

from tests.soak.load import at_work

HOURS = 24 * 3_600


def main(argv=None):
    """Work until there are so many answers, and print what was counted."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.soak", description=__doc__)
    add = parser.add_argument
    add("--hub", default="ws://127.0.0.1:8765", metavar="URL")
    add("--acks", type=int, default=10_000, help="so many answers, then end")
    add("--journal", type=Path, default=Path("acks.jsonl"), help="a line an answer")
    # The same seed again means the same ids, which an office answers without obeying.
    add("--seed", type=int, default=randbits(32), help="the same wishes for the same")
    arguments = parser.parse_args(argv)
    return asyncio.run(_work(arguments))


async def _work(arguments):
    async with at_work([arguments.hub], arguments.journal, arguments.seed) as office:
        enough = len(office.acks.all) + arguments.acks
        await office.acks.wait_until(lambda: len(office.acks.all) >= enough, HOURS)
    for what, count in office.counts.items():
        print(f"{count:>8} {what.replace('_', ' ')}")
    return 1 if office.counts["promises_broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
