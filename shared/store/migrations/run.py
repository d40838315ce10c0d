"""Takes a database step by step to the tables of this program.

Loads alembic, which a start that needs no step does without.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from shared.store.engine import open_engine
from shared.store.errors import StoreNewer, StoreUnfit

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
FIRST = "001"


def migrate(
    connection: Connection, version: str | None, steps: Sequence[Path] = ()
) -> None:
    """Take the database from *version* to the last step, in the open transaction.

    A *version* of None is that of programs without versions; their tables must be
    those of the first step. *steps* are more folders with steps.

    Raises:
        StoreNewer: No step of ours leads to *version*.
        StoreUnfit: The tables are not those of the first step.
    """
    config = _config(connection, steps)
    if version is None:
        if wrong := _differences(connection):
            raise StoreUnfit(connection.engine.url.render_as_string(), wrong)
        command.stamp(config, FIRST)
    elif version not in _known(config):
        raise StoreNewer(connection.engine.url.render_as_string(), version)
    log.info("the database is brought from version %s up to date", version or FIRST)
    command.upgrade(config, "head")


def climb(connection: Connection, last: str = "head") -> None:
    """Take an empty database through all steps up to *last*."""
    command.upgrade(_config(connection), last)


def _config(connection: Connection, steps: Sequence[Path] = ()) -> Config:
    config = Config()
    folders = "\n".join(map(str, [HERE / "versions", *steps]))
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _known(config: Config) -> set[str]:
    steps = ScriptDirectory.from_config(config).walk_revisions()
    return {step.revision for step in steps}


def _differences(connection: Connection) -> str:
    """Return in words how the tables differ from those of the first step, or ''."""
    engine = open_engine("sqlite://", Path())
    with engine.begin() as model:
        climb(model, FIRST)
        wanted = _shapes(model)
    engine.dispose()
    found = _shapes(connection)
    del wanted["alembic_version"]
    for table in wanted:
        if wrong := wanted[table] ^ found.get(table, set()):
            return f"{table}: {', '.join(sorted(wrong))}"
    return ""


def _shapes(connection: Connection) -> dict[str, set[str]]:
    """Return of each table its columns, as words that compare on every database."""
    ask = inspect(connection)
    shapes = {}
    for table in ask.get_table_names():
        keys = ask.get_pk_constraint(table)["constrained_columns"]
        shapes[table] = {
            f"{each['name']}{' or nothing' if each['nullable'] else ''}"
            f"{' as key' if each['name'] in keys else ''}"
            for each in ask.get_columns(table)
        }
    return shapes
