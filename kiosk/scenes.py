"""Every state the kiosk can be in, on a made-up busy morning, for pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kiosk.asides import closings, findings, undoings
from kiosk.away_scenes import away_scenes
from kiosk.card_scenes import card_scenes
from kiosk.comfort_scenes import comforts
from kiosk.elsewhere_scenes import elsewhere_scenes
from kiosk.morning import Morning, Scene
from kiosk.picture import Screen, Visit
from kiosk.procedures import Procedure
from kiosk.staff_scenes import BARRED
from kiosk.texts import Texts
from shared.domain.plan import Plan


def scenes(
    plan: Plan, texts: Mapping[str, Texts], procedures: Sequence[Procedure] = ()
) -> Iterator[Scene]:
    """Return a scene for each state of the kiosk."""
    for language, suffix in (("vi", ""), ("en", "-english")):
        morning = Morning(plan, texts)
        first, longest = _services(plan)
        fresh = Visit(language=language)
        entitled = Visit(language=language, priority=True)
        for name, screen, visit in (
            ("connecting", Screen.CONNECTING, fresh),
            ("home", Screen.HOME, fresh),
            ("home-priority", Screen.HOME, entitled),
            ("confirm", Screen.CONFIRM, _for(fresh, longest)),
            ("confirm-priority", Screen.CONFIRM, _for(entitled, first)),
            ("late", Screen.LATE, _for(fresh, first)),
            ("hub-away", Screen.AWAY, fresh),
            ("refused", Screen.REFUSED, _for(fresh, first, trouble="unknown_service")),
            ("out-of-service", Screen.OUT_OF_SERVICE, fresh),
            ("asked", Screen.PRINTING, _for(fresh, first)),
        ):
            yield morning.show(name + suffix, screen, visit)
        scene = morning.show(f"barred{suffix}", Screen.AWAY, fresh)
        yield replace(scene, picture=replace(scene.picture, barred=BARRED))
        for name, screen, visit in (
            ("home-paperless", Screen.HOME, fresh),
            ("confirm-paperless", Screen.CONFIRM, _for(fresh, first)),
        ):
            scene = morning.show(name + suffix, screen, visit)
            yield replace(scene, picture=replace(scene.picture, paperless=True))
        yield from _with_number(morning, language, suffix, (first, longest))
        yield from closings(plan, texts, language, suffix)
        yield from findings(plan, texts, procedures, language, suffix)
        yield from undoings(plan, texts, language, suffix)
        yield from comforts(morning, language, suffix)
        yield from away_scenes(morning, language, suffix)
        yield from card_scenes(morning, language, suffix)
        yield from elsewhere_scenes(Morning(plan, texts, procedures), language, suffix)


def _with_number(
    morning: Morning, language: str, suffix: str, services: tuple[str, str]
) -> Iterator[Scene]:
    first, longest = services
    ordinary = Visit(language=language, given=morning.give(first))
    entitled = Visit(language=language, given=morning.give(longest, priority=True))
    for name, screen, visit, trouble in (
        ("printing", Screen.PRINTING, ordinary, ""),
        ("take", Screen.TAKE, ordinary, ""),
        ("take-priority", Screen.TAKE, entitled, ""),
        ("no-paper", Screen.UNPRINTED, ordinary, "paper_out"),
        ("half-printed", Screen.UNPRINTED, entitled, "half_printed"),
        ("printer-trouble", Screen.UNPRINTED, ordinary, "cover_open"),
        ("broken-with-number", Screen.OUT_OF_SERVICE, ordinary, ""),
    ):
        seen = Visit(language=language, given=visit.given, trouble=trouble)
        yield morning.show(name + suffix, screen, seen)


def _for(visit: Visit, service: str, *, trouble: str = "") -> Visit:
    return Visit(
        language=visit.language,
        priority=visit.priority,
        service=service,
        trouble=trouble,
    )


def _services(plan: Plan) -> tuple[str, str]:
    """Return the first service, and the one with the longest name."""
    longest = max(plan.services, key=lambda service: len(service.name["vi"]))
    return plan.services[0].id, longest.id
