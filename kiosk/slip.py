"""The words on the paper: a number as a slip, in two languages where there is room."""

from collections.abc import Iterable
from itertools import groupby
from textwrap import wrap
from typing import cast

from kiosk.picture import Given
from kiosk.showing import wait_words, where_words
from kiosk.slip_settings import SlipSettings
from kiosk.texts import Texts
from printer.slip import BETWEEN, Part, Slip, SlipRow
from shared.domain.names import named
from shared.domain.plan import Plan
from shared.domain.times import local

WIDE_DOTS = 512
"""Narrower paper has no room for a second language."""

NOON = 12
WIDE_LINE, NARROW_LINE = 42, 28
"""So many letters of the footer's size fit on a line of the paper."""

ROWS = ("ahead", "wait", "issued", "session")
"""The lines that are a label and its value."""


def slip_for(
    given: Given,
    plan: Plan,
    vi: Texts,
    en: Texts,
    *,
    dots: int = 576,
    settings: SlipSettings | None = None,
    papers: Iterable[str] = (),
) -> Slip:
    """Return the slip for a number, on paper *dots* wide, as *settings* want it.

    *papers* are lines that tell what to bring, where the citizen asked for them.
    """
    settings = settings or SlipSettings()
    ticket, wide = given.ticket, dots >= WIDE_DOTS and settings.second_language
    service = plan.service_by_id[ticket.service]

    def both(first: str, second: str) -> str:
        return BETWEEN.join((first, second)) if wide and second else first

    def row(name: str) -> SlipRow:
        label = both(getattr(vi.slip, name), getattr(en.slip, name))
        return SlipRow(f"{label}:", _value(name, given, vi))

    letters = WIDE_LINE if dots >= WIDE_DOTS else NARROW_LINE
    listed = [line for paper in papers for line in wrap(paper, letters)]
    badge = f"★ {both(vi.slip.priority, en.slip.priority)}"
    return Slip(
        number=ticket.number,
        office=(named(plan.name, "vi").upper(), named(plan.unit, "vi").upper()),
        heading=both(vi.slip.heading, en.slip.heading),
        badge=badge if ticket.priority else "",
        service=both(named(service.name, "vi"), service.name.get("en", "")),
        place=where_words(plan, service, vi),
        rows=tuple(row(name) for name in settings.lines if name in ROWS),
        code=given.token.upper(),
        footer=(*listed, *vi.slip.footer, both(vi.slip.thanks, en.slip.thanks)),
        logo="" if settings.logo is None else str(settings.logo.absolute()),
        logo_mm=settings.logo_mm,
        order=_order(settings),
    )


def _value(name: str, given: Given, vi: Texts) -> str:
    issued = local(given.ticket.issued_at)
    match name:
        case "ahead":
            return vi.not_known if given.ahead is None else str(given.ahead)
        case "wait":
            return wait_words(given.ahead, given.wait, vi)
        case "issued":
            return f"{issued:%H:%M} – {issued:%d/%m/%Y}"
        case _:
            return vi.slip.morning if issued.hour < NOON else vi.slip.afternoon


def _order(settings: SlipSettings) -> tuple[Part, ...]:
    """Return the parts of the paper; rows that stand together are one part."""
    parts: list[Part] = [
        "row" if name in ROWS else cast("Part", name) for name in settings.lines
    ]
    runs = [part for part, _ in groupby(parts)]
    if runs.count("row") <= 1:
        parts = ["rows" if part == "row" else part for part in runs]
    return ("logo", *parts)
