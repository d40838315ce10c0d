from pathlib import Path

import pytest

from printer.settings import PrinterSettings, printer_from, profile_of
from shared.config import load


@pytest.mark.parametrize(
    ("text", "kind", "device"),
    [
        ("serial:/dev/ttyUSB0", "serial", "/dev/ttyUSB0"),
        ("serial:COM3", "serial", "COM3"),
        ("usb:/dev/usb/lp0", "usb", "/dev/usb/lp0"),
        ("file:C:\\slips.bin", "file", "C:\\slips.bin"),
    ],
)
def test_a_printer_is_named_by_kind_and_place(text, kind, device):
    settings = printer_from(text)

    assert (settings.kind, settings.device) == (kind, device)


def test_a_virtual_printer_is_named_by_its_folder():
    assert printer_from("virtual:/tmp/tickets").out == Path("/tmp/tickets")


@pytest.mark.parametrize("text", ["", "laser:/dev/lp0", "serial", "usb:"])
def test_what_names_no_printer_is_refused(text):
    with pytest.raises(ValueError, match=r"a printer is one of|the place is missing"):
        printer_from(text)


def test_naming_a_printer_keeps_the_other_settings():
    settings = printer_from("usb:/dev/usb/lp0", PrinterSettings(dots=384))

    assert settings.dots == 384


def test_settings_say_what_differs_from_the_profile(tmp_path):
    (tmp_path / "mine.toml").write_text(
        'width_dots = 512\nflow = "xonxoff"', encoding="utf-8"
    )
    (tmp_path / "kiosk.toml").write_text(
        '[printer]\nkind = "usb"\nprofile = "mine.toml"\nbaud = 19200', encoding="utf-8"
    )

    profile = profile_of(
        load(tmp_path / "kiosk.toml", PrinterSettings, section="printer")
    )

    assert (profile.width_dots, profile.flow, profile.baud) == (512, "xonxoff", 19200)
