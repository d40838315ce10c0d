"""What one citizen needs to see, reach and read the screen, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.texts import Texts


class Asking(StrEnum):
    """What a sheet above the screen asks or tells."""

    NOTHING = "nothing"
    LANGUAGE = "language"
    """Which language is wanted."""

    MORE_TIME = "more_time"
    """Whether somebody is still there, before what was chosen is wiped."""

    HELP = "help"
    """That staff have been called."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the kiosk speaks."""

    code: str
    name: str
    """What those who speak it call it."""


def languages_of(
    texts: Mapping[str, Texts], codes: Iterable[str] | None = None
) -> tuple[Language, ...]:
    """Return the languages of *texts*, in the order of *codes* if given."""
    return tuple(Language(c, texts[c].language_name) for c in codes or texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comfort:
    """How the screen is shown to this citizen, and whether help is coming."""

    large: bool = False
    """Large type in black, white and yellow."""

    low: bool = False
    """All that is touched stands in the lower half."""

    spoken: bool = False
    """Every screen is said aloud."""

    voices: frozenset[str] | None = None
    """The languages that can be listened to; None without a loudspeaker."""

    help: bool = False
    """Staff have been called, and have not come yet."""

    unheard: bool = False
    """The hub is away: the staff do not know of it yet."""

    asking: Asking = Asking.NOTHING
    languages: tuple[Language, ...] = ()
    """All there are, the usual one first."""

    @property
    def usual(self) -> bool:
        """Whether the screen is as everybody finds it."""
        return not (self.large or self.low or self.spoken)
