"""Not a row of paper moves before the printer has said that it is ready."""

import pytest

from printer.errors import PrinterError
from printer.ports.virtual import VirtualPort
from printer.printer import Patience, Printer
from printer.profiles import Profile
from printer.slip import example_slip

QUESTIONS = [b"\x10\x04" + bytes((n,)) for n in (1, 2, 3, 4)]
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class Overheard(VirtualPort):
    """A port that remembers what was said on it, and how often it was answered."""

    def __init__(self, machine):
        super().__init__(machine)
        self.said = b""
        self.answers_before_motion = 0

    def write(self, data, timeout):
        taken = super().write(data, timeout)
        self.said += data[:taken]
        return taken

    def read(self, timeout):
        heard = super().read(timeout)
        if b"\x1dv0" not in self.said and heard:
            self.answers_before_motion += 1
        return heard


def printed_through(port):
    hurried = Patience(reply=0.2, stall=0.3, margin=0.5)
    Printer(port, Profile(baud=921_600), patience=hurried).print(example_slip())


def test_a_slip_begins_after_the_four_answers(machine):
    port = Overheard(machine)

    printed_through(port)

    before, begin, _ = port.said.partition(b"\x1b@")
    assert begin
    assert before.startswith(b"".join(QUESTIONS))
    assert not before.replace(CLEAR, b"").removeprefix(b"".join(QUESTIONS)).strip(b"\0")
    assert port.answers_before_motion >= len(QUESTIONS)


@pytest.mark.parametrize("fault", ["paper_out", "cover_open", "mute"])
def test_a_printer_that_is_not_ready_hears_only_questions(machine, fault):
    port = Overheard(machine)
    machine.set(**{fault: True})

    with pytest.raises(PrinterError):
        printed_through(port)

    said = port.said
    for question in QUESTIONS:
        said = said.replace(question, b"")
    assert said == b""
