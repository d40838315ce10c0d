"""The states in which the kiosk gives its own numbers, for pictures."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.morning import Morning, Scene
from kiosk.picture import Away, Screen, Visit
from shared.domain.offering import instead


def away_scenes(morning: Morning, language: str, suffix: str) -> Iterator[Scene]:
    """Return the states in which the hub is away and the kiosk goes on."""
    services = morning.hall.plan.services
    chosen, last = services[2], services[-1]
    visit = Visit(language=language)
    usual = morning.give(chosen.id, priority=True)
    given = replace(
        usual,
        ticket=replace(usual.ticket, number=f"{chosen.id}907"),
        ahead=None,
        wait=None,
    )
    full = Visit(
        language=language,
        service=last.id,
        trouble="block_full",
        parts={"instead": instead(morning.hall, last)},
    )
    for name, screen, seen, away in (
        ("home-alone", Screen.HOME, visit, Away.RECENT),
        ("home-long-alone", Screen.HOME, visit, Away.LONG),
        ("confirm-alone", Screen.CONFIRM, replace(visit, service=chosen.id), Away.LONG),
        ("take-alone", Screen.TAKE, replace(visit, given=given), Away.LONG),
        ("block-full", Screen.REFUSED, full, Away.LONG),
    ):
        yield morning.show(name + suffix, screen, seen, away=away)
