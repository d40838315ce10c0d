"""Every state the display can be in, on a made-up busy morning, for pictures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from display.picture import Picture, Screen, picture_of
from display.texts import Wording
from display.viewmodel import DisplayViewModel
from shared.clock import ManualClock
from shared.domain.commands import (
    CallNext,
    Finish,
    IssueTicket,
    MarkNoShow,
    OpenCounter,
    Recall,
    Serve,
)
from shared.domain.hall import Hall
from shared.domain.plan import Plan
from shared.domain.times import MINUTE, SECOND, day_of
from shared.qt.practice import PracticeLink

MORNING = 1_767_575_640_000
"""08:14 in Vietnam on Monday, 5 January 2026."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the screen and its name."""

    name: str
    picture: Picture


class Morning:
    """An office that a scene plays in."""

    def __init__(self, plan: Plan, wording: Wording) -> None:
        self.clock = ManualClock(MORNING - 14 * MINUTE)
        self.link = PracticeLink(Hall(plan, day_of(MORNING)), self.clock)
        self.display = DisplayViewModel(self.link, self.clock, wording)
        for counter in plan.counters:
            self.link.obey(OpenCounter(counter=counter.id))

    def people_come(self) -> None:
        """Let people take numbers for an hour's worth of services."""
        services = self.link.hall.plan.services
        for turn in range(4):
            for place, service in enumerate(services[:-1]):
                if (turn + place) % 4:
                    self._issue(service.id, priority=(turn, place) == (2, 1))

    def a_burst_comes(self) -> None:
        """Let someone come for every counter."""
        for counter in self.link.hall.plan.counters:
            self._issue(counter.serves[0], priority=counter.id == "2")

    def call(self, *counters: str) -> None:
        """Let counters call in the same moment."""
        for counter in counters:
            self.link.obey(CallNext(counter=counter))

    def finish(self, *counters: str) -> None:
        """Let counters serve and finish whom they called."""
        for counter in counters:
            number = self._number_at(counter)
            self.link.obey(Serve(number=number))
            self.clock.advance(2 * MINUTE)
            self.link.obey(Finish(number=number))

    def miss(self, *counters: str) -> None:
        """Let nobody come to counters that called."""
        for counter in counters:
            self.link.obey(MarkNoShow(number=self._number_at(counter)))

    def recall(self, counter: str) -> None:
        """Let a counter call the same number again."""
        self.link.obey(Recall(number=self._number_at(counter)))

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass."""
        self.clock.advance(milliseconds)
        self.display.look_at_the_clock()

    def _issue(self, service: str, *, priority: bool) -> None:
        self.clock.advance(9 * SECOND)
        self.link.obey(IssueTicket(service=service, priority=priority))

    def _number_at(self, counter: str) -> str:
        ticket = self.link.hall.at_counter(counter)
        return ticket.number if ticket else ""


BARRED = (
    "Máy này chưa được phép: mã của máy khác."
    " Cần xem lại station và token trong tệp cài đặt."
)


def scenes(plan: Plan, wording: Wording) -> Iterator[Scene]:
    """Return a scene for each state of the display."""
    connecting = Screen.CONNECTING
    blank = picture_of(None, screen=connecting, now=MORNING, wording=wording)
    yield Scene("connecting", blank)
    yield Scene("barred", replace(blank, barred=BARRED))
    for name, play in PLAYS.items():
        morning = Morning(plan, wording)
        morning.link.start()
        if play is not _nobody_called:
            _begin(morning)
        play(morning)
        yield Scene(name, morning.display.picture)
        if name == "offline":
            barred = replace(morning.display.picture, barred=BARRED)
            yield Scene("offline-barred", barred)


def _begin(morning: Morning) -> None:
    """Let a quarter of an hour of work lie behind the office."""
    morning.people_come()
    for counter in morning.link.hall.plan.counters[:5]:
        morning.call(counter.id)
        morning.pass_by(7 * SECOND)
        morning.finish(counter.id)
    morning.a_burst_comes()
    morning.pass_by(30 * SECOND)


def _nobody_called(morning: Morning) -> None:
    morning.people_come()
    morning.pass_by(SECOND)


def _one(morning: Morning) -> None:
    morning.call("3")


def _priority(morning: Morning) -> None:
    morning.call("2")


def _two(morning: Morning) -> None:
    morning.call("5", "2")


def _four(morning: Morning) -> None:
    morning.call("1", "2", "3", "4")


def _eight(morning: Morning) -> None:
    morning.call(*(counter.id for counter in morning.link.hall.plan.counters))


def _again(morning: Morning) -> None:
    morning.call("3", "1")
    morning.pass_by(30 * SECOND)
    morning.recall("3")


def _calm(morning: Morning) -> None:
    morning.call("1", "3")
    morning.pass_by(20 * SECOND)


def _missed(morning: Morning) -> None:
    morning.call("1", "2", "5")
    morning.pass_by(90 * SECOND)
    morning.miss("1", "2", "5")
    morning.call("1", "4")
    morning.pass_by(30 * SECOND)


def _away(morning: Morning) -> None:
    _missed(morning)
    morning.link.go_offline()


def _soundless(morning: Morning) -> None:
    _four(morning)
    morning.display.mark_soundless(True)


def _broken(morning: Morning) -> None:
    morning.display.go_out_of_service()


PLAYS: dict[str, Callable[[Morning], None]] = {
    "welcome": _nobody_called,
    "calling": _one,
    "calling-priority": _priority,
    "calling-two": _two,
    "calling-four": _four,
    "busy": _eight,
    "recall": _again,
    "calm": _calm,
    "with-missed": _missed,
    "soundless": _soundless,
    "offline": _away,
    "out-of-service": _broken,
}
