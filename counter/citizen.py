"""What the citizen at the desk sees on a screen of his own, as data."""

from dataclasses import dataclass
from enum import StrEnum

from counter.texts import CitizenTexts
from shared.domain.events import Desk
from shared.domain.hall import Hall
from shared.domain.ticket import State


class Show(StrEnum):
    """What stands on the citizen's screen."""

    AWAY = "away"
    """What is known may be old: nothing is promised."""

    CLOSED = "closed"
    PAUSED = "paused"
    FREE = "free"
    CALLED = "called"
    SERVING = "serving"
    RATING = "rating"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenPicture:
    """Everything on the citizen's screen."""

    show: Show
    counter: str
    headline: str
    number: str = ""
    priority: str = ""
    detail: str = ""
    levels: tuple[str, ...] = ()
    """The answers, the best first; empty unless something is asked."""

    next_call: str = ""
    """Who is called meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A citizen whose work was just finished may say how it was."""

    number: str
    until: int
    """Until then, in milliseconds."""

    thanked: bool = False


def citizen_of(
    hall: Hall | None,
    counter: str,
    texts: CitizenTexts,
    *,
    online: bool,
    now: int,
    rating: Rating | None = None,
) -> CitizenPicture:
    """Return what the citizen at *counter* sees at *now*."""
    name = texts.counter.format(counter=counter)
    here = hall.counters.get(counter) if hall else None
    if hall is None or here is None or not online:
        return CitizenPicture(show=Show.AWAY, counter=name, headline=texts.away)
    if rating is not None and now < rating.until:
        return _rating(hall, counter, name, texts, rating)
    ticket = hall.at_counter(counter)
    if ticket is not None:
        called = ticket.state is State.CALLED
        return CitizenPicture(
            show=Show.CALLED if called else Show.SERVING,
            counter=name,
            headline=texts.called if called else texts.serving,
            number=ticket.number,
            priority=texts.priority if ticket.priority else "",
        )
    match here.state:
        case Desk.OPEN:
            return CitizenPicture(show=Show.FREE, counter=name, headline=texts.free)
        case Desk.PAUSED:
            return CitizenPicture(
                show=Show.PAUSED,
                counter=name,
                headline=texts.paused,
                detail=texts.elsewhere,
            )
        case Desk.CLOSED:
            return CitizenPicture(
                show=Show.CLOSED,
                counter=name,
                headline=texts.closed,
                detail=texts.elsewhere,
            )


def _rating(
    hall: Hall, counter: str, name: str, texts: CitizenTexts, rating: Rating
) -> CitizenPicture:
    following = hall.at_counter(counter)
    called = texts.next_call.format(number=following.number) if following else ""
    return CitizenPicture(
        show=Show.THANKS if rating.thanked else Show.RATING,
        counter=name,
        headline=texts.thanks if rating.thanked else texts.question,
        detail="" if rating.thanked else texts.about.format(number=rating.number),
        levels=() if rating.thanked else texts.levels,
        next_call=called,
    )
