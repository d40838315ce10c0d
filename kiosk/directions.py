"""The screen that tells a citizen which office does now what he came for."""

from collections.abc import Mapping, Sequence

from kiosk.closing import Closing, Reason
from kiosk.elsewhere import briefly, day_words, gone_to
from kiosk.picture import Visit
from kiosk.procedures import Procedure
from kiosk.texts import Texts
from shared.domain.elsewhere import Elsewhere
from shared.domain.hall import Hall
from shared.domain.names import named
from shared.domain.offering import instead


def directions(
    hall: Hall, visit: Visit, procedures: Sequence[Procedure], texts: Texts
) -> Closing | None:
    """Return where to go for what the citizen of *visit* wants, None for nowhere."""
    service = hall.plan.service_by_id.get(visit.service or "")
    if service is None:
        return None
    words, language = texts.elsewhere, visit.language
    wanted = _procedure(visit, procedures)
    there = gone_to(hall, wanted) if wanted else None
    if wanted and there:
        name = wanted if isinstance(wanted, str) else named(wanted, language)
        title = words.title_procedure
        what = Reason("file-text", words.procedure, name, said=False)
    else:
        there, name = service.elsewhere, named(service.name, language)
        title, what = words.title, Reason("file-text", texts.closing.service, name)
    if there is None:
        return None
    desks = instead(hall, service)
    helped = texts.closing.desks if desks else texts.closing.desks_unknown
    help_ = Reason(
        "circle-help", texts.closing.help_label, helped.format(counters=desks)
    )
    way = _way(there, texts, language)
    return Closing(title=title, reasons=(what, *way, help_))


def notice_of(hall: Hall, visit: Visit, texts: Texts) -> str:
    """Return that the service of *visit* is elsewhere soon, empty if it is not."""
    service = hall.plan.service_by_id.get(visit.service or "")
    there = service.elsewhere if service else None
    if there is None or not there.is_announced_on(hall.day):
        return ""
    office, day = briefly(there, visit.language), day_words(there.since)
    return texts.elsewhere.notice.format(office=office, date=day)


def _way(there: Elsewhere, texts: Texts, language: str) -> list[Reason]:
    words = texts.elsewhere
    address = named(there.address, language) if there.address else ""
    return [
        Reason("building-2", words.office, named(there.office, language), said=False),
        *([Reason("map-pin", words.address, address, said=False)] if address else []),
        Reason("calendar", words.since, day_words(there.since), said=False),
    ]


def _procedure(
    visit: Visit, procedures: Sequence[Procedure]
) -> Mapping[str, str] | str | None:
    """Return what the procedure that was found is called, if it was one."""
    if visit.procedure is not None and visit.procedure < len(procedures):
        return procedures[visit.procedure].name
    return visit.word or None
