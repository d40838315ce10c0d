import pytest

from printer.errors import Garbled, WrongDevice
from printer.escpos import ASK_STATE
from printer.nonsense import nonsense
from printer.ports.serial import SerialPort
from printer.ports.usb import UsbPort

PORT = SerialPort("/dev/ttyS0", 19_200, "none")


@pytest.mark.parametrize(
    "heard",
    [
        b"",
        b"\x12",
        b"\x11\x1a\x13",
        b"\x10\x00\x00\x00\x12",
        b"\x00\x00\x12",
        b"\x37\x220042\x00\x12",
        b"\x37\x25\x00",
        b"_TM-T82\x00\x16",
        b"\xff\x12",
    ],
    ids=bytes.hex,
)
def test_what_a_printer_says_is_sense_even_after_a_glitch(heard):
    assert nonsense(ASK_STATE, heard, PORT) is None


@pytest.mark.parametrize("heard", [b"\x10\x04\x01", b"^P^D^A", b"\x10\x04\x01\r\nOK"])
def test_who_repeats_the_question_is_a_terminal_or_a_modem(heard):
    error = nonsense(ASK_STATE, heard, PORT)

    assert isinstance(error, WrongDevice)
    assert "repeats" in str(error)


def test_who_talks_in_words_is_quoted_in_one_line():
    error = nonsense(ASK_STATE, b"\r\nUNKNOWN\r\nERROR\r\n", PORT)

    assert isinstance(error, WrongDevice)
    assert '"UNKNOWN ERROR"' in str(error)


@pytest.mark.parametrize(
    "heard", [b"\xf8\xfe\x80", b"\x9e\xff\xe0\x12", b"\x93\x93", b"\xff", b"\x00"]
)
def test_bytes_of_no_answer_point_to_the_speed(heard):
    error = nonsense(ASK_STATE, heard, PORT)

    assert isinstance(error, Garbled)
    assert (error.heard, error.baud) == (heard, 19_200)
    assert "check the baud rate, now 19200" in str(error)


def test_a_wire_without_a_speed_points_to_the_profile():
    error = nonsense(ASK_STATE, b"\xf8\xfe\x80", UsbPort("/dev/usb/lp0"))

    assert "check the profile" in str(error)
