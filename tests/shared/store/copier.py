"""A process that copies or restores a database as slowly as it is let, to be killed."""

import sys
from pathlib import Path

from shared.store.copying import copy
from shared.store.restoring import restore


def going():
    sys.stdout.write("at it\n")
    sys.stdout.flush()
    return bool(sys.stdin.readline())


if __name__ == "__main__":
    what, source, target = sys.argv[1:]
    if what == "copy":
        copy(Path(source), Path(target), going)
    else:
        restore(Path(source), Path(target), "now", going=going)
