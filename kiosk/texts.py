"""The words of the kiosk: on its screen in one language, on the paper in two."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.config import load

SECTION = "kiosk"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipTexts:
    """The words on the paper, where they differ from those of the screen."""

    heading: str
    priority: str
    ahead: str
    wait: str
    issued: str
    session: str
    thanks: str
    morning: str = ""
    afternoon: str = ""
    footer: tuple[str, ...] = ()
    """These three stand on the paper in Vietnamese only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The words of one language, as the table [kiosk] of its file has them."""

    title: str
    title_priority: str
    """The title while the priority mark is on."""

    other_language: str
    """On the button that changes to the other language, in that language."""

    zone: str
    zone_name: str
    nobody_waits: str
    people: str
    people_soon: str
    """How many wait where the least of the minutes is none."""

    priority: str
    priority_hint: str
    priority_on: str
    priority_on_hint: str
    collect: str
    collect_hint: str
    confirm: str
    service_asked: str
    where: str
    place: str
    ahead: str
    ahead_value: str
    wait: str
    wait_value: str
    wait_soon: str
    badge: str
    agree: str
    back: str
    your_number: str
    printing: str
    printing_hint: str
    take: str
    take_hint: str
    done: str
    not_printed: str
    no_paper: str
    printer_trouble: str
    half_printed: str
    printer_other: str
    noted: str
    print_doubtful: str
    print_again: str
    have_paper: str
    connecting: str
    connecting_hint: str
    away: str
    away_hint: str
    late: str
    late_hint: str
    refused: str
    refused_other: str
    instead: str
    instead_help: str
    later: str
    home: str
    out_of_service: str
    out_of_service_hint: str
    out_of_service_number: str
    """For a citizen who has got a number before it broke."""

    weekdays: tuple[str, str, str, str, str, str, str]
    """From Monday to Sunday."""

    date: str
    printers: Mapping[str, str]
    """What is wrong with the printer, by the code of its error."""

    refusals: Mapping[str, str]
    """A sentence for each code of a refusal that a citizen can do something about."""

    slip: SlipTexts


def texts_of(files: Mapping[str, Path]) -> dict[str, Texts]:
    """Return the words of each language.

    Raises:
        ConfigError: A file of words cannot be used.
    """
    return {
        language: load(path, Texts, section=SECTION) for language, path in files.items()
    }
