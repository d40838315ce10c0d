"""What an office has to do once a day, beside what people wish for."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta

from shared.clock import Clock
from shared.domain.plan import Plan
from shared.domain.tally import Work
from shared.hub.upkeep import Upkeep
from shared.store.errors import StoreDamaged, StoreError
from shared.store.store import Store
from shared.wire.messages import DayKey

log = logging.getLogger(__name__)

RECENT_DAYS = timedelta(days=28)
"""Of so many days the hub learns each day what citizens take."""


class Chores:
    """The chores of one office."""

    def __init__(self, store: Store, plan: Plan, clock: Clock) -> None:
        self._store = store
        self._plan = plan
        self._clock = clock
        self._upkeep = Upkeep(store.history)
        self._wiped = True
        self._unwanted = False

    def recent(self, day: date) -> Sequence[Work]:
        """Return what citizens took on the days before *day*.

        Raises:
            StoreError: The records cannot be read.
        """
        return self._store.history.recent_work(day - RECENT_DAYS)

    def key_of(self, day: date, *, in_haste: bool = False) -> DayKey | None:
        """Return the key of *day*, if the office wants one; destroy all others.

        Where none is wanted that waits, *in_haste*, until there is nothing else to do.

        Raises:
            StoreError: The records cannot be used.
        """
        self._unwanted = self._plan.policy.limit != "card"
        if self._unwanted:
            if not in_haste:
                self._destroy()
            return None
        return DayKey(day=day, key=self._store.day_keys.key_of(day))

    def wipe(self) -> None:
        """Let destroyed keys go from the disk; after a batch again, until they have."""
        try:
            gone = self._store.day_keys.wipe()
        except StoreError as error:
            gone = False
            log.warning("a key of a day before may still be on the disk: %s", error)
        if not gone and self._wiped:
            log.info("keys of days before go from the disk as soon as nobody reads")
        self._wiped = gone

    def keep_up(self, day: date) -> None:
        """Do a little for the days before *day*.

        Raises:
            StoreDamaged: The records are.
        """
        try:
            if self._unwanted:
                self._destroy()
            self._upkeep.step(day, self._clock.now())
        except StoreDamaged:
            raise
        except StoreError as error:
            log.warning("days gone by wait: %s", error)

    def _destroy(self) -> None:
        self._store.day_keys.destroy()
        self._unwanted = False
