"""The states of a kiosk whose office limits numbers by cards, for pictures."""

from collections.abc import Iterator

from kiosk.morning import Morning, Scene
from kiosk.picture import EARLY, UNREADABLE, Screen, Visit


def card_scenes(morning: Morning, language: str, suffix: str) -> Iterator[Scene]:
    """Return what a citizen sees who is asked for a card, or shows one too early."""
    service = morning.hall.plan.services[0].id
    for name, screen, visit in (
        ("card", Screen.CARD, Visit(language=language, service=service)),
        (
            "card-unreadable",
            Screen.CARD,
            Visit(language=language, service=service, scan=UNREADABLE),
        ),
        ("home-scanned", Screen.HOME, Visit(language=language, scan=EARLY)),
        (
            "confirm-scanned",
            Screen.CONFIRM,
            Visit(language=language, service=service, scan=EARLY),
        ),
        (
            "has-ticket",
            Screen.REFUSED,
            Visit(
                language=language,
                service=service,
                trouble="has_ticket",
                parts={"service": service, "number": f"{service}007"},
            ),
        ),
    ):
        yield morning.show(name + suffix, screen, visit)
