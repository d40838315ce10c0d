"""What the program says of each ticket is compared with what lies on the paper.

Hundreds of tickets meet every fault at seeded moments, on a wire whose time is
simulated. A kiosk would do as `Office.hand_out` does: print, and after a ticket that
was begun print it again with the mark.
"""

import os
from collections import Counter
from dataclasses import replace
from random import Random
from threading import Event, Thread

import pytest
import zxingcpp
from PIL import Image

from printer.abilities import abilities_of
from printer.emulator import Emulator
from printer.errors import PrinterError
from printer.escpos import page
from printer.events import Drawn
from printer.ports.usb import UsbPort
from printer.printer import Outcome, Patience, Printer
from printer.profiles import Profile
from printer.raster import draw
from printer.roll import JAG
from printer.slip import REPRINT, Slip
from printer.virtual import VirtualPrinter
from printer.words import Words
from shared.clock import ManualClock, stopwatch
from tests.printer.wires import SimulatedPort

# Only what a slip carries: large digits may look like a bar code to a reader.
QR = zxingcpp.BarcodeFormat.QRCode

REFERENCE = Profile(width_dots=384, mm_per_s=150)
PROFILES = {
    "reference": REFERENCE,
    "slow-line": replace(REFERENCE, baud=19_200),
    "gs-r": replace(REFERENCE, confirm="gs_r", asb=False),
    "no-clear": replace(REFERENCE, clear="none"),
    "poor": replace(REFERENCE, confirm="gs_r", clear="none", asb=False),
}
FAULTS = (
    *("paper_out", "near_end", "cover_open", "cutter", "mute", "hang", "garbage"),
    *("unplug", "power", "killed"),
)
DEAD_MS = (2500, 6000)
"""How long a printer takes to come back, switched off and on.

One that is back before `Patience.stall` has passed, on a line that holds the bytes
meanwhile, can lose half a band and still confirm it: nothing in ESC/POS tells.
"""

REPAIR_MS = {False: (50, 400, 1500, 5000, 12_000), True: (4000, 8000, 12_000)}
"""How long a fault lasts; nobody changes a roll in less than some seconds."""

ATTEMPTS = 60
ROUNDS = 5
"""Tickets for each fault and profile: 250 in all."""


class Killed(BaseException):
    """The program ended between two bytes."""


class Office:
    """A printer, its paper, and a person who repairs what breaks."""

    def __init__(self, folder, profile, seed):
        self.profile = profile
        self.random = Random(seed)
        self.drawn = []
        self.machine = VirtualPrinter(
            folder,
            dots=profile.width_dots,
            baud=profile.baud,
            mm_per_s=profile.mm_per_s,
            can=abilities_of(profile),
            tell=self._hear,
            seed=seed,
        )
        self.clock = ManualClock(1_000_000)
        self.port = SimulatedPort(self.machine, self.clock)
        self.begun = Counter()
        self.printed = []
        self.expected = {}
        self.start()

    def start(self):
        """Start the program, which knows nothing of what was before."""
        self.port.on_bytes = lambda passed: None
        self.printer = Printer(self.port, self.profile, clock=self.clock.now)

    def hand_out(self, number, fault):
        """Print *number* until it is on paper; *fault* strikes the first attempt."""
        marked = False
        self.plan(fault)
        for _ in range(ATTEMPTS):
            slip = a_slip(number, REPRINT if marked else "")
            marked |= self.attempt(slip)
            if self.printed and self.printed[-1] == key(slip):
                return
            # Some try again while it is still broken.
            self.port.wait(self.random.choice((100, 3000, 15_000)))
        pytest.fail(f"{number} was never printed")

    def attempt(self, slip):
        """Print *slip* and return whether some of it may be on paper."""
        self.expect(slip)
        ink = self.ink()
        quiet = not self.machine.wrong and self.machine.idle
        try:
            outcome = self.printer.print(slip)
        except Killed:
            self.begun[key(slip)] += 1
            self.start()
            return True
        except PrinterError as error:
            self.begun[key(slip)] += error.begun
            if quiet and not error.begun:
                assert self.ink() == ink, f"{key(slip)} was begun after all"
            return error.begun
        assert outcome is Outcome.PRINTED
        self.begun[key(slip)] += 1
        self.printed.append(key(slip))
        cut = [rows for event, rows, _ in self.drawn if not event.torn]
        said = self.printed.count(key(slip))
        assert cut.count(self.expected[key(slip)]) >= said, f"{key(slip)} is not there"
        return True

    def plan(self, fault):
        """Let *fault* strike at a random moment, and be repaired after a while."""
        # Also before the first byte and after the last one.
        if fault in {"killed", "unplug"} or self.random.random() < 0.5:
            moment = self.port.passed + self.random.randrange(4500)
            self.port.on_bytes = lambda passed: (
                self.strike(fault) if passed >= moment else None
            )
        else:
            self.machine.after(self.random.randrange(500), lambda: self.strike(fault))

    def strike(self, fault):
        self.port.on_bytes = lambda passed: None
        if fault == "killed":
            raise Killed
        if fault == "power":
            self.machine.lose_power(self.clock.now(), self.random.randint(*DEAD_MS))
            return
        self.machine.set(**{fault: True})
        after = self.random.choice(REPAIR_MS[fault == "paper_out"])
        self.port.later(after, lambda: self.machine.set(**{fault: False}))

    def expect(self, slip):
        """Remember how *slip* looks on the paper of a printer without faults."""
        if key(slip) in self.expected:
            return
        drawn = []
        clean = VirtualPrinter(
            self.machine._roll._out / "clean",
            dots=self.profile.width_dots,
            baud=None,
            mm_per_s=None,
            tell=drawn.append,
        )
        data = page(draw(slip, self.profile), self.profile).data
        while data:
            data = data[clean.take(data, 0) :]
        self.expected[key(slip)] = rows_of(drawn[-1].path)

    def ink(self):
        """Return how many rows with ink there are on all paper."""
        cut = sum(sum(any(row) for row in rows) for _, rows, _ in self.drawn)
        return cut + sum(map(bool, self.machine._roll._rows))

    def _hear(self, event):
        if isinstance(event, Drawn):
            rows, jags = without_jags(rows_of(event.path, trim=False))
            self.drawn.append((event, trimmed(rows), jags))


def a_slip(number, mark):
    return Slip(number=number, code=number, mark=mark)


def key(slip):
    return slip.number, slip.mark


def rows_of(path, *, trim=True):
    with Image.open(path) as picture:
        inked = picture.convert("L").point(lambda shade: 255 - shade)
    data, wide = inked.tobytes(), inked.width
    rows = [data[at : at + wide] for at in range(0, len(data), wide)]
    return trimmed(rows) if trim else rows


def trimmed(rows):
    """Return *rows* without the white above and below."""
    inked = [place for place, row in enumerate(rows) if any(row)]
    return tuple(rows[inked[0] : inked[-1] + 1]) if inked else ()


def without_jags(rows):
    """Return *rows* without torn edges, and whether the head and the foot were torn."""
    head, foot = (all(map(any, edge)) for edge in (rows[:JAG], rows[-JAG:]))
    return rows[JAG * head : len(rows) - JAG * foot], (head, foot)


def check(office):
    """Compare what was said with what lies on the paper."""
    office.machine.close()
    whole, starts = Counter(), Counter()
    for _, rows, (headless, _) in office.drawn:
        whole += Counter([k for k, full in office.expected.items() if full == rows])
        if ticket := begun_on(rows, office) if not headless else None:
            starts[ticket] += 1
    said = Counter(office.printed)
    assert all(whole[ticket] >= count for ticket, count in said.items())
    assert all(count <= office.begun[ticket] for ticket, count in starts.items())
    assert all(starts[number, mark] <= 1 for number, mark in starts if not mark)
    return whole


def begun_on(rows, office):
    """Return the ticket that *rows* begin with, None if too little is there to tell.

    After the place where it broke off there may be dots of the questions that came
    later: a printer takes them for the rest of its picture.
    """
    alike = {k: common(rows, full) for k, full in office.expected.items()}
    best, second, *_ = [*sorted(alike.values(), reverse=True), 0]
    return max(alike, key=alike.get) if best > second else None


def common(rows, full):
    """Return how many rows are the same from the top on."""
    both = zip(rows, full, strict=False)
    return next(
        (n for n, (a, b) in enumerate(both) if a != b), min(len(rows), len(full))
    )


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", PROFILES)
def test_what_is_said_of_a_ticket_is_true_on_paper(tmp_path, name, fault):
    office = Office(tmp_path, PROFILES[name], seed=f"{name} {fault}")
    numbers = [f"{1000 + place}" for place in range(ROUNDS)]

    for number in numbers:
        office.hand_out(number, fault)
        office.port.wait(15_000)

    whole = check(office)
    assert {number for number, _ in office.printed} == set(numbers)
    assert {number for number, _ in whole} == set(numbers)


def test_the_number_on_the_paper_is_read_by_a_reader_that_is_not_ours(tmp_path):
    office = Office(tmp_path, REFERENCE, seed=1)

    for number in ("1007", "3001"):
        office.hand_out(number, "cover_open")

    read = [
        zxingcpp.read_barcodes(Image.open(e.path), formats=QR) for e, *_ in office.drawn
    ]
    assert {codes[0].text for codes in read if codes} == {"1007", "3001"}


@pytest.mark.parametrize("left", [b"\x1dv0\x00", b"\x1dv0\x00\x30", b"\x1b", b"\x1bJ"])
def test_a_head_that_another_program_left_half_does_not_make_it_deaf(tmp_path, left):
    """The first question would be the size of a picture of 4,000 rows."""
    office = Office(tmp_path, PROFILES["no-clear"], seed=1)
    office.port.write(left, 1)

    office.hand_out("1007", "near_end")

    assert check(office) == {("1007", ""): 1}


HURRIED = Patience(reply=0.5, stall=0.5, margin=1.0)


@pytest.mark.parametrize(
    ("order", "repair"),
    [
        ("paper-out", "paper-in"),
        ("cover-open", "cover-close"),
        ("cutter", "cutter off"),
        ("mute", "mute off"),
        ("hang", "hang off"),
        ("unplug", "plug"),
        ("power-cycle 2.5", ""),
    ],
)
def test_a_ticket_that_broke_off_is_printed_again_at_the_end_of_a_pty(
    tmp_path, order, repair
):
    drawn, link = [], tmp_path / "line"
    machine = VirtualPrinter(
        tmp_path / "out", dots=384, baud=None, mm_per_s=150, tell=drawn.append
    )
    Words(machine, stopwatch).obey(f"at 150 rows {order}")
    reading, typing = os.pipe()
    emulator = Emulator(machine, typed=reading)
    ready = Event()
    thread = Thread(target=emulator.serve_pty, args=(link, ready.set))
    thread.start()
    assert ready.wait(10)
    printer = Printer(UsbPort(str(link)), REFERENCE, patience=HURRIED)

    try:
        with pytest.raises(PrinterError) as caught:
            printer.print(a_slip("1007", ""))
        os.write(typing, f"{repair}\n".encode())
        outcome = until_printed(printer, a_slip("1007", REPRINT))
    finally:
        printer.close()
        emulator.stop()
        thread.join()
        emulator.close()
        os.close(reading)
        os.close(typing)

    assert caught.value.begun
    assert outcome is Outcome.PRINTED
    tickets = [event.path for event in drawn if isinstance(event, Drawn)]
    assert rows_of(tickets[-1]) == expected_rows(tmp_path, a_slip("1007", REPRINT))


def until_printed(printer, slip):
    """Print *slip*, again and again while the printer is not back yet."""
    for _ in range(40):
        try:
            return printer.print(slip)
        except PrinterError as error:
            if error.begun:
                raise
            Event().wait(0.1)
    pytest.fail("it never came back")


def expected_rows(folder, slip):
    office = Office(folder / "expected", REFERENCE, seed=1)
    office.expect(slip)
    return office.expected[key(slip)]
