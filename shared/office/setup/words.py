"""What `motcua-office setup` says: the table ``[setup]`` of the Vietnamese texts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Its sentences; those with braces are filled in."""

    welcome: str
    how: str
    yes: str
    no: str
    yes_or_no: str
    too_long: str
    number_between: str
    unknown_ids: str
    not_empty: str

    name: str
    unit: str
    preset: str
    preset_present: str
    preset_functional: str
    preset_by_field: str
    preset_own: str
    zones: str
    zone_count: str
    zone_name: str
    services: str
    services_offered: str
    services_some: str
    services_rename: str
    service_name: str
    service_zone: str
    counters: str
    counters_keep: str
    counter_count: str
    counter_serves: str
    counter_helps: str
    priority_counters: str
    counter_needs: str
    hours: str
    hours_usual: str
    hours_saturday: str
    hours_own: str
    hours_always: str
    hours_keep: str
    morning: str
    afternoon: str
    saturday: str
    hours_wrong: str
    kiosk: str
    kiosk_here: str
    kiosks: str
    inches: str
    printer: str
    looking: str
    printer_which: str
    printer_ready: str
    printer_not_ready: str
    printer_unknown: str
    printer_silent: str
    printer_other: str
    printer_virtual: str
    printer_place: str
    printer_wrong: str
    paper: str
    paper_mm: str
    display: str
    display_here: str
    display_screen: str
    display_inches: str
    others: str
    others_question: str

    summary: str
    correct: str
    nobody_serves: str
    checking: str
    wrong: str
    written: str
    kept: str
    nothing_changed: str
    mended: str
    print_now: str
    printed: str
    sent: str
    drawn: str
    not_printed: str
    autostart: str
    autostart_made: str
    autostart_failed: str
    pair: str
    paired: str
    pair_known: str
    pair_failed: str
    next: str
    next_start: str
    next_restart: str
    next_pin: str
    next_others: str

    mistakes: Mapping[str, str]
    """What may be wrong with a file of answers, and what kinds of values are called."""
