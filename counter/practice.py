"""A pretend hall to learn on: citizens come, and nobody is really there."""

from random import Random

from PySide6.QtCore import QObject, QTimer, Slot

from shared.clock import Clock
from shared.domain.commands import (
    Command,
    IssueTicket,
    OpenCounter,
    PauseCounter,
)
from shared.domain.errors import QueueError
from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.qt.practice import PracticeLink, always_open

FIRST = 6
"""So many wait already when somebody begins to practise."""

MOST = 40
"""More would only be in the way of whoever is learning."""

SECONDS = (8.0, 35.0)
"""From how long to how long it takes until the next citizen comes."""

PRIORITY = 0.15


class PretendHall(QObject):
    """An office that is not there: the real rules, made-up citizens."""

    def __init__(
        self,
        plan: Plan,
        clock: Clock,
        counter: str,
        *,
        seed: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        plan = always_open(plan)
        self.link = PracticeLink(Hall(plan, day_of(clock.now())), clock, self)
        self._random = Random(seed)
        desk = plan.counter_by_id.get(counter)
        own = (*desk.serves, *desk.helps) if desk else ()
        self._services = own or tuple(service.id for service in plan.services)
        for other in plan.counters:
            if other.id != counter:
                self._happen(OpenCounter(counter=other.id, station="tập sự"))
        if away := [c.id for c in plan.counters if c.id != counter][:1]:
            self._happen(PauseCounter(counter=away[0], reason="Nghỉ giải lao"))
        for _ in range(FIRST):
            self.arrive()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._come)

    def start(self) -> None:
        """Let citizens come from now on."""
        self._wait()

    def arrive(self) -> None:
        """Let one citizen take a number, unless there are enough."""
        hall = self.link.hall
        if len(hall.waiting()) >= MOST:
            return
        # Mostly for this counter, so that there is something to do.
        everybody = [service.id for service in hall.plan.services]
        pool = self._services if self._random.random() < 0.8 else everybody
        service = self._random.choice(pool)
        priority = self._random.random() < PRIORITY
        self._happen(IssueTicket(service=service, priority=priority))

    @Slot()
    def _come(self) -> None:
        self.arrive()
        self._wait()

    def _wait(self) -> None:
        self._timer.start(round(self._random.uniform(*SECONDS) * 1_000))

    def _happen(self, command: Command) -> None:
        try:
            self.link.obey(command)
        except QueueError:
            return
