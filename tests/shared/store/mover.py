"""A process that moves an office as slowly as it is let, to be killed."""

import sys
from pathlib import Path

from shared.store.engine import open_engine
from shared.store.moving import Move
from shared.store.reading import open_reader


def going():
    sys.stdout.write(f"{move.copied}\n")
    sys.stdout.flush()
    return bool(sys.stdin.readline())


if __name__ == "__main__":
    path, address = sys.argv[1:]
    source = open_reader(f"sqlite:///{path}", Path())
    move = Move(source, open_engine(address, Path()), ["mau"], most=10)
    move.run(going)
