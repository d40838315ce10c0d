"""What happens at a desk until the display above it is in one of its states."""

from collections.abc import Callable

from display.morning import Morning
from display.viewmodel import GRACE
from shared.domain.commands import (
    CloseCounter,
)
from shared.domain.times import SECOND


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
