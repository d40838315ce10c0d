"""The words of the kiosk: on its screen in one language, on the paper in two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from string import Formatter

from kiosk.access_texts import AccessTexts
from kiosk.spoken_texts import SpokenTexts
from kiosk.staff_texts import StaffTexts
from kiosk.wording import (
    CardTexts,
    ClosingTexts,
    ElsewhereTexts,
    PaperTexts,
    SearchTexts,
    UndoTexts,
)
from shared.config import ConfigError, load

SECTION = "kiosk"
MODEL = "vi"
"""What the words of every language may fill in is what these fill in."""


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

    language_name: str
    """What those who speak it call it; on the button that changes to it."""

    zone: str
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
    not_known: str
    """How many are ahead, or how long that takes, while the hub is away."""

    crowd_not_known: str
    """The same on the card of a service."""

    hub_away: str
    """At the top while the kiosk gives its own numbers."""

    paperless: str
    """At the top while no printer can print."""

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
    touch_to_begin: str
    """Over the office's own pictures, while nobody is there."""

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
    access: AccessTexts
    spoken: SpokenTexts
    closing: ClosingTexts
    elsewhere: ElsewhereTexts
    search: SearchTexts
    papers: PaperTexts
    card: CardTexts
    undo: UndoTexts
    staff: StaffTexts


def texts_of(files: Mapping[str, Path]) -> dict[str, Texts]:
    """Return the words of each language.

    Raises:
        ConfigError: A file of words cannot be used, or has a gap in a sentence
            that nobody will fill in.
    """
    texts = {
        language: load(path, Texts, section=SECTION) for language, path in files.items()
    }
    gaps = {
        language: dict(_gaps(files[language], words))
        for language, words in texts.items()
    }
    model = gaps.get(MODEL, {})
    for language, found in gaps.items():
        for key, names in found.items():
            if strange := names - model.get(key, names):
                reason = f"`{key}` has {{{min(strange)}}}, which nothing will fill in"
                raise ConfigError(files[language], reason)
    return texts


def _gaps(path: Path, texts: Texts) -> Iterator[tuple[str, set[str]]]:
    """Return the key of each sentence of *texts*, and what is to be filled in."""
    for key, sentence in _sentences(texts, SECTION):
        try:
            parsed = list(Formatter().parse(sentence))
        except ValueError as error:
            raise ConfigError(path, f"`{key}`: {error}") from error
        yield key, {name for _, name, _, _ in parsed if name is not None}


def _sentences(part: object, where: str) -> Iterator[tuple[str, str]]:
    """Return the sentences of *part* of the words, with their keys."""
    match part:
        case str(sentence):
            yield where, sentence
        case Mapping() as table:
            for key, below in table.items():
                yield from _sentences(below, f"{where}.{key}")
        case words if is_dataclass(words):
            for field in fields(words):
                below = getattr(words, field.name)
                yield from _sentences(below, f"{where}.{field.name}")
        case _:
            pass
