"""Makes many offices ready at once, which another hub has had until a moment ago."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.times import day_of
from shared.hub.answered import AT_HAND
from shared.hub.neighbours import Neighbours
from shared.hub.orders import Orders
from shared.hub.timekeeping import fits
from shared.hub.warm import Warm
from shared.store.errors import StoreError
from shared.store.openings import Opened, Openings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """What is at hand of an office that is to be served."""

    warm: Warm | None = None
    """Its hall, as it was followed."""

    opened: Opened | None = None
    """It has been taken; else that is still to be done."""


class Opening:
    """Takes followed offices over; what is not as usual is left to be done alone."""

    def __init__(
        self,
        orders: Orders,
        openings: Openings | None,
        neighbours: Neighbours,
        reached: Callable[[str], int],
    ) -> None:
        """Take by *openings*, which a server has.

        *reached* returns the incarnation of an office that this hub knows of.
        """
        self._orders = orders
        self._openings = openings
        self._neighbours = neighbours
        self._reached = reached

    def ready(self, offices: Sequence[str]) -> dict[str, Ready]:
        """Return what is at hand of *offices*, taken or not."""
        warm = {office: self._neighbours.hand_over(office) for office in offices}
        followed = {office: hall for office, hall in warm.items() if hall is not None}
        opened: Mapping[str, Opened] = {}
        if self._openings is not None and followed:
            try:
                opened = self._take(self._openings, followed)
            except StoreError as error:
                log.warning("offices are taken one by one: %s", error)
        return {each: Ready(warm[each], opened.get(each)) for each in offices}

    def _take(
        self, openings: Openings, warm: Mapping[str, Warm]
    ) -> Mapping[str, Opened]:
        """Take those of which nothing is in doubt.

        Raises:
            StoreError: None was.
        """
        now = self._orders.clock.now()
        marks, afters = {}, {}
        for office, past in openings.pasts(warm).items():
            plan = self._orders.plans.on(office, day_of(now))
            if fits(self._orders, plan, now, past):
                marks[office] = warm[office].mark
                afters[office] = self._reached(office)
        return openings.take(marks, afters, now - AT_HAND) if marks else {}
