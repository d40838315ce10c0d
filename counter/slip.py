"""The words on a slip that is printed at the desk: the kiosk's, in Vietnamese."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from printer.slip import Slip, SlipRow
from shared.config import ConfigError, table_in
from shared.domain.names import named
from shared.domain.plan import Plan, Service
from shared.domain.ticket import Ticket
from shared.domain.times import local

NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWords:
    """What stands on the paper; a subset of the kiosk's own texts."""

    place: str
    zone: str
    not_known: str
    nobody_waits: str
    wait_value: str
    wait_soon: str
    heading: str
    priority: str
    ahead: str
    wait: str
    issued: str
    session: str
    morning: str
    afternoon: str
    footer: tuple[str, ...]
    thanks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNumber:
    """A number that was given at the desk."""

    ticket: Ticket
    ahead: int | None
    wait: tuple[int, int] | None
    token: str


def slip_words_of(path: Path) -> SlipWords:
    """Return the words for slips from a file of texts, the tables of the kiosk.

    Raises:
        ConfigError: The file cannot be used, or has no such words.
    """
    kiosk: dict[str, Any] = table_in(path).get("kiosk", {})
    # What the screen of the kiosk calls by the same name is not meant.
    known = {**kiosk, **kiosk.get("slip", {})}
    names = [each.name for each in fields(SlipWords)]
    if missing := [name for name in names if name not in known]:
        raise ConfigError(path, f"[kiosk.slip] has no {', '.join(missing)}")
    words = {name: known[name] for name in names}
    return SlipWords(**{**words, "footer": tuple(words["footer"])})


def slip_of(number: NewNumber, plan: Plan, words: SlipWords) -> Slip:
    """Return the slip of *number*."""
    ticket = number.ticket
    service = plan.service_by_id[ticket.service]
    issued = local(ticket.issued_at)
    morning = issued.hour < NOON
    ahead = words.not_known if number.ahead is None else str(number.ahead)
    return Slip(
        number=ticket.number,
        office=(named(plan.name, "vi").upper(), named(plan.unit, "vi").upper()),
        heading=words.heading,
        badge=f"★ {words.priority}" if ticket.priority else "",
        service=named(service.name, "vi"),
        place=_place(plan, service, words),
        rows=(
            SlipRow(f"{words.ahead}:", ahead),
            SlipRow(f"{words.wait}:", _wait(number, words)),
            SlipRow(f"{words.issued}:", f"{issued:%H:%M} – {issued:%d/%m/%Y}"),
            SlipRow(f"{words.session}:", words.morning if morning else words.afternoon),
        ),
        code=number.token.upper(),
        footer=(*words.footer, words.thanks),
    )


def _wait(number: NewNumber, words: SlipWords) -> str:
    if number.wait is None:
        return words.not_known
    if number.ahead == 0:
        return words.nobody_waits
    low, high = number.wait
    return (words.wait_value if low else words.wait_soon).format(low=low, high=high)


def _place(plan: Plan, service: Service, words: SlipWords) -> str:
    counters = (c.id for c in plan.counters if service.id in (*c.serves, *c.helps))
    listed = ", ".join(sorted(counters, key=int))
    template = words.place if listed else words.zone
    return template.format(zone=service.zone, counters=listed)
