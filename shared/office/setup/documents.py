"""Writes each settings file anew as the answers want it, comments kept."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import tomlkit

from shared.office.pc import FILE as PC_FILE
from shared.office.pc import ROLES, Role, pc_in
from shared.office.setup.answers import Answers, PrinterAnswer, span_of
from shared.office.setup.edits import with_values
from shared.office.setup.plans import plan_text
from shared.office.setup.present import plan_file

NARROW_PROFILE = "xprinter-58.toml"
WIDE_MM = 80
DAYS = "từ thứ Hai đến thứ Sáu"


def documents(config: Path, answers: Answers) -> dict[str, str]:
    """Return the texts that the files of the folder *config* are to have, by name.

    Raises:
        ValueError: The answers name something that is not there.
        OSError: A file cannot be read.
    """
    texts = {
        name: (config / name).read_text(encoding="utf-8")
        for name in ("office.toml", "hub.toml", "kiosk.toml", "display.toml")
    }
    texts[PC_FILE] = text_of_pc(config)
    texts["office.toml"] = plan_text(
        texts["office.toml"],
        answers,
        preset=plan_file(config, answers.preset).read_text(encoding="utf-8"),
        spare=plan_file(config, "functional").read_text(encoding="utf-8"),
    )
    texts["hub.toml"] = _hub(texts["hub.toml"], answers)
    texts["kiosk.toml"] = _kiosk(texts["kiosk.toml"], answers, config)
    texts["display.toml"] = _display(texts["display.toml"], answers)
    texts[PC_FILE] = _pc(texts[PC_FILE], answers, config)
    return texts


def text_of_pc(config: Path) -> str:
    """Return the text of the PC's file; older folders have none."""
    file = config / PC_FILE
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _hub(text: str, answers: Answers) -> str:
    if answers.others is None:
        return text
    host = tomlkit.parse(text).get("host", "")
    if answers.others is (host not in ("127.0.0.1", "localhost")):
        return text
    return with_values(text, {"host": "0.0.0.0" if answers.others else "127.0.0.1"})


def _kiosk(text: str, answers: Answers, config: Path) -> str:
    values: dict[str, Any] = {}
    if answers.kiosk.inches is not None:
        values["panel_inches"] = answers.kiosk.inches
    kiosks = answers.office.kiosks
    if kiosks is not None and tomlkit.parse(text).get("number", 0) > kiosks:
        values["number"] = kiosks
    text = with_values(text, values)
    wanted = _printer(answers.printer, config)
    before: Any = tomlkit.parse(text)["printer"]
    if wanted.get("profile", before.get("profile")) != before.get("profile"):
        wanted["dots"] = None  # they were those of another paper
    return with_values(text, wanted, section="printer")


def _printer(printer: PrinterAnswer, config: Path) -> dict[str, Any]:
    """Return the values of the table ``[printer]``."""
    values: dict[str, Any] = {}
    if printer.place:
        kind, _, device = printer.place.partition(":")
        values = {"kind": kind, "device": device, "baud": printer.baud}
        if kind == "virtual":
            values["device"] = ""
    if printer.profile or printer.paper_mm is not None:
        profile = _profile(printer, config)
        values["profile"] = f"printers/{profile}" if profile else None
    return values


def _profile(printer: PrinterAnswer, config: Path) -> str:
    """Return the profile's file; "" for an Epson, which needs none."""
    name = PurePosixPath(printer.profile).name
    if printer.paper_mm is not None and name:
        table = tomlkit.parse((config / "printers" / name).read_text(encoding="utf-8"))
        narrow = table.get("width_dots", 576) < 400
        if narrow is (printer.paper_mm == WIDE_MM):
            name = ""
    if not name and printer.paper_mm not in (None, WIDE_MM):
        return NARROW_PROFILE
    return name


def _display(text: str, answers: Answers) -> str:
    display, values = answers.display, dict[str, Any]()
    if display.screen is not None:
        values["screen"] = display.screen
    if display.inches is not None:
        values["panel_inches"] = display.inches
    text = with_values(text, values)
    if answers.hours is None:
        return text
    document = tomlkit.parse(text)
    ticker: Any = document.get("ticker", [])
    told = next((i for i, line in enumerate(ticker) if "giờ làm" in line.lower()), None)
    if told is None:
        return text
    if answers.hours:
        ticker[told] = hours_in_words(answers.hours)
    else:
        del ticker[told]
    return tomlkit.dumps(document)


def hours_in_words(hours: Mapping[Any, str]) -> str:
    """Return the line at the foot of the display that tells the *hours*."""
    parts = []
    for session, word in (("morning", "sáng"), ("afternoon", "chiều")):
        if span := span_of(hours.get(session, "")):
            parts.append(f"{word} {_span(span)}")
    line = f"{', '.join(parts)}, {DAYS}" if parts else ""
    if span := span_of(hours.get("saturday", "")):
        line += f"{'; ' if line else ''}thứ Bảy {_span(span)}"
    return f"Giờ làm việc: {line}"


def _span(span: tuple[str, str]) -> str:
    return " – ".join(clock.removeprefix("0") for clock in span)


def _pc(text: str, answers: Answers, config: Path) -> str:
    programs: set[Role] = {"hub", *pc_in(config).programs}
    wishes: dict[Role, bool | None] = {
        "kiosk": answers.kiosk.here,
        "display": answers.display.here,
    }
    for role, here in wishes.items():
        if here is not None:
            programs = programs | {role} if here else programs - {role}
    return with_values(text, {"programs": [r for r in ROLES if r in programs]})
