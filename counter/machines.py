"""What the staff should know of the office's other machines, as data."""

from collections.abc import Iterable

from counter.texts import Texts
from shared.wire.messages import Notice, Report, StationNow

READY, AWAY = "ready", "away"
NUMBERS_SHOWN = 5
"""So many numbers without paper are named; of the others only the count."""


def machines_of(stations: Iterable[StationNow], texts: Texts) -> tuple[str, ...]:
    """Return a line for each machine that somebody should look after.

    Those at which a citizen waits for staff come first.
    """
    lines = (_line(now, texts) for now in sorted(stations, key=_urgency))
    return tuple(line for line in lines if line)


def notices_of(notices: Iterable[Notice], texts: Texts) -> tuple[str, ...]:
    """Return a line for each of the hub's *notices* that there are words for."""
    lines = (texts.notices.get(notice.code, "") for notice in notices)
    with_parts = zip(lines, notices, strict=True)
    return tuple(line.format_map(notice.parts) for line, notice in with_parts if line)


def _urgency(now: StationNow) -> tuple[bool, str]:
    return (not (now.here and now.report.needs_help), now.station)


def _line(now: StationNow, texts: Texts) -> str:
    if now.role == "counter":
        return ""
    words = [*_troubles(now.report, texts)] if now.here else [texts.machine_away]
    if now.here and now.skew is not None:
        minutes = round(abs(now.skew) / 60)
        words.append(texts.clock_wrong.format(minutes=minutes))
    if not words:
        return ""
    name = texts.machine.format(station=now.station)
    return f"{name}: {' · '.join(words)}"


def _troubles(report: Report, texts: Texts) -> list[str]:
    words = [texts.needs_help] if report.needs_help else []
    if report.printer not in (None, READY):
        words.append(texts.printers.get(str(report.printer), texts.printer_other))
    elif report.paper == "low":
        words.append(_low(report, texts))
    if silence := texts.sounds.get(report.sound or ""):
        words.append(silence)
    if report.unprinted:
        words.append(_unprinted(report.unprinted, texts))
    if report.unmerged:
        numbers = ", ".join(report.unmerged[-NUMBERS_SHOWN:])
        words.append(texts.unmerged.format(numbers=numbers))
    if report.scanner == AWAY:
        words.append(texts.scanner_away)
    return words


def _low(report: Report, texts: Texts) -> str:
    if report.paper_metres is None:
        return texts.paper_low
    return texts.paper_left.format(metres=report.paper_metres)


def _unprinted(numbers: tuple[str, ...], texts: Texts) -> str:
    # The last ones are those who may still stand at the kiosk.
    shown = ", ".join(numbers[-NUMBERS_SHOWN:])
    more = len(numbers) - NUMBERS_SHOWN
    template = texts.unprinted_more if more > 0 else texts.unprinted
    return template.format(numbers=shown, more=more)
