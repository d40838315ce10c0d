"""The words on the paper: a number as a slip, in two languages where there is room."""

from kiosk.picture import Given, wait_words, where_words
from kiosk.texts import Texts
from printer.slip import Slip, SlipRow
from shared.domain.names import named
from shared.domain.plan import Plan
from shared.domain.times import local

WIDE_DOTS = 512
"""Narrower paper has no room for a second language."""

NOON = 12
BETWEEN = " / "


def slip_for(
    given: Given, plan: Plan, vi: Texts, en: Texts, *, dots: int = 576
) -> Slip:
    """Return the slip for a number, on paper *dots* wide."""
    ticket, wide = given.ticket, dots >= WIDE_DOTS
    service = plan.service_by_id[ticket.service]

    def both(first: str, second: str) -> str:
        return BETWEEN.join((first, second)) if wide and second else first

    def row(name: str, value: str) -> SlipRow:
        label = both(getattr(vi.slip, name), getattr(en.slip, name))
        return SlipRow(f"{label}:", value)

    issued = local(ticket.issued_at)
    session = vi.slip.morning if issued.hour < NOON else vi.slip.afternoon
    badge = f"★ {both(vi.slip.priority, en.slip.priority)}"
    return Slip(
        number=ticket.number,
        office=(named(plan.name, "vi").upper(), named(plan.unit, "vi").upper()),
        heading=both(vi.slip.heading, en.slip.heading),
        badge=badge if ticket.priority else "",
        service=both(named(service.name, "vi"), service.name.get("en", "")),
        place=where_words(plan, service, vi),
        rows=(
            row("ahead", str(given.ahead)),
            row("wait", wait_words(given.ahead, given.wait, vi)),
            row("issued", f"{issued:%H:%M} – {issued:%d/%m/%Y}"),
            row("session", session),
        ),
        code=given.token.upper(),
        footer=(*vi.slip.footer, both(vi.slip.thanks, en.slip.thanks)),
    )
