"""How much a station may say at once, and in which words: the rest is no frame."""

import re
from collections.abc import Iterator
from typing import Any

from shared.wire.errors import BadFrame
from shared.wire.messages import Hello, LogIn, LogOut, PrintHere, Report

Said = Hello | Report | PrintHere | LogIn | LogOut

LONGEST_WORD = 64
"""Characters of an id, a token and a station's name."""

LONGEST_PASSWORD = 200
"""Characters as they may be sent; accents may count for themselves."""

LONGEST_REASON = 4_000
MOST_NUMBERS = 2_000
"""In a report: more than all kiosks can give by themselves on a day."""

DIGEST = re.compile(r"[0-9a-f]{64}")
"""Who holds a ticket is told as such a digest, never as a card's own number."""


def checked(said: Said) -> Said:
    """Return what was *said*, if it is within bounds.

    Raises:
        BadFrame: It is not; the reason repeats nothing that may be a secret.
    """
    for wrong in _wrong_in(said):
        raise BadFrame(wrong)
    return said


def wish_of(kind: str, table: dict[str, Any]) -> tuple[str, str | None]:
    """Take the id and the token out of the *table* of a command, and return them.

    Raises:
        BadFrame: They, or what else is in it, are not within bounds.
    """
    id_ = table.pop("id", None)
    if not is_word(id_):
        raise BadFrame(f"{kind} has no id of 1 to {LONGEST_WORD} characters")
    token = table.pop("token", None)
    if token is not None and not is_word(token):
        raise BadFrame(f"{kind} has no token of 1 to {LONGEST_WORD} characters")
    reason = table.get("reason")
    if isinstance(reason, str) and len(reason) > LONGEST_REASON:
        raise BadFrame(f"{kind} has a reason of {len(reason)} characters")
    holder = table.get("holder")
    if holder is not None and not (
        isinstance(holder, str) and DIGEST.fullmatch(holder)
    ):
        raise BadFrame(f"{kind} has a holder that is no digest")
    return id_, token


def is_word(value: object) -> bool:
    """Return whether *value* is a text that every database can keep as a key."""
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_WORD:
        return False
    return value.isprintable()


def _wrong_in(said: Said) -> Iterator[str]:
    match said:
        case Hello():
            if not is_word(said.station):
                yield f"the station's name is not 1 to {LONGEST_WORD} characters"
        case Report():
            yield from _wrong_in_report(said)
        case PrintHere():
            yield from _wrong_in_print(said)
        case LogIn():
            yield from _wrong_in_log_in(said)
        case LogOut():
            if not is_word(said.id):
                yield f"log_out has no id of 1 to {LONGEST_WORD} characters"


def _wrong_in_print(wish: PrintHere) -> Iterator[str]:
    if not is_word(wish.id) or not is_word(wish.number):
        yield "print_here has no id or no number of 1 to 64 characters"
    if wish.token and not is_word(wish.token):
        yield "print_here has no token of 1 to 64 characters"


def _wrong_in_report(report: Report) -> Iterator[str]:
    """Say what is too much: it is kept of each station and told to every counter."""
    said = (report.printer, report.paper, report.sound, report.version)
    numbers = (*report.unprinted, *report.unmerged)
    if len(numbers) > MOST_NUMBERS:
        yield f"report has {len(numbers)} numbers"
    if not all(map(is_word, (*filter(None, said), *numbers))):
        yield f"report has a word of not 1 to {LONGEST_WORD} characters"


def _wrong_in_log_in(wish: LogIn) -> Iterator[str]:
    if not is_word(wish.id):
        yield f"log_in has no id of 1 to {LONGEST_WORD} characters"
    if not is_word(wish.session or wish.name):
        yield "log_in has neither a name nor a session"
    long = len(wish.password) > LONGEST_PASSWORD
    if long or not wish.password.isprintable():
        yield "log_in has a password that nobody can have"
