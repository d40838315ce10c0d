import json

import pytest

from printer.commands.find import found_at, places_of, profile_for
from printer.settings import PrinterSettings
from printer.virtual import VirtualPrinter
from tests.printer.wires import emulated
from tests.programs import run


@pytest.fixture
def line(tmp_path):
    """A serial line with a printer at its end."""
    machine = VirtualPrinter(tmp_path / "tickets", baud=None)
    with emulated(machine, tmp_path / "line"):
        yield tmp_path / "line"


def test_a_printer_that_answers_is_found_first(line, tmp_path):
    silent = PrinterSettings(kind="serial", device=str(tmp_path / "none"))
    there = PrinterSettings(kind="serial", device=str(line))

    found = found_at([silent, there])

    assert [(each.printer, each.state) for each in found] == [
        (f"serial:{line}", "ready"),
        (f"serial:{tmp_path / 'none'}", "silent"),
    ]
    assert found[0].baud == 115_200


def test_other_programs_read_lines_of_json(line):
    done = run("printer", "find", "--json", "--try", f"serial:{line}")

    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["printer"], first["state"]) == (f"serial:{line}", "ready")


def test_a_place_that_is_none_is_told_in_words():
    done = run("printer", "find", "--try", "fax:1")

    assert done.returncode == 2
    assert "fax:1" in done.stderr


def test_devices_are_looked_at_in_the_way_of_their_wire():
    usb, serial = places_of(["/dev/usb/lp0", "COM3"])

    assert (usb.kind, usb.device) == ("usb", "/dev/usb/lp0")
    assert (serial.kind, serial.device) == ("serial", "COM3")


@pytest.mark.parametrize(
    ("model", "file"),
    [
        ("XPRINTER XP-58IIH", "xprinter-58.toml"),
        ("XPrinter XP-Q200", "xprinter-80.toml"),
        ("EPSON TM-T82III", "epson-tm-t82.toml"),
        ("BIXOLON SRP-332II", "bixolon-srp-332.toml"),
        ("HP LaserJet", ""),
    ],
)
def test_a_model_names_its_profile(model, file):
    assert profile_for(model) == file
