"""Moves the records to a PostgreSQL server, or to another file; stop the hub first.

What has come is read back and compared with what was sent, and counts only if both are
the same to the last row. The old records are only read, and stay where they are.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from shared.clock import SystemClock
from shared.config import load
from shared.domain.times import day_of
from shared.hub.commands.arguments import ended, parser_of
from shared.hub.commands.progress import progress
from shared.hub.known import Known
from shared.hub.settings import HubSettings
from shared.store.copying import Going, examine
from shared.store.engine import file_of, open_engine
from shared.store.errors import (
    OfficeMissing,
    StoreDamaged,
    StoreForbidden,
    StoreFull,
    StoreUnavailable,
    StoreUnreachable,
)
from shared.store.moving import Move
from shared.store.ownership import owning
from shared.store.reading import Reading, open_reader
from shared.store.restoring import incarnations_of, ready_at
from shared.store.store import Store

Advice = Mapping[type[StoreUnavailable], str]
"""What to do, by what is wrong with where the records are to go."""

ADVICE: Advice = {
    StoreUnreachable: "start that server, and let it listen for this machine"
    " (listen_addresses, pg_hba.conf)",
    StoreFull: "make room there, and move again",
    StoreForbidden: "let an administrator give that database to this user"
    " (ALTER DATABASE … OWNER TO …)",
}
AT_THE_DOOR: Advice = {
    **ADVICE,
    StoreUnavailable: "see that the server knows this user and this database"
    " (createuser, createdb), and that the password is in .pgpass or PGPASSWORD",
}


def main(words: Sequence[str]) -> int:
    """Obey ``motcua-hub move``, and return the exit code."""
    parser = parser_of("move", __doc__)
    add = parser.add_argument
    add("--to", metavar="ADDRESS", required=True, help="as database in the settings")
    add("--office", metavar="ID", action="append", help="else all; may come again")
    arguments = parser.parse_args(words)
    return ended(lambda: _obey(arguments))


class Course:
    """How far it is."""

    move: Move | None = None

    def __str__(self) -> str:
        match self.move:
            case None:
                return "looking for damage …"
            case Move(rows=0):
                return "making room for each day …"
            case Move(rows=rows, copied=copied) if copied < rows:
                return f"{copied:,} of {rows:,} rows copied …"
            case Move(rows=rows, compared=compared):
                return f"{compared:,} of {rows:,} rows compared …"


def _obey(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.config.parent
    address = arguments.database or load(arguments.config, HubSettings).database
    source = open_reader(address, folder)
    path = file_of(source)
    course = Course()
    with owning(path), progress(lambda: str(course)) as going:
        if path is not None:
            _refuse_doubtful(path, going)
        today = day_of(SystemClock().now())
        Store(open_engine(address, folder), "").prepare(today)
        with closing(Reading(source)) as reading:
            ids = _offices(reading, arguments.office)
            with _goal(arguments, today) as goal, _advised(ADVICE):
                course.move = Move(source, goal, ids)
                rows = course.move.run(going)
    them = ", ".join(ids)
    print(f"{rows:,} rows of {them} moved, and compared: all are the same")
    print(f"now put this line into {arguments.config}, and start the hub:")
    print(f'database = "{arguments.to}"')
    print(f"{path or address} is kept as it was: serve {them} from there no more")
    return 0


def _refuse_doubtful(path: Path, going: Going) -> None:
    """Refuse records that are damaged, or that a hub has yet to take in hand."""
    known = Known(path)
    # A backup comes in above all that was; a hub writes down what it has taken since.
    first = min(incarnations_of(path), default=0)
    restored = known.found and first > known.last_incarnation
    if restored or ready_at(path).is_file():
        # Only a hub knows how far the numbers on paper have come meanwhile.
        raise StoreUnavailable(
            f"{path}: a backup was put in its place: start the hub once, stop it, and"
            " move then"
        )
    if damage := examine(path, going):
        raise StoreDamaged(
            f"{path} is damaged ({damage[0]}): see motcua-hub restore, and move then"
        )


def _offices(reading: Reading, wanted: Sequence[str] | None) -> list[str]:
    known = reading.offices()
    for office in wanted or [""] * (not known):
        if office not in known:
            raise OfficeMissing(office, known)
    return known if wanted is None else list(dict.fromkeys(wanted))


@contextmanager
def _goal(arguments: argparse.Namespace, today: date) -> Iterator[Any]:
    """Give the engine of where the records go, its tables up to date."""
    engine = open_engine(arguments.to, arguments.config.parent)
    path = file_of(engine)
    if path is None and engine.dialect.name == "sqlite":
        raise StoreUnavailable(f"{arguments.to}: name a server, or a file")
    try:
        with owning(path):
            with _advised(AT_THE_DOOR):
                Store(engine, "").prepare(today)
            yield engine
    finally:
        engine.dispose()


@contextmanager
def _advised(advice: Advice) -> Iterator[None]:
    """Add to what goes wrong what to do about it."""
    try:
        yield
    except StoreUnavailable as error:
        if type(error) not in advice:
            raise
        raise StoreUnavailable(f"{error}: {advice[type(error)]}") from error
