"""Every state the display can be in, on a made-up busy morning, for pictures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from display.boards import IN_THE_PANE
from display.desk_plays import DESK_PLAYS
from display.morning import MORNING, Morning
from display.picture import Picture, Screen, picture_of
from display.plays import PLAYS
from display.scope import Scope, Show
from display.texts import Wording
from shared.domain.plan import Plan
from shared.domain.times import SECOND


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the screen and its name."""

    name: str
    picture: Picture


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
    if name != "welcome":
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
