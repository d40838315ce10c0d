"""The words of single screens of the kiosk, as the tables below [kiosk] have them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingTexts:
    """What is said where no number is given now."""

    title: str
    """Above the hours, while the whole office is closed."""

    title_other: str
    """For a reason that has no title of its own."""

    titles: Mapping[str, str]
    """A title for each code of a refusal that ends by itself."""

    cards: Mapping[str, str]
    """Why and until when, in as few words as a card has room for, by code."""

    cards_open_end: Mapping[str, str]
    """The same where nobody knows until when."""

    left: str
    """How many numbers are left."""

    help: str
    help_unknown: str
    """Where to go instead, on a card."""

    service: str
    reason: str
    waiting: str
    again: str
    help_label: str
    desks: str
    desks_unknown: str
    today: str
    on_day: str
    hours: str
    days: str
    """From one day of the week to another."""

    holiday: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereTexts:
    """What is said of what another office does now, or soon."""

    title: str
    title_procedure: str
    card: str
    """On the card of a service, in as few words as there is room for."""

    place: str
    """In which office it is done now."""

    soon: str
    """In which office it is done from a day on."""

    notice: str
    """The same where there is room for a sentence."""

    procedure: str
    office: str
    address: str
    since: str
    """Labels: the procedure, which office, where that is, since which day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTexts:
    """The words of the search for a procedure."""

    button: str
    """On the home screen."""

    title: str
    hint: str
    """While nothing is typed: what one may type."""

    nothing: str
    """Nothing was found: where to ask."""

    no_accents: str
    results: str
    more: str
    """On the button to the next result, where there is room for one."""

    space: str
    erase: str
    clear: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTexts:
    """The words around the papers to bring for a procedure."""

    button: str
    title: str
    which: str
    """Above the procedures of a service, for the citizen to choose one."""

    print: str
    printed: str
    """On the same button once the list goes with the slip."""

    back: str
    slip: str
    """Above the list on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTexts:
    """The words around ID cards, where the office limits numbers by them."""

    title: str
    how: str
    privacy: str
    """What is done with the card, in words everybody understands."""

    without: str
    """On the button of who has no card: the number comes all the same."""

    back: str
    unreadable: str
    choose_first: str
    agree_first: str
    """What is said to a card that is shown too early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoTexts:
    """The words for giving a number back."""

    button: str
    """With the seconds that are left for it."""

    ask: str
    ask_hint: str
    agree: str
    keep: str
    waiting: str
    undone: str
    undone_hint: str
    refused: str
    refused_hint: str
