"""What a clerk sees of the colleagues, and of the day's own work."""

from collections.abc import Iterator

from counter.texts import Texts
from counter.wording import minutes
from shared.domain.events import CounterNow, Desk
from shared.domain.hall import Hall
from shared.domain.times import MINUTE

ENOUGH_RATINGS = 5
"""Fewer ratings are not told: a clerk would know whose they are."""

LEVELS = 5


def calls_for_help(hall: Hall, here: str) -> tuple[CounterNow, ...]:
    """Return the other counters that call for help and that nobody has answered."""
    return tuple(
        now
        for now in hall.counters.values()
        if now.help is not None and now.help.by is None and now.id != here
    )


def colleagues_of(hall: Hall, here: str, texts: Texts) -> tuple[str, ...]:
    """Return a line for each counter that calls for help or pauses."""
    calling = sorted(hall.counters.values(), key=lambda now: now.help is None)
    return tuple(line for now in calling for line in _lines(now, here, texts))


def today_of(hall: Hall, here: str, people: int, texts: Texts) -> str:
    """Return the day's own figures: served, how long they took, who waits."""
    day = hall.tally.desk(here)
    mean = round(day.minutes / day.served * MINUTE) if day.served else 0
    words = texts.today.format(
        served=day.served,
        mean=minutes(texts, mean) if day.served else texts.no_figure,
        waiting=people,
    )
    rated = sum(day.ratings)
    if rated < ENOUGH_RATINGS:
        return words
    level = sum(n * times for n, times in enumerate(day.ratings, 1)) / rated
    more = texts.today_rated.format(level=f"{level:.1f}".replace(".", ","), n=rated)
    return f"{words}  ·  {more}"


def _lines(now: CounterNow, here: str, texts: Texts) -> Iterator[str]:
    if now.help is not None:
        yield _help_line(now, here, texts)
    if now.state is Desk.PAUSED and now.id != here:
        yield texts.colleague_paused.format(counter=now.id, reason=now.reason)


def _help_line(now: CounterNow, here: str, texts: Texts) -> str:
    by = now.help.by if now.help else None
    if now.id == here:
        template = texts.own_help_answered if by else texts.own_help
    else:
        template = texts.help_answered if by else texts.help_wanted
    return template.format(counter=now.id, by=by)
