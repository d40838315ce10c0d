"""Writes the office's plan: its names, zones, services, counters and hours."""

import re
from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.items import AoT

from shared.office.setup.answers import (
    SAMPLE_ID,
    SESSIONS,
    Answers,
    CounterAnswer,
    OfficeAnswer,
    ServiceAnswer,
    ZoneAnswer,
    id_for,
    span_of,
)
from shared.office.setup.edits import uncommented, with_values, words

Table = Any
"""A table of tomlkit, whose own types say nothing of what is in it."""

LOOKS = (
    ("map-pin", "#15437F"), ("file-text", "#0A5034"), ("stamp", "#5B3A8C"),
    ("store", "#6B4A00"), ("file-check", "#7A0811"),
)  # fmt: skip
"""Icon and colour of a zone that had none, in turn."""

SESSION_NAMES = {
    "morning": ("Sáng", "Morning"),
    "afternoon": ("Chiều", "Afternoon"),
    "saturday": ("Sáng thứ Bảy", "Saturday morning"),
}


def plan_text(text: str, answers: Answers, *, preset: str, spare: str) -> str:
    """Return the *text* of ``office.toml`` as it is with *answers*.

    *preset* is the file whose zones, services and counters are taken, *spare* one
    that has every service, for those that were left out earlier.
    """
    text = _with_hours(text, answers)
    document = tomlkit.parse(text)
    if answers.preset != "present":
        source = tomlkit.parse(preset)
        for key in ("zones", "services", "counters"):
            document[key] = source[key]
    _name(document, answers.office)
    if answers.zones:
        document["zones"] = _zones(document["zones"], answers.zones)
    if answers.services:
        known = [*_tables(tomlkit.parse(spare)["services"])]
        known += _tables(document["services"])
        document["services"] = _services(known, answers.services)
    if answers.counters:
        zones = {table["id"]: table["zone"] for table in _tables(document["services"])}
        document["counters"] = _counters(document["counters"], answers.counters, zones)
    return _tidy(tomlkit.dumps(document))


def _tidy(text: str) -> str:
    """Return *text* with one empty line where tables have left several."""
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def _name(document: Table, office: OfficeAnswer) -> None:
    before = document["name"]["vi"]
    if office.name and office.name != before:
        document["name"] = words(vi=office.name, en=office.name_en)
    if office.unit and office.unit != document["unit"]["vi"]:
        document["unit"] = words(vi=office.unit, en=office.unit_en)
    if office.kiosks is not None:
        document["kiosks"] = office.kiosks
    renamed = office.name not in ("", before) and document["id"] == SAMPLE_ID
    new = office.id or (id_for(office.name) if renamed else "")
    if new and new != document["id"]:
        document["id"] = new


def _zones(before: Table, zones: Iterable[ZoneAnswer]) -> AoT:
    known = {table["id"]: table for table in _tables(before)}
    made = []
    for place, zone in enumerate(zones):
        table = known.get(zone.id) or _table(id=zone.id)
        _rename(table, zone.name)
        if zone.id not in known:
            table["icon"], table["colour"] = LOOKS[place % len(LOOKS)]
        made.append(table)
    return _array(made)


def _services(known: Iterable[Table], services: Iterable[ServiceAnswer]) -> AoT:
    by_id = {table["id"]: table for table in known}
    made = []
    for service in services:
        if service.id not in by_id:
            digits = ", ".join(sorted(by_id))
            raise ValueError(f"service {service.id} is none of {digits}")
        table = by_id[service.id]
        _rename(table, service.name)
        if service.zone and table["zone"] != service.zone:
            table["zone"] = service.zone
        made.append(table)
    return _array(made)


def _counters(
    before: Table, counters: Iterable[CounterAnswer], zones: dict[str, str]
) -> AoT:
    known = {table["id"]: table for table in _tables(before)}
    made = []
    for counter in counters:
        for id_ in (*counter.serves, *counter.helps):
            if id_ not in zones:
                raise ValueError(
                    f"counter {counter.id} has the unknown service {id_!r}"
                )
        table = known.get(counter.id) or _table(id=counter.id)
        own = zones.get(counter.serves[0], "") if counter.serves else ""
        values = {
            "zone": counter.zone or own,
            "serves": list(counter.serves),
            "helps": list(counter.helps) or None,
            "priority": counter.priority or None,
        }
        for key, value in values.items():
            if value is None:
                table.pop(key, None)
            elif table.get(key) != value:
                table[key] = value
        made.append(table)
    return _array(made)


def _rename(table: Table, name: str) -> None:
    """Give *table* another name; what it is called elsewhere is no longer true."""
    if name and table.get("name", {}).get("vi") != name:
        table["name"] = words(vi=name)
        table.pop("short", None)


def _with_hours(text: str, answers: Answers) -> str:
    if answers.hours is None:
        return text
    if not answers.hours:
        return with_values(text, {"hours": None})
    if "hours" not in tomlkit.parse(text):
        text = uncommented(text, "[hours]", "]")
    document = tomlkit.parse(text)
    hours: Table = document.setdefault("hours", tomlkit.table())
    sessions = tomlkit.array().multiline(multiline=True)
    for session in SESSIONS:
        if span := span_of(answers.hours.get(session, "")):
            sessions.append(_session(session, span))
    if hours.get("sessions") != sessions:
        hours["sessions"] = sessions
    return tomlkit.dumps(document)


def _session(session: str, span: tuple[str, str]) -> Table:
    table = tomlkit.inline_table()
    vietnamese, english = SESSION_NAMES[session]
    table["id"] = session
    table["name"] = words(vi=vietnamese, en=english)
    table["opens"], table["closes"] = span
    if session == "saturday":
        table["days"] = ["sat"]
    return table


def _tables(array: Table) -> list[Table]:
    return list(array)


def _table(**values: str) -> Table:
    table = tomlkit.table()
    table.update(values)
    return table


def _array(tables: Iterable[Table]) -> AoT:
    """Return *tables* as an array, an empty line between two."""
    array = tomlkit.aot()
    for table in tables:
        table.add(tomlkit.nl())
        array.append(table)
    return array
