"""What the kiosk says aloud of each screen, in the words of one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTexts:
    """The table [kiosk.spoken] of a file of words.

    Between two gaps or marks stands one recording, so the same phrase in two
    sentences is recorded once.
    """

    home: str
    home_priority: str
    """Instead, while the priority mark is on."""

    alone: str
    """First of all, while the kiosk gives its own numbers."""

    zone: str
    """Before the services of a zone."""

    shut: str
    """After a service that gives no number now."""

    priority_hint: str
    help: str
    search: str
    found: str
    nothing: str
    confirm: str
    ahead: str
    choose: str
    """Which two buttons there are to answer with."""

    no_card: str
    """Which button to touch without an ID card."""

    papers: str
    which: str
    printing: str
    number: str
    take: str
    wait: str
    not_printed: str
    note: str
    """What to do with a number that has no paper."""

    doubtful: str
    undo: str
    undo_choose: str
    undoing: str
    undone: str
    kept: str
    still_valid: str
    connecting: str
    late: str
    away: str
    refused: str
    out_of_service: str
    help_desk: str
    language: str
    more_time: str
    help_called: str
    help_unheard: str

    to: str
    """Between two numbers: 25 *to* 35."""

    hour: str
    minutes: str
    """A time of day on the hour, and one that is not."""

    morning: str = ""
    afternoon: str = ""
    """Behind a time of day; where these are given, hours count to twelve."""

    day: str
    """A day of a month."""

    read_as: Mapping[str, str] = field(default_factory=dict)
    """How what is written short is read: ``BHXH``, ``min``."""
