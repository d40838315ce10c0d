"""Makes a backup of the records, also while the hub is at work."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.clock import SystemClock
from shared.hub.commands.arguments import Place, ended, parser_of, place_of
from shared.hub.commands.progress import copied, progress
from shared.hub.keeping import backups_of
from shared.store.copying import copy, part_of, sync
from shared.store.dumping import dump
from shared.store.errors import StoreUnavailable


def main(argv: Sequence[str]) -> int:
    """Make one, and print where it is."""
    parser = parser_of("backup", __doc__)
    parser.add_argument("--to", type=Path, metavar="FILE", help="not in the folder")
    arguments = parser.parse_args(argv)

    def work() -> int:
        place = place_of(arguments)
        if place.path is None:
            return on_server(place, arguments.to)
        return of_file(place, place.path, arguments.to)

    return ended(work)


def of_file(place: Place, path: Path, to: Path | None) -> int:
    """Copy the records in the file *path*."""
    backups = backups_of(path, place.settings.backup)
    now = SystemClock().now()
    target = to or backups.path_at(now)
    with progress(copied(path, target)) as going:
        if to is None:
            backups.make(path, now, going)
        else:
            copy(path, to, going)
    print(target)
    return 0


def on_server(place: Place, to: Path | None) -> int:
    """Let PostgreSQL's own program copy them, or say how that is done."""
    if to is None:
        raise StoreUnavailable("the records are on a server: name a file with --to")
    part = part_of(to)
    words = dump(place.address, part)
    if shutil.which(words[0]) is None:
        by_hand = shlex.join(dump(place.address, to))
        print("pg_dump is not on this machine; on one that has it:", file=sys.stderr)
        print(by_hand)
        return 1
    part.unlink(missing_ok=True)
    try:
        code = subprocess.run(words, check=False).returncode
        if code == 0:
            sync(part)
            part.replace(to)
            print(to)
    finally:
        part.unlink(missing_ok=True)
    return code
