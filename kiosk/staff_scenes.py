"""The technician's screens on a made-up morning, for pictures."""

from collections.abc import Iterator

from kiosk.morning import MORNING
from kiosk.technician import (
    Machine,
    Order,
    PinPicture,
    StaffPage,
    Trial,
    pin_picture,
    staff_page,
)
from kiosk.texts import Texts
from printer.state import PrinterNow

LOG = (
    "07:45:02 INFO shared.hub: the kiosk is here",
    "07:45:03 INFO kiosk.printing: the printer is ready",
    "08:02:11 WARNING shared.qt.link: the hub is away: [Errno 111] Connect call failed",
    "08:02:15 WARNING shared.qt.link: the hub has been silent for 3000 ms",
    (
        "08:05:40 WARNING printer.station: serial:/dev/serial/by-id/usb-FTDI_FT232R"
        ": the printer does not answer; the slip of number 1007 waits"
    ),
    "08:06:02 INFO printer.station: serial:/dev/ttyUSB0 is ready again",
    "08:14:00 INFO kiosk.pin: a technician has opened the service page",
)
PRINTERS = (
    PrinterNow(name="serial:/dev/ttyUSB0", metres=42),
    PrinterNow(name="usb:/dev/usb/lp1", trouble="paper_out", metres=0, low=True),
)
SCANNER = "/dev/ttyACM0"
BARRED = (
    "Máy này chưa được phép: mã của máy khác."
    " Cần xem lại station và token trong tệp cài đặt."
)
UNPRINTED = tuple(str(1007 + n) for n in range(14))


def staff_scenes(texts: Texts) -> Iterator[tuple[str, PinPicture | StaffPage]]:
    """Return each state of the technician's screens, and its name."""
    yield "pin", _pad(texts)
    yield "pin-typed", _pad(texts, digits=6)
    yield "pin-wrong", _pad(texts, wrong=4)
    yield "pin-locked", _pad(texts, locked=60)
    yield "pin-missing", _pad(texts, has_pin=False)
    yield (
        "technician",
        _page(texts, PRINTERS[:1], test=Trial(at=MORNING, told=("ready",))),
    )
    yield (
        "technician-trouble",
        _page(
            texts,
            PRINTERS,
            online=False,
            scanner="away",
            unprinted=UNPRINTED,
            test=Trial(at=MORNING, told=("ready", "paper_out")),
            touched=Order.LEAVE,
        ),
    )
    yield (
        "technician-barred",
        _page(
            texts,
            PRINTERS[:1],
            online=False,
            barred=BARRED,
            test=Trial(at=MORNING, told=("ready",)),
        ),
    )


def _pad(
    texts: Texts,
    *,
    digits: int = 0,
    wrong: int | None = None,
    locked: int = 0,
    has_pin: bool = True,
) -> PinPicture:
    return pin_picture(
        texts.staff, has_pin=has_pin, digits=digits, wrong=wrong, seconds_locked=locked
    )


def _page(
    texts: Texts,
    printers: tuple[PrinterNow, ...],
    *,
    online: bool = True,
    barred: str = "",
    unprinted: tuple[str, ...] = (),
    scanner: str = "ready",
    test: Trial,
    touched: Order | None = None,
) -> StaffPage:
    machine = Machine(
        station="kiosk-1",
        version="0.1.0",
        hub="ws://192.168.1.10:8765",
        online=online,
        barred=barred,
        printers=printers,
        scanner=scanner,
        scanner_port=SCANNER,
        unprinted=unprinted,
        test=test,
        log=LOG,
    )
    return staff_page(machine, texts.staff, texts.printers, touched=touched)
