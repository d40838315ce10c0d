"""Every state the display can be in, on a made-up busy morning, for pictures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from display.boards import IN_THE_PANE
from display.picture import Picture, Screen, picture_of
from display.scope import Scope, Show
from display.texts import Wording
from display.viewmodel import GRACE, DisplayViewModel
from shared.clock import ManualClock
from shared.domain.commands import (
    CallNext,
    CloseCounter,
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


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the screen and its name."""

    name: str
    picture: Picture


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


BARRED = (
    "Máy này chưa được phép: mã của máy khác."
    " Cần xem lại station và token trong tệp cài đặt."
)


def scenes(
    plan: Plan,
    wording: Wording,
    scope: Scope | None = None,
    *,
    in_the_pane: int = IN_THE_PANE,
) -> Iterator[Scene]:
    """Return a scene for each state of a display of *scope*."""
    scope = scope or Scope()
    connecting = Screen.CONNECTING
    blank = picture_of(None, screen=connecting, now=MORNING, wording=wording)
    yield Scene("connecting", blank)
    yield Scene("barred", replace(blank, barred=BARRED))
    plays: Mapping[str, Callable[[Morning], None]] = PLAYS
    if scope.show is Show.COUNTER:
        desk = scope.counter
        plays = {name: partial(work, desk=desk) for name, work in DESK_PLAYS.items()}
    for name, play in plays.items():
        scene = _scene(name, Morning(plan, wording, scope, in_the_pane), play)
        yield scene
        if name == "offline":
            yield Scene("offline-barred", replace(scene.picture, barred=BARRED))


def layouts(plan: Plan, counter: str = "3") -> dict[str, Scope]:
    """Return every layout by its name, for an office of *plan*."""
    known = [each.id for each in plan.counters]
    counter = counter if counter in known else known[0]
    zone = plan.counter_by_id[counter].zone
    zones = Scope(show=Show.ZONES).zones_of(plan)
    result = {
        "hall": Scope(),
        "next": Scope(next_tickets=3),
        "media": Scope(),
        "zone": Scope(show=Show.ZONE, zones=(zone,)),
        "counter": Scope(show=Show.COUNTER, counter=counter),
    }
    for count in range(2, len(zones) + 1):
        # The busiest zone first: it is the one that must fit.
        some = sorted({zone, *zones[:count]}, key=lambda each: (each != zone, each))
        shown = tuple(some[:count])
        result[f"zones-{count}"] = Scope(show=Show.ZONES, zones=shown)
    return result


def _scene(name: str, morning: Morning, play: Callable[[Morning], None]) -> Scene:
    morning.link.start()
    if play is not _nobody_called:
        _begin(morning)
    play(morning)
    return Scene(name, morning.display.picture)


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


def _paused(morning: Morning) -> None:
    _calm(morning)
    morning.pause("2", "4", "7")


def _away(morning: Morning) -> None:
    _missed(morning)
    morning.link.go_offline()
    morning.pass_by(GRACE)


def _misset(morning: Morning) -> None:
    scope = Scope(show=Show.COUNTER, counter="99")
    morning.display = DisplayViewModel(
        morning.link, morning.clock, morning.wording, scope=scope
    )


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
    "paused": _paused,
    "offline": _away,
    "misset": _misset,
    "out-of-service": _broken,
}


def _desk_free(morning: Morning, desk: str) -> None:
    pass


def _desk_called(morning: Morning, desk: str) -> None:
    morning.call(desk)


def _desk_calm(morning: Morning, desk: str) -> None:
    morning.call(desk)
    morning.pass_by(8 * SECOND)


def _desk_again(morning: Morning, desk: str) -> None:
    morning.call(desk)
    morning.pass_by(30 * SECOND)
    morning.recall(desk)


def _desk_priority(morning: Morning, desk: str) -> None:
    service = morning.link.hall.plan.counter_by_id[desk].serves[0]
    morning.issue(service, priority=True)
    morning.call(desk)


def _desk_serving(morning: Morning, desk: str) -> None:
    morning.call(desk)
    morning.pass_by(30 * SECOND)
    morning.serve(desk)


def _desk_paused(morning: Morning, desk: str) -> None:
    morning.pause(desk)


def _desk_closed(morning: Morning, desk: str) -> None:
    morning.link.obey(CloseCounter(counter=desk))


def _desk_away(morning: Morning, desk: str) -> None:
    _desk_called(morning, desk)
    morning.link.go_offline()
    morning.pass_by(GRACE)


DESK_PLAYS: dict[str, Callable[..., None]] = {
    "free": _desk_free,
    "calling": _desk_called,
    "calm": _desk_calm,
    "recall": _desk_again,
    "calling-priority": _desk_priority,
    "serving": _desk_serving,
    "paused": _desk_paused,
    "closed": _desk_closed,
    "offline": _desk_away,
}
