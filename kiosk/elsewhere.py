"""What another office does now, or soon: which, where and since when, in words."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from kiosk.procedures import Procedure
from kiosk.texts import Texts
from shared.domain.elsewhere import Elsewhere
from shared.domain.errors import ServiceElsewhere
from shared.domain.hall import Hall
from shared.domain.names import folded, named
from shared.domain.offering import instead
from shared.domain.plan import Plan, Service

log = logging.getLogger(__name__)


def gone_to(hall: Hall, names: Mapping[str, str] | str) -> Elsewhere | None:
    """Return where the procedure with one of these *names* is done today.

    None stands for here: most procedures are.
    """
    return next(
        (g for g in hall.plan.elsewhere if g.holds_on(hall.day) and g.has(names)), None
    )


def tell_of_unknown(plan: Plan, procedures: Sequence[Procedure]) -> None:
    """Log the names of procedures done elsewhere that nothing here is called.

    A slip of the pen would go on giving numbers for what is done in another office.
    """
    known = {folded(name) for each in procedures for name in each.name.values()}
    known |= {folded(word) for service in plan.services for word in service.words}
    for gone in plan.elsewhere:
        for name in (each for each in gone.procedures if folded(each) not in known):
            log.warning("%r is done elsewhere, but nothing here is called that", name)


def refusal_of_procedure(
    hall: Hall, service: Service, there: Elsewhere
) -> ServiceElsewhere:
    """Return why there is no number of *service* for a procedure done *there*."""
    desks = instead(hall, service)
    return ServiceElsewhere(service.id, there.office["vi"], there.since, desks)


def place_words(there: Elsewhere, texts: Texts, language: str) -> str:
    """Return in which office something is done now."""
    return texts.elsewhere.place.format(office=briefly(there, language))


def soon_words(there: Elsewhere, texts: Texts, language: str) -> str:
    """Return for a card where something is done soon, and from which day on."""
    office, date = briefly(there, language), f"{there.since:%d/%m}"
    return texts.elsewhere.soon.format(office=office, date=date)


def day_words(day: date) -> str:
    """Return *day* as it is written here: 01/12/2026."""
    return f"{day:%d/%m/%Y}"


def briefly(there: Elsewhere, language: str) -> str:
    """Return the office without its city, which stands at the head of the screen."""
    return named(there.office, language).split(" – ")[0]
