"""What the technician sees behind the corner, as data: the PIN pad and the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.staff_texts import StaffTexts
from printer.state import READY, PrinterNow
from shared.domain.times import local

NUMBERS_SHOWN = 12
PAPER_OUT = "paper_out"


class Order(StrEnum):
    """What a technician can have done."""

    PRINT_TEST = "print_test"
    NEW_ROLL = "new_roll"
    RESTART = "restart"
    LEAVE = "leave"


AFTER_A_SECOND_TOUCH = frozenset({Order.NEW_ROLL, Order.RESTART, Order.LEAVE})
"""These change something that a slip of the finger must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPicture:
    """The PIN pad, or how to set a PIN where there is none."""

    texts: StaffTexts
    title: str
    hint: str
    digits: int = 0
    """How many were typed; which, no screen shows."""

    pad: bool = True
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A fact about the machine."""

    label: str
    value: str
    good: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """The technician's page."""

    texts: StaffTexts
    title: str
    rows: tuple[Row, ...]
    orders: tuple[tuple[Order, str], ...]
    """What can be touched, and the words on it."""

    log: tuple[str, ...]
    """The last lines of the log, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How the last test print went."""

    at: int
    told: tuple[str, ...] | None = None
    """What each printer said; None while it is printing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """All there is to know about this kiosk."""

    station: str
    version: str
    hub: str
    """Its address."""

    online: bool
    hub_waits: bool = False
    barred: str = ""
    """What has to be mended before there is a link, in words."""

    printers: tuple[PrinterNow, ...] | None = None
    """None until the printing has said how it is."""

    scanner: str | None = None
    """`ready` or `away`; None where the office does not limit by cards."""

    scanner_port: str = ""
    """Where it should be; empty if none is set."""

    unprinted: tuple[str, ...] = ()
    test: Trial | None = None
    log: tuple[str, ...] = ()


def pin_picture(
    texts: StaffTexts,
    *,
    has_pin: bool,
    digits: int,
    wrong: int | None,
    seconds_locked: int,
) -> PinPicture:
    """Return the PIN pad; *wrong* is how many tries are left after a mistake."""
    if not has_pin:
        title, hint = texts.pin_missing, texts.pin_missing_hint
        return PinPicture(texts=texts, title=title, hint=hint, pad=False)
    hint = texts.pin_hint
    if wrong is not None:
        hint = texts.pin_wrong.format(tries=wrong)
    if seconds_locked:
        hint = texts.pin_locked.format(seconds=seconds_locked)
    return PinPicture(
        texts=texts,
        title=texts.pin_title,
        hint=hint,
        digits=digits,
        locked=bool(seconds_locked),
    )


def staff_page(
    machine: Machine,
    texts: StaffTexts,
    faults: Mapping[str, str],
    *,
    touched: Order | None = None,
) -> StaffPage:
    """Return the page about *machine*; *faults* words the codes of printers.

    *touched* is the order that a second touch gives.
    """
    rows = [_hub(machine, texts), *_printers(machine, texts, faults)]
    rows += _scanner(machine, texts)
    rows.append(_unprinted(machine, texts))
    if machine.test is not None:
        rows.append(_test(machine.test, texts, faults))
    return StaffPage(
        texts=texts,
        title=texts.title.format(station=machine.station, version=machine.version),
        rows=tuple(rows),
        orders=tuple((order, _words(order, texts, touched)) for order in Order),
        log=machine.log or (texts.log_empty,),
    )


def _hub(machine: Machine, texts: StaffTexts) -> Row:
    if machine.online:
        words = texts.hub_here
    else:
        words = texts.hub_waits if machine.hub_waits else texts.hub_away
        words = machine.barred or words
    return Row(texts.hub, f"{words} · {machine.hub}", good=machine.online)


def _printers(
    machine: Machine, texts: StaffTexts, faults: Mapping[str, str]
) -> list[Row]:
    if machine.printers is None:
        return [Row(texts.printer.format(n=1), texts.printer_unknown, good=False)]
    rows = []
    for place, printer in enumerate(machine.printers, 1):
        words = [_health(printer, texts, faults), _paper(printer, texts), printer.name]
        rows.append(
            Row(
                texts.printer.format(n=place),
                " · ".join(filter(None, words)),
                good=not printer.trouble and not printer.low,
            )
        )
    return rows


def _health(printer: PrinterNow, texts: StaffTexts, faults: Mapping[str, str]) -> str:
    if not printer.trouble:
        return texts.printer_ready
    return _fault(printer.trouble, texts, faults)


def _fault(code: str, texts: StaffTexts, faults: Mapping[str, str]) -> str:
    if code == PAPER_OUT:
        return texts.paper_out
    return faults.get(code) or texts.printer_fault.format(code=code)


def _paper(printer: PrinterNow, texts: StaffTexts) -> str:
    if printer.trouble == PAPER_OUT:
        return ""  # that has been said
    if printer.metres is None:
        return texts.paper_low if printer.low else texts.paper_unknown
    left = texts.paper_left.format(metres=printer.metres)
    return f"{left}, {texts.paper_low}" if printer.low else left


def _scanner(machine: Machine, texts: StaffTexts) -> list[Row]:
    port = machine.scanner_port
    match machine.scanner:
        case None:
            return [Row(texts.scanner, texts.scanner_idle)] if port else []
        case "ready":
            return [Row(texts.scanner, texts.scanner_ready.format(port=port))]
        case _:
            words = texts.scanner_away if port else texts.scanner_missing
            return [Row(texts.scanner, words.format(port=port), good=False)]


def _unprinted(machine: Machine, texts: StaffTexts) -> Row:
    numbers = machine.unprinted
    if not numbers:
        return Row(texts.unprinted, texts.unprinted_none)
    words = ", ".join(numbers[:NUMBERS_SHOWN])
    more = len(numbers) - NUMBERS_SHOWN
    if more > 0:
        words = texts.unprinted_more.format(numbers=words, more=more)
    return Row(texts.unprinted, words, good=False)


def _test(test: Trial, texts: StaffTexts, faults: Mapping[str, str]) -> Row:
    if test.told is None:
        return Row(texts.test, texts.test_running)
    if not test.told:
        return Row(texts.test, texts.test_broken, good=False)
    wrong = [code for code in test.told if code != READY]
    if not wrong:
        return Row(texts.test, texts.test_done.format(time=f"{local(test.at):%H:%M}"))
    reasons = ", ".join(_fault(code, texts, faults) for code in wrong)
    return Row(texts.test, texts.test_failed.format(reasons=reasons), good=False)


def _words(order: Order, texts: StaffTexts, touched: Order | None) -> str:
    """Return what stands on the button of *order*."""
    sure = touched is order
    match order:
        case Order.PRINT_TEST:
            return texts.print_test
        case Order.NEW_ROLL:
            return texts.new_roll_sure if sure else texts.new_roll
        case Order.RESTART:
            return texts.restart_sure if sure else texts.restart
        case Order.LEAVE:
            return texts.leave_sure if sure else texts.leave
