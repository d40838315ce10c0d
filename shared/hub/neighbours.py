"""What a hub tells other hubs, and what it knows of their offices."""

from collections.abc import Callable, Iterable
from datetime import date

from shared.domain.plan import Plan
from shared.hub.following import Follower
from shared.hub.plans import Plans
from shared.hub.warm import Warm
from shared.store.database import Database
from shared.store.doorbell import Bell, Listener
from shared.store.tails import Tails


class Neighbours:
    """Nobody: the records are this hub's alone."""

    def start(self) -> None:
        """Begin to listen and to tell."""

    def stop(self) -> None:
        """End, and wait for that."""

    def follow(self, offices: Iterable[str]) -> None:
        """Keep halls of *offices*, which others own, until they are handed over."""

    def hand_over(self, office: str) -> Warm | None:
        """Return the hall of *office*, which is ours from now on, if there is one."""
        return None

    def ring(self, office: str, seq: int) -> None:
        """Tell that the records of *office* are at event *seq*; from any thread."""


class Hubs(Neighbours):
    """Other hubs on the same PostgreSQL server."""

    def __init__(
        self, database: Database, plan_on: Callable[[str, date], Plan]
    ) -> None:
        """*plan_on* returns what an office has to offer on a business day."""
        engine = database.engine
        self._started = False
        self._bell = Bell(engine)
        self._follower = Follower(Tails(engine), Listener(engine), plan_on)

    def start(self) -> None:
        """Begin to listen and to tell."""
        self._started = True
        self._bell.start()
        self._follower.start()

    def stop(self) -> None:
        """End, and wait for that."""
        if self._started:
            self._follower.stop()
            self._bell.stop()

    def follow(self, offices: Iterable[str]) -> None:
        """Keep halls of *offices*, which others own, until they are handed over."""
        self._follower.follow(offices)

    def hand_over(self, office: str) -> Warm | None:
        """Return the hall of *office*, which is ours from now on, if there is one."""
        return self._follower.hand_over(office)

    def ring(self, office: str, seq: int) -> None:
        """Tell that the records of *office* are at event *seq*; from any thread."""
        self._bell.ring(office, seq)


def neighbours_of(database: Database, plans: Plans) -> Neighbours:
    """Return the other hubs that may share *database*."""
    return Hubs(database, plans.on) if database.is_server else Neighbours()
