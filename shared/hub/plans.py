"""The plans of the offices that a hub may serve, as they hold on a day."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from shared.config import load
from shared.domain.moves import Move, plans_on
from shared.domain.plan import Plan
from shared.hub.folder import city_in
from shared.hub.settings import HubSettings


class Plans:
    """What each office has to offer; which may change from a day on."""

    def __init__(self, plans: Mapping[str, Plan], moves: Sequence[Move] = ()) -> None:
        """*plans* are by the office's id, in the order in which they are served."""
        self._plans = dict(plans)
        self._moves = moves
        self._turns = sorted({move.since for move in moves})
        self._made: dict[int, Mapping[str, Plan]] = {}

    @classmethod
    def of(cls, plan: Plan) -> "Plans":
        """Return those of one office alone."""
        return cls({plan.id: plan})

    def __iter__(self) -> Iterator[str]:
        """Give the ids of all offices."""
        return iter(self._plans)

    def __len__(self) -> int:
        return len(self._plans)

    def on(self, office: str, day: date) -> Plan:
        """Return the plan of *office* that holds on the business day *day*."""
        # Two threads that ask at once make the same twice, and keep one of them.
        turn = bisect_right(self._turns, day)
        if turn not in self._made:
            self._made[turn] = plans_on(self._plans, self._moves, day)
        return self._made[turn][office]

    def named(self, office: str | None, day: date) -> Plan:
        """Return the plan of *office* on *day*; None stands for the only one.

        Raises:
            ValueError: There is no such office, or there are many.
        """
        if office is None and len(self._plans) == 1:
            office = next(iter(self._plans))
        if office is None:
            raise ValueError(f"name the office: {', '.join(self._plans)}")
        if office not in self._plans:
            raise ValueError(f"there is no office {office}: {', '.join(self._plans)}")
        return self.on(office, day)


def read_plans(settings: HubSettings) -> Plans:
    """Return the plans that *settings* name.

    Raises:
        ConfigError: One of them cannot be used.
    """
    if settings.office is not None:
        return Plans.of(load(settings.office, Plan))
    assert settings.offices is not None  # the settings have looked
    city = city_in(settings.offices)
    return Plans({office.plan.id: office.plan for office in city.offices}, city.moves)
