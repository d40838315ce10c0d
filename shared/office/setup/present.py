"""The answers that the settings give as they are now: what Enter keeps."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from shared.config import load, table_in
from shared.domain.calendar import Hours
from shared.domain.plan import Plan
from shared.office.pc import pc_in
from shared.office.setup.answers import (
    SAMPLE_ID,
    SESSIONS,
    USUAL_HOURS,
    Answers,
    CounterAnswer,
    DisplayAnswer,
    KioskAnswer,
    OfficeAnswer,
    Preset,
    PrinterAnswer,
    ServiceAnswer,
    Session,
    ZoneAnswer,
)

NARROW_DOTS = 400
"""A print head with fewer dots has paper of 58 mm."""

LOCAL = ("127.0.0.1", "localhost", "::1")


def plan_file(config: Path, preset: Preset) -> Path:
    """Return the file with the zones, services and counters of *preset*."""
    if preset == "present":
        return config / "office.toml"
    return config / "presets" / f"{preset}.toml"


def answers_in(config: Path) -> Answers:
    """Return what the files of the folder *config* answer.

    Raises:
        ConfigError: One of them cannot be used.
    """
    plan = load(config / "office.toml", Plan)
    kiosk, display = table_in(config / "kiosk.toml"), table_in(config / "display.toml")
    programs = pc_in(config).programs
    return Answers(
        office=OfficeAnswer(
            name=plan.name["vi"], unit=plan.unit["vi"], id=plan.id, kiosks=plan.kiosks
        ),
        zones=zones_of(plan),
        services=services_of(plan),
        counters=counters_of(plan),
        hours=_hours(plan.hours) if plan.hours else {},
        kiosk=KioskAnswer(
            here="kiosk" in programs, inches=kiosk.get("panel_inches", 21.5)
        ),
        printer=_printer(config, kiosk.get("printer", {})),
        display=DisplayAnswer(
            here="display" in programs,
            screen=display.get("screen", 0),
            inches=display.get("panel_inches", 43.0),
        ),
        others=table_in(config / "hub.toml").get("host", LOCAL[0]) not in LOCAL,
    )


def first_guess(answers: Answers) -> Answers:
    """Return what is offered to an office that was never set up: usual hours."""
    if answers.office.id != SAMPLE_ID:
        return answers
    return replace(answers, hours=answers.hours or USUAL_HOURS, others=True)


def with_preset(answers: Answers, plan: Plan, preset: Preset) -> Answers:
    """Return *answers* with the zones, services and counters of a preset's *plan*."""
    return replace(
        answers,
        preset=preset,
        zones=zones_of(plan),
        services=services_of(plan),
        counters=counters_of(plan),
    )


def zones_of(plan: Plan) -> tuple[ZoneAnswer, ...]:
    """Return the zones of *plan* as answers."""
    return tuple(ZoneAnswer(id=zone.id, name=zone.name["vi"]) for zone in plan.zones)


def services_of(plan: Plan) -> tuple[ServiceAnswer, ...]:
    """Return the services of *plan* as answers."""
    return tuple(
        ServiceAnswer(id=service.id, name=service.name["vi"], zone=service.zone)
        for service in plan.services
    )


def counters_of(plan: Plan) -> tuple[CounterAnswer, ...]:
    """Return the counters of *plan* as answers."""
    return tuple(
        CounterAnswer(
            id=counter.id,
            serves=counter.serves,
            helps=counter.helps,
            priority=counter.priority,
            zone=counter.zone,
        )
        for counter in plan.counters
    )


def _hours(hours: Hours) -> dict[Session, str] | None:
    """Return the sessions, or None where they are others than we ask for."""
    found: dict[Session, str] = {}
    by_id = {session.id: session for session in hours.sessions}
    for name in SESSIONS:
        if session := by_id.pop(name, None):
            found[name] = f"{session.opens}-{session.closes}"
    return None if by_id else found


def _printer(config: Path, table: dict[str, Any]) -> PrinterAnswer:
    kind = table.get("kind", "virtual")
    profile = Path(table.get("profile", "")).name
    file = config / "printers" / profile
    dots = table_in(file).get("width_dots", 576) if profile and file.exists() else 576
    return PrinterAnswer(
        place=kind if kind == "virtual" else f"{kind}:{table.get('device', '')}",
        paper_mm=58 if table.get("dots", dots) < NARROW_DOTS else 80,
        profile=profile,
        baud=table.get("baud"),
    )
