"""The states of the kiosk for people who see little, sit, need time or help."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.comfort import Asking, Language
from kiosk.morning import Morning, Scene
from kiosk.picture import Screen, Visit

THIRD = Language("fr", "Français")
"""A language that the shipped files do not have."""


def comforts(morning: Morning, language: str, suffix: str) -> Iterator[Scene]:
    """Return each screen large and low, and each question that lies above it."""
    service = morning.hall.plan.services[0].id
    visit = Visit(language=language)
    home = morning.show("", Screen.HOME, visit).picture
    confirm = morning.show(
        "", Screen.CONFIRM, Visit(language=language, service=service)
    ).picture
    usual = home.comfort
    many = replace(usual, languages=(*usual.languages, THIRD))
    for name, picture, comfort in (
        ("home-large", home, replace(usual, large=True)),
        ("home-low", home, replace(usual, low=True)),
        ("home-low-large", home, replace(usual, low=True, large=True)),
        ("home-spoken", home, replace(usual, spoken=True)),
        ("home-voiceless", home, replace(usual, voices=frozenset({"fr"}))),
        ("home-soundless", home, replace(usual, voices=None)),
        ("confirm-large", confirm, replace(usual, large=True, spoken=True)),
        ("confirm-low", confirm, replace(usual, low=True)),
        ("home-helped", home, replace(usual, help=True)),
        ("languages", home, replace(many, asking=Asking.LANGUAGE)),
        ("more-time", confirm, replace(usual, asking=Asking.MORE_TIME)),
        ("help", home, replace(usual, help=True, asking=Asking.HELP)),
        (
            "help-unheard",
            home,
            replace(usual, help=True, unheard=True, asking=Asking.HELP),
        ),
    ):
        yield Scene(name + suffix, replace(picture, comfort=comfort))
