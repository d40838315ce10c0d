"""What happens in the hall until a display is in one of its states."""

from collections.abc import Callable

from display.morning import Morning
from display.scope import Scope, Show
from display.viewmodel import GRACE, DisplayViewModel
from shared.domain.times import SECOND


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
