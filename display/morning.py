"""A made-up busy morning in an office, with a display in its hall."""

from display.boards import IN_THE_PANE
from display.scope import Scope
from display.texts import Wording
from display.viewmodel import DisplayViewModel
from shared.clock import ManualClock
from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    PauseCounter,
    Recall,
    Serve,
)
from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.domain.times import MINUTE, SECOND, day_of
from shared.qt.practice import PracticeLink

MORNING = 1_767_575_640_000
"""08:14 in Vietnam on Monday, 5 January 2026."""


class Morning:
    """An office that a scene plays in."""

    def __init__(
        self,
        plan: Plan,
        wording: Wording,
        scope: Scope,
        in_the_pane: int = IN_THE_PANE,
    ) -> None:
        self.wording = wording
        self.clock = ManualClock(MORNING - 14 * MINUTE)
        self.link = PracticeLink(Hall(plan, day_of(MORNING)), self.clock)
        self.display = DisplayViewModel(
            self.link, self.clock, wording, scope=scope, in_the_pane=in_the_pane
        )
        for counter in plan.counters:
            self.link.obey(OpenCounter(counter=counter.id))

    def people_come(self) -> None:
        """Let people take numbers for an hour's worth of services."""
        services = self.link.hall.plan.services
        for turn in range(4):
            for place, service in enumerate(services[:-1]):
                if (turn + place) % 4:
                    self.issue(service.id, priority=(turn, place) == (2, 1))

    def a_burst_comes(self) -> None:
        """Let someone come for every counter."""
        for counter in self.link.hall.plan.counters:
            self.issue(counter.serves[0], priority=counter.id == "2")

    def call(self, *counters: str) -> None:
        """Let counters call in the same moment."""
        for counter in counters:
            self.link.obey(CallNext(counter=counter))

    def finish(self, *counters: str) -> None:
        """Let counters serve and finish whom they called."""
        for counter in counters:
            number = self._number_at(counter)
            self.serve(counter)
            self.clock.advance(2 * MINUTE)
            self.link.obey(Finish(number=number))

    def serve(self, counter: str) -> None:
        """Let a citizen come to the counter."""
        self.link.obey(Serve(number=self._number_at(counter)))

    def miss(self, *counters: str) -> None:
        """Let nobody come to counters that called."""
        for counter in counters:
            self.link.obey(MarkNoShow(number=self._number_at(counter)))

    def recall(self, counter: str) -> None:
        """Let a counter call the same number again."""
        self.link.obey(Recall(number=self._number_at(counter)))

    def pause(self, *counters: str) -> None:
        """Let counters stop serving for a while."""
        for counter in counters:
            self.link.obey(PauseCounter(counter=counter, reason="Họp"))

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass."""
        self.clock.advance(milliseconds)
        self.display.look_at_the_clock()

    def issue(self, service: str, *, priority: bool) -> None:
        """Let someone take a number."""
        self.clock.advance(9 * SECOND)
        self.link.obey(IssueTicket(service=service, priority=priority))

    def _number_at(self, counter: str) -> str:
        ticket = self.link.hall.at_counter(counter)
        return ticket.number if ticket else ""
