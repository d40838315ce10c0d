"""The commands that copy a database on a PostgreSQL server, and bring it back."""

from pathlib import Path

from sqlalchemy import make_url

from shared.store.copying import SECRETS
from shared.store.postgresql import in_libpqs_words
from shared.store.restoring import FURTHER


def dump(address: str, target: Path) -> list[str]:
    """Return the words that write the database at *address* to *target*."""
    without = [f"--exclude-table-data={table}" for table in SECRETS]
    where = ["--file", str(target), "--dbname", _where(address)]
    return ["pg_dump", "--format=custom", "--no-password", *without, *where]


def undump(address: str, source: Path) -> list[list[str]]:
    """Return the words that bring the database at *address* back from *source*.

    The second command makes every station take the hall anew.
    """
    further = f"UPDATE offices SET incarnation = incarnation + {FURTHER}"
    where = ["--dbname", _where(address)]
    all_or_nothing = ["--clean", "--if-exists", "--single-transaction"]
    return [
        ["pg_restore", "--no-password", *all_or_nothing, *where, str(source)],
        ["psql", "--no-password", *where, "--command", further],
    ]


def _where(address: str) -> str:
    return in_libpqs_words(make_url(address))
