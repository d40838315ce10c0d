"""The test print: what it finds out, what it puts on paper, what it writes down."""

import pytest
import zxingcpp
from PIL import Image, ImageChops

from printer.abilities import Abilities, abilities_of
from printer.bands import Band
from printer.errors import PaperOut, PrinterOffline
from printer.escpos import page
from printer.ports.virtual import VirtualPort
from printer.probe import Found, Probe, capabilities, profile_with
from printer.profile_files import save, written
from printer.profiles import Profile
from printer.testpage import DENSE, letters, page_for
from printer.virtual import HEAD_ROWS, VirtualPrinter
from shared.clock import stopwatch
from shared.config import ConfigError, load

# Only what a slip carries: large digits may look like a bar code to a reader.
QR = zxingcpp.BarcodeFormat.QRCode

REFERENCE = Profile()


def a_machine(tickets, **can):
    return VirtualPrinter(tickets, baud=None, mm_per_s=None, can=Abilities(**can))


def found_on(machine):
    return Probe(VirtualPort(machine), stopwatch).find()


def test_a_printer_that_can_everything_is_found_to(tickets):
    found = found_on(a_machine(tickets))

    assert found.round_trip_ms < 1000
    assert capabilities(found, REFERENCE) == {"model": "Virtual printer"}


@pytest.mark.parametrize(
    ("missing", "keys"),
    [
        ("dle", {"status": "asb"}),
        ("asb", {"asb": False}),
        ("gs_h", {"confirm": "gs_r"}),
        ("gs_r", {}),
        ("clear", {"clear": "none"}),
        ("gs_i", {}),
    ],
)
def test_what_a_printer_cannot_do_is_found(tickets, missing, keys):
    found = found_on(a_machine(tickets, **{missing: False}))

    changes = capabilities(found, REFERENCE)
    changes.pop("model", None)
    assert changes == keys
    assert found.model == ("" if missing == "gs_i" else "Virtual printer")


def test_a_printer_that_never_answers_is_found_to(tickets):
    silent = Profile(bidirectional=False, status="none", confirm="none", clear="none")
    machine = VirtualPrinter(
        tickets, baud=None, mm_per_s=None, can=abilities_of(silent)
    )

    profile = profile_with(found_on(machine), REFERENCE)

    assert not profile.answers
    assert (profile.confirm, profile.clear, profile.asb) == ("none", "none", False)


def test_nothing_is_tried_on_a_printer_without_paper(tickets):
    machine = a_machine(tickets)
    machine.set(paper_out=True)

    with pytest.raises(PaperOut):
        found_on(machine)


def test_an_unplugged_printer_cannot_be_tried(tickets):
    machine = a_machine(tickets)
    machine.set(unplug=True)

    with pytest.raises(PrinterOffline):
        found_on(machine)


@pytest.mark.parametrize(
    "profile",
    [REFERENCE, Profile(width_dots=384, align="full"), Profile(half_res=False)],
    ids=["80mm", "58mm", "no-doubling"],
)
def test_the_page_is_printed_and_confirmed(tickets, profile):
    machine = VirtualPrinter(tickets, dots=profile.width_dots, baud=None, mm_per_s=None)
    leaf = page(page_for(profile, "Some printer"), profile)

    sure, speed = Probe(VirtualPort(machine), stopwatch).print(leaf, profile)

    assert sure
    assert speed > 0
    with Image.open(tickets / "ticket-0001.png") as picture:
        paper = ImageChops.invert(picture.convert("L"))
    left, _, right, _ = paper.getbbox()
    assert (left, right) == (0, profile.width_dots)
    [code] = zxingcpp.read_barcodes(ImageChops.invert(paper), formats=QR)
    assert code.text == "PHIEU THU"


def test_the_page_has_what_shows_the_known_faults():
    bands = [band for band in page_for(REFERENCE, "X") if isinstance(band, Band)]

    assert {47, 48, 49} <= {band.rows for band in bands if band.width_bytes == 36}
    dense = [band for band in bands if band.width_bytes == 72 and band.rows > 100]
    assert sum(len(band.dots) for band in dense) >= DENSE - 72
    assert any(band.doubled for band in bands)


def test_vietnamese_has_134_letters_of_its_own():
    assert len(set(letters())) == 134
    assert all(len(letter) == 1 for letter in letters())


def test_a_print_that_stops_is_told(tickets):
    machine = a_machine(tickets)
    machine.after(HEAD_ROWS, lambda: machine.set(paper_out=True))
    leaf = page(page_for(REFERENCE, "X"), REFERENCE)

    with pytest.raises(PaperOut):
        Probe(VirtualPort(machine), stopwatch).print(leaf, REFERENCE)


def test_a_saved_profile_keeps_what_the_office_has_written(tmp_path):
    base = tmp_path / "ours.toml"
    base.write_text(
        '# At the door, bought in May.\nmodel = "Old"\nbaud = 19200  # the factory\'s\n'
        'confirm = "gs_r"    # as far as we know\n'
    )
    found = Found(model='New "2"', dle=True, gs_h=True, gs_r=True, clear=True)

    save(tmp_path / "new.toml", base, capabilities(found, load(base, Profile)))

    text = (tmp_path / "new.toml").read_text()
    assert "# At the door, bought in May.\n" in text
    assert "baud = 19200  # the factory's\n" in text
    assert 'confirm = "gs_h"    # as far as we know\n' in text
    saved = load(tmp_path / "new.toml", Profile)
    assert (saved.model, saved.confirm, saved.asb) == ('New "2"', "gs_h", False)


def test_a_profile_is_never_written_over_another(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text('model = "Ours"\n')

    with pytest.raises(FileExistsError):
        save(path, None, {"asb": False})
    assert path.read_text() == 'model = "Ours"\n'


def test_a_key_that_makes_no_profile_is_refused(tmp_path):
    with pytest.raises(ConfigError):
        save(tmp_path / "new.toml", None, {"confirm": "perhaps"})


def test_a_key_is_found_whatever_it_holds():
    text = 'model = "a # b" # c\nasb = true\n'

    assert (
        written(text, {"model": "x", "asb": False}) == 'model = "x" # c\nasb = false\n'
    )
