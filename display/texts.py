"""The words on the display, in the language of the hall and in a second one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.config import load
from shared.domain.names import Names, named

SECTION = "display"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The words of one language, as the table [display] of its file has them."""

    now_calling: str
    calling_again: str
    to_counter: str
    recent: str
    missed: str
    missed_hint: str
    number: str
    counter: str
    zone: str
    in_zone: str
    priority: str
    people_wait: str
    waiting: str
    longest: str
    nobody_waits: str
    next: str
    paused: str
    desk_calling: str
    desk_serving: str
    desk_free: str
    desk_paused: str
    desk_closed: str
    welcome: str
    welcome_hint: str
    connecting: str
    connecting_hint: str
    offline: str
    offline_hint: str
    out_of_service: str
    out_of_service_hint: str
    misset: str
    misset_hint: str
    soundless: str
    """For the staff: nothing can be heard."""

    weekdays: tuple[str, str, str, str, str, str, str]
    """From Monday to Sunday."""

    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of the hall's language, and of the one in small letters beside it."""

    language: str
    texts: Texts
    second_language: str | None = None
    second: Texts | None = None

    def name(self, names: Names) -> str:
        """Return a name of the office's in the language of the hall."""
        return named(names, self.language)

    def second_name(self, names: Names) -> str:
        """Return the name in the second language, or nothing where it has none."""
        return names.get(self.second_language or "", "")

    def beside(self, key: str) -> str:
        """Return the second language's words for *key*, or nothing."""
        return str(getattr(self.second, key)) if self.second else ""


def wording_of(languages: Sequence[str], files: Mapping[str, Path]) -> Wording:
    """Return the wording of one or two *languages*.

    Raises:
        ConfigError: A file of words cannot be used.
    """
    texts = [load(files[language], Texts, section=SECTION) for language in languages]
    if len(texts) == 1:
        return Wording(language=languages[0], texts=texts[0])
    return Wording(
        language=languages[0],
        texts=texts[0],
        second_language=languages[1],
        second=texts[1],
    )
