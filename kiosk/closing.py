"""Why no number is given now, until when, and where to go instead, in words.

The rules of the queue are asked; what they refuse is only worded here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kiosk.elsewhere import place_words, soon_words
from kiosk.texts import Texts
from shared.domain.calendar import WEEKDAYS, Hours, clock_of, opening_at
from shared.domain.errors import NotNow, OfficeClosed
from shared.domain.hall import Hall
from shared.domain.issuing import check_open
from shared.domain.names import named
from shared.domain.plan import Service
from shared.domain.times import day_of, local

WITHIN_DAYS = 7
"""So long a day of the week alone says which day is meant."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of what explains it: a sign, a label and a value."""

    icon: str
    label: str
    value: str
    said: bool = True
    """It is read aloud; names that no recording has are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Why there is no number now, for a screen of its own."""

    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a service stands, for its card. Empty texts take no room."""

    shut: str = ""
    """Why it gives no number and until when; empty while it gives some."""

    note: str = ""
    """How many numbers are left, or where to go instead."""


def refusal_of(hall: Hall, service: Service, now: int) -> NotNow | None:
    """Return what a wish for a number of *service* would be refused with at *now*."""
    try:
        check_open(hall, service, max(now, hall.at))
    except NotNow as refusal:
        return refusal
    return None


def standing_of(
    hall: Hall, service: Service, now: int, texts: Texts, language: str
) -> Standing:
    """Return how *service* stands at *now*."""
    there = service.elsewhere
    if there is not None and there.holds_on(hall.day):
        note = place_words(there, texts, language)
        return Standing(shut=texts.elsewhere.card, note=note)
    refusal, words = refusal_of(hall, service, now), texts.closing
    if refusal is None and there is not None and there.is_announced_on(hall.day):
        return Standing(note=soon_words(there, texts, language))
    if refusal is None:
        left = numbers_left(hall, service, now)
        return Standing(note="" if left is None else words.left.format(numbers=left))
    open_end = words.cards if refusal.until else words.cards_open_end
    template = open_end.get(refusal.code, words.title_other)
    until = _soon(texts, refusal.until, now)
    help_ = words.help if refusal.instead else words.help_unknown
    return Standing(
        shut=template.format(until=until),
        note="" if service.guides else help_.format(counters=refusal.instead),
    )


def numbers_left(hall: Hall, service: Service, now: int) -> int | None:
    """Return how many numbers the session has left, None where none are counted."""
    hours = hall.plan.hours
    opening = opening_at(hours, max(now, hall.at)) if hours else None
    quota = service.quota.get(opening.session.id) if opening else None
    if quota is None or opening is None:
        return None
    return max(0, quota - hall.given(service.id, opening.session.id))


def office_closing(hall: Hall, now: int, texts: Texts, language: str) -> Closing | None:
    """Return the hours and the next opening while the whole office is closed."""
    offered = hall.plan.offered_on(hall.day)
    refusals = (refusal_of(hall, service, now) for service in offered)
    closed = next((r for r in refusals if isinstance(r, OfficeClosed)), None)
    hours = hall.plan.hours
    if closed is None or hours is None:
        return None
    words = texts.closing
    holiday = [
        Reason("calendar", words.holiday, named(each.name, language))
        for each in hours.holidays
        if each.day == day_of(max(now, hall.at))
    ]
    opens = [
        Reason("clock", words.hours.format(days=days), times)
        for days, times in hours_lines(hours, texts)
    ]
    again = Reason("calendar-clock", words.again, until_words(texts, closed.until, now))
    return Closing(title=words.title, reasons=(*holiday, *opens, again))


def service_closing(
    texts: Texts, service: str, code: str, parts: Mapping[str, str | int], now: int
) -> Closing | None:
    """Return the screen for a refusal of *service* that ends by itself, else None."""
    if "until" not in parts:
        return None
    words, desks = texts.closing, str(parts.get("instead", ""))
    again = until_words(texts, int(parts["until"]), now)
    helped = words.desks if desks else words.desks_unknown
    reasons = [Reason("file-text", words.service, service)]
    if reason := parts.get("reason"):
        reasons.append(Reason("info", words.reason, str(reason), said=False))
    if people := parts.get("waiting"):
        waiting = texts.ahead_value.format(people=people)
        reasons.append(Reason("users", words.waiting, waiting))
    reasons.append(Reason("calendar-clock", words.again, again))
    help_ = helped.format(counters=desks)
    reasons.append(Reason("circle-help", words.help_label, help_))
    title = words.titles.get(code, words.title_other)
    return Closing(title=title, reasons=tuple(reasons))


def refusal_words(
    texts: Texts, code: str, refused: Mapping[str, str | int], now: int
) -> str:
    """Return why there is no number, until when, and where to go instead."""
    template = texts.refusals.get(code, texts.refused_other)
    parts = dict(refused)
    until = _until(texts, int(parts.pop("until", 0)), now)
    desk = str(parts.pop("instead", ""))
    helped = texts.instead.format(counters=desk) if desk else texts.instead_help
    return template.format(until=until, instead=helped, **parts)


def hours_lines(hours: Hours, texts: Texts) -> Iterator[tuple[str, str]]:
    """Return the days of the week that have the same hours, and those hours."""
    open_days = [(day, _times_on(hours, WEEKDAYS[day])) for day in range(7)]
    for times, run in groupby(open_days, key=lambda pair: pair[1]):
        days = [texts.weekdays[day] for day, _ in run]
        if times:
            template = texts.closing.days if len(days) > 1 else "{first}"
            yield template.format(first=days[0], last=days[-1]), times


def until_words(texts: Texts, until: int, now: int) -> str:
    """Return when numbers are given again, for a line of its own."""
    words = texts.closing
    if not until:
        return texts.later
    template = words.today if day_of(until) == day_of(now) else words.on_day
    moment = local(until)
    return template.format(
        time=f"{moment:%H:%M}",
        weekday=texts.weekdays[moment.weekday()],
        date=f"{moment:%d/%m}",
    )


def _times_on(hours: Hours, weekday: str) -> str:
    sessions = sorted(hours.sessions, key=lambda each: clock_of(each.opens))
    return ", ".join(
        f"{each.opens}–{each.closes}" for each in sessions if weekday in each.days
    )


def _until(texts: Texts, until: int, now: int) -> str:
    """Return when to come back: a time today, a day and a time, or later."""
    if not until:
        return texts.later
    moment = local(until)
    if moment.date() == local(now).date():
        return f"{moment:%H:%M}"
    day = texts.weekdays[moment.weekday()]
    return f"{moment:%H:%M} {day} {moment:%d/%m}"


def _soon(texts: Texts, until: int, now: int) -> str:
    """Return in one or two words when numbers are given again."""
    moment, days = local(until), (day_of(until) - day_of(now)).days
    if not days:
        return f"{moment:%H:%M}"
    if days < WITHIN_DAYS:
        return texts.weekdays[moment.weekday()]
    return f"{moment:%d/%m}"
