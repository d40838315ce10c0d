"""All that is kept behind one address, for many offices."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine

from shared.store.openings import Openings
from shared.store.presences import Presences
from shared.store.retention import retention_of
from shared.store.rolls import Rolls
from shared.store.store import Store


class Database:
    """A database, with the records of every office in it."""

    def __init__(
        self, engine: Engine, store_of: Callable[[str], Store] | None = None
    ) -> None:
        """*store_of* makes what keeps the records of an office."""
        self._make = store_of or partial(Store, engine)
        self._stores: dict[str, Store] = {}
        self.engine = engine
        self.rolls = Rolls(engine)
        self.presences = Presences(engine)
        self.retention = retention_of(engine)
        """Drops whole parts of tables; None where there are none."""

        self.is_server = engine.dialect.name != "sqlite"
        """Several can write at the same time."""

        self.openings = Openings(engine) if self.is_server else None
        """Takes many offices at once; None where nobody else can have had them."""

    def store(self, office: str) -> Store:
        """Return what keeps the records of *office*, the same each time."""
        if office not in self._stores:
            self._stores[office] = self._make(office)
        return self._stores[office]
