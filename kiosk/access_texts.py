"""The words of what makes the kiosk usable for everybody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTexts:
    """The words of one language, as the table [kiosk.access] of its file has them."""

    bar: str
    """What the bar at the foot is called, for those who hear it."""

    languages: str
    """On the button that leads to all languages, where there are more than two."""

    language_asked: str
    language_kept: str
    spoken: str
    spoken_off: str
    spoken_missing: str
    """On the button that speaks, in a language without a voice."""

    large: str
    large_off: str
    low: str
    low_off: str
    more_time: str
    more_time_hint: str
    stay: str
    leave: str
    help: str
    help_on: str
    help_title: str
    help_hint: str
    help_unheard: str
    """Instead of the hint, while the staff cannot be told."""

    helped: str
    help_kept: str
