"""The states of the kiosk in an office that has given something to another one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk.morning import Morning, Scene
from kiosk.picture import Screen, Visit
from shared.domain.elsewhere import Elsewhere, ProceduresElsewhere
from shared.domain.errors import ServiceElsewhere
from shared.domain.plan import Plan

OFFICE = {
    "vi": "UBND XÃ BÌNH MẪU – TP HÀ NỘI",
    "en": "People's Committee of Binh Mau Commune – Ha Noi",
}
ADDRESS = {"vi": "Số 12 đường Bình Mẫu, thôn 3", "en": "12 Binh Mau Road, Hamlet 3"}


def elsewhere_scenes(morning: Morning, language: str, suffix: str) -> Iterator[Scene]:
    """Return what has gone, what goes soon, and where to go for it."""
    visit, hall = Visit(language=language), morning.hall
    # The numbers were given before: a plan changes at the turn of a day.
    hall.plan = _parted(hall.plan, morning)
    gone = hall.plan.services[1].id
    soon = replace(visit, service=hall.plan.services[3].id)
    yield morning.show("home-elsewhere" + suffix, Screen.HOME, visit)
    yield morning.show("confirm-elsewhere-soon" + suffix, Screen.CONFIRM, soon)
    told = replace(visit, service=gone, trouble=ServiceElsewhere.code)
    for name, screen, seen in (
        ("shut-elsewhere", Screen.REFUSED, told),
        ("shut-procedure-elsewhere", Screen.REFUSED, replace(told, word="Sao y")),
        ("search-elsewhere", Screen.SEARCH, replace(visit, query="chứng thực")),
    ):
        parts = {"service": gone, "office": OFFICE["vi"], "instead": ""}
        yield morning.show(name + suffix, screen, replace(seen, parts=parts))


def _parted(plan: Plan, morning: Morning) -> Plan:
    """Return *plan* without its second service, and soon without its fourth."""
    today = morning.hall.day
    there = Elsewhere(office=OFFICE, since=today, address=ADDRESS)
    soon = replace(there, since=today + timedelta(days=9))
    fates = {1: there, 3: soon}
    services = tuple(
        replace(service, elsewhere=fates.get(place))
        for place, service in enumerate(plan.services)
    )
    papers = ProceduresElsewhere(office=OFFICE, since=today, procedures=("sao y",))
    return replace(plan, services=services, elsewhere=(papers,))
