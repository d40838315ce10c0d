"""The words of the PIN pad and of the technician's page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTexts:
    """The table [kiosk.staff] of a file of words."""

    pin_title: str
    pin_hint: str
    pin_wrong: str
    pin_locked: str
    pin_missing: str
    pin_missing_hint: str
    delete: str
    enter: str
    close: str
    title: str
    hub: str
    hub_here: str
    hub_waits: str
    hub_away: str
    printer: str
    printer_unknown: str
    printer_fault: str
    printer_ready: str
    paper_left: str
    paper_low: str
    paper_unknown: str
    paper_out: str
    scanner: str
    scanner_ready: str
    scanner_away: str
    scanner_missing: str
    scanner_idle: str
    unprinted: str
    unprinted_none: str
    unprinted_more: str
    test: str
    test_running: str
    test_done: str
    test_failed: str
    test_broken: str
    print_test: str
    new_roll: str
    new_roll_sure: str
    restart: str
    restart_sure: str
    leave: str
    leave_sure: str
    log: str
    log_empty: str
