"""What a clerk must not overlook: somebody waits too long, or calls for help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counter.colleagues import calls_for_help
from counter.line import first_of
from counter.texts import Texts
from counter.wording import minutes
from shared.domain.hall import Hall
from shared.domain.plan import Counter
from shared.domain.times import MINUTE
from shared.wire.messages import StationNow

AGAIN_MINUTES = 5
"""Somebody who waits too long is rung for again no sooner: a bell for each of fifty
people would be switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing to see to."""

    key: str
    """Tells whether it is a new one."""

    text: str


def alarms_of(
    hall: Hall,
    counter: Counter,
    now: int,
    stations: Sequence[StationNow],
    texts: Texts,
    *,
    waiting_minutes: float,
) -> tuple[Alarm, ...]:
    """Return what *counter* must not overlook, the most urgent first.

    Whoever waits counts after *waiting_minutes*; with 0 never.
    """
    return (
        *_colleagues(hall, counter.id, texts),
        *_citizens(stations, texts),
        *_long_waits(hall, counter, now, texts, waiting_minutes),
    )


class Bell:
    """Remembers what it has rung for."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._rang_at: int | None = None

    def rings(self, alarms: Iterable[Alarm], now: int) -> bool:
        """Return whether something is new among *alarms*, at *now*."""
        keys = {alarm.key for alarm in alarms}
        fresh = keys - self._known
        self._known = keys
        waits = {key for key in fresh if key.startswith("wait:")}
        if fresh - waits:
            return True
        again = self._rang_at is None or now - self._rang_at >= AGAIN_MINUTES * MINUTE
        if waits and again:
            self._rang_at = now
            return True
        return False


def _colleagues(hall: Hall, here: str, texts: Texts) -> list[Alarm]:
    calling = [
        Alarm(
            key=f"help:{each.id}:{each.help.since if each.help else 0}",
            text=texts.help_wanted.format(counter=each.id),
        )
        for each in calls_for_help(hall, here)
    ]
    own = hall.counters[here].help
    if own is not None and own.by is not None:
        text = texts.own_help_answered.format(counter=here, by=own.by)
        calling.append(Alarm(key=f"answer:{own.since}:{own.by}", text=text))
    return calling


def _citizens(stations: Sequence[StationNow], texts: Texts) -> list[Alarm]:
    return [
        Alarm(
            key=f"kiosk:{now.station}",
            text=f"{texts.machine.format(station=now.station)}: {texts.needs_help}",
        )
        for now in stations
        if now.here and now.report.needs_help
    ]


def _long_waits(
    hall: Hall, counter: Counter, now: int, texts: Texts, limit: float
) -> list[Alarm]:
    first = first_of(hall, counter)
    if first is None or not limit or now - first.issued_at < limit * MINUTE:
        return []
    waited = minutes(texts, now - first.issued_at)
    text = texts.waited_long.format(number=first.number, waited=waited)
    return [Alarm(key=f"wait:{first.number}", text=text)]
