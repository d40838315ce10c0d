"""What is on the kiosk's screen, as data. `kiosk.showing` makes it from the hall."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.closing import (
    Closing,
)
from kiosk.comfort import Comfort
from kiosk.papers import PaperSheet
from kiosk.searching import SearchBoard
from kiosk.texts import Texts
from shared.domain.ticket import Ticket

HALF_PRINTED = "half_printed"
"""What is wrong with a slip of which some may be on paper."""


EARLY, UNREADABLE = "early", "unreadable"
"""What was wrong with a scan: nothing was asked for yet, or it was no card."""


class Screen(StrEnum):
    """What kind of screen it is."""

    CONNECTING = "connecting"
    HOME = "home"
    SEARCH = "search"
    """The citizen looks for a procedure by its name."""

    CONFIRM = "confirm"
    PAPERS = "papers"
    """What to bring for a procedure of the service that was chosen."""

    CARD = "card"
    """The citizen has agreed, and is asked for an ID card."""

    PRINTING = "printing"
    """The citizen has agreed; the number follows, then the paper."""

    TAKE = "take"
    UNPRINTED = "unprinted"
    """There is a number and no paper, or maybe half of it."""

    UNDO = "undo"
    """The citizen is asked whether to give the number back, and waits for that."""

    UNDONE = "undone"
    KEPT = "kept"
    """The number was not given back: it is still valid."""

    LATE = "late"
    """The hub has not answered yet."""

    CLOSED = "closed"
    """The whole office gives no numbers now."""

    AWAY = "away"
    REFUSED = "refused"
    OUT_OF_SERVICE = "out_of_service"


class Away(StrEnum):
    """Whether the hub is away while the kiosk gives numbers, and how long."""

    NO = "no"
    RECENT = "recent"
    """A moment: what it said last is still worth telling."""

    LONG = "long"
    """Nobody knows how many wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The number a citizen was given."""

    ticket: Ticket
    ahead: int | None
    """How many people are called before; None if the kiosk cannot know."""

    wait: tuple[int, int] | None
    """From how many to how many minutes; None if the kiosk cannot know."""
    token: str = ""
    id: str = ""
    """That of the wish for it; its slip has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the citizen at the kiosk has chosen and been given so far."""

    language: str
    priority: bool = False
    service: str | None = None
    given: Given | None = None
    trouble: str = ""
    """The code of a refusal, or what was wrong with the printer."""

    parts: Mapping[str, str | int] = field(default_factory=dict)
    """What a refusal is about: until when, where to go instead."""

    query: str | None = None
    """What was typed in the search; None while the citizen does not search."""

    procedure: int | None = None
    """The place of the procedure that was found, in the office's list."""

    word: str = ""
    """What the search has found, as it is called there."""

    with_papers: bool = False
    """The papers to bring are printed with the slip."""

    giving_back: bool = False
    """The wish to give the number back is on its way."""

    scan: str = ""
    """`early` or `unreadable`: what was wrong with the last scan of a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A service as it stands on the home screen."""

    service: str
    name: str
    short: str
    words: str
    icon: str
    colour: str
    people: int | None
    """How many wait; None if nobody knows."""

    wait: str
    """How many wait and how long that takes, in words."""

    crowd: str
    """Only how many wait, for narrow places."""

    shut: str = ""
    """Why it gives no number now, and until when; empty while it gives some."""

    note: str = ""
    """How many numbers are left, or where to go instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A zone that gives numbers, with its cards."""

    zone: str
    name: str
    icon: str
    colour: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A service that was chosen: where it is and what to expect."""

    service: str
    zone: str
    colour: str
    icon: str
    where: str
    people: int | None
    """How many wait; None if nobody knows."""

    wait: str
    priority: bool
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on the screen."""

    screen: Screen
    texts: Texts
    language: str
    time: str
    date: str
    office: str = ""
    unit: str = ""
    away: Away = Away.NO
    """The kiosk gives its own numbers, and says so."""

    priority: bool = False
    boards: tuple[Board, ...] = ()
    collects: str | None = None
    """The service where results are collected, if the office has one."""

    choice: Choice | None = None
    sentence: str = ""
    """What was wrong, and what to do now."""

    advice: str = ""
    """What to do about a scan that led to nothing."""

    notice: str = ""
    """What is soon no more done here, and where it is then."""

    paperless: bool = False
    """No printer can print: whoever takes a number has to note it down."""

    barred: str = ""
    """Why there is no number at all until somebody mends it, for the staff."""

    search: SearchBoard | None = None
    papers: PaperSheet | None = None
    """What to bring, if the office has written it down."""

    undo: int = 0
    """For how many seconds the number may be given back."""

    giving_back: bool = False
    closing: Closing | None = None
    """Why there is no number now, and when there is one again."""

    code: str = ""
    """The QR code that stands in for the paper."""

    doubtful: bool = False
    """The paper may be there: the citizen says whether it is."""

    comfort: Comfort = field(default_factory=Comfort)
    """How this citizen reads and reaches it."""
