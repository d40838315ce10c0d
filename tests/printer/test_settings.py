from pathlib import Path

import pytest

from printer.settings import (
    EXAMPLES,
    PrinterSettings,
    network_place,
    printer_from,
    profile_of,
)
from shared.config import ConfigError, load


@pytest.mark.parametrize(
    ("text", "kind", "device"),
    [
        ("serial:/dev/ttyUSB0", "serial", "/dev/ttyUSB0"),
        ("serial:COM3", "serial", "COM3"),
        ("usb:/dev/usb/lp0", "usb", "/dev/usb/lp0"),
        ("usb:04b8:0e15", "usb", "04b8:0e15"),
        ("usb:auto", "usb", "auto"),
        ("tcp:192.168.1.9:9100", "tcp", "192.168.1.9:9100"),
        ("tcp:printer.local", "tcp", "printer.local"),
        ("spooler:XP-80C (copy 1)", "spooler", "XP-80C (copy 1)"),
        ("file:C:\\slips.bin", "file", "C:\\slips.bin"),
    ],
)
def test_a_printer_is_named_by_kind_and_place(text, kind, device):
    settings = printer_from(text)

    assert (settings.kind, settings.device) == (kind, device)


def test_a_virtual_printer_is_named_by_its_folder():
    assert printer_from("virtual:/tmp/tickets").out == Path("/tmp/tickets")


@pytest.mark.parametrize(
    "example", [one for text in EXAMPLES.values() for one in text.split(" or ")]
)
def test_the_examples_we_give_are_good_ones(example):
    for text in example.split(", "):
        assert printer_from(text).kind == text.partition(":")[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a printer is one of"),
        ("laser:/dev/lp0", "a printer is one of"),
        ("serial", "the place is missing, as in serial:"),
        ("usb:", "the place is missing, as in usb:"),
        ("usb:lp0", "no USB printer"),
        ("usb:4b8:e15", "no USB printer"),
        ("usb:04B8:0E15", "small hex"),
        ("tcp:192.168.1.9:0", "0 is no port"),
        ("tcp:192.168.1.9:99999", "99999 is no port"),
        ("tcp:192.168.1.9:raw", "no place in a network"),
        ("tcp::9100", "no place in a network"),
        ("tcp:a b", "no place in a network"),
    ],
)
def test_what_names_no_printer_is_refused_in_one_line(text, reason):
    with pytest.raises(ValueError, match=reason) as caught:
        printer_from(text)

    assert "\n" not in str(caught.value)
    assert text in str(caught.value)


@pytest.mark.parametrize(
    ("device", "place"),
    [
        ("192.168.1.9", ("192.168.1.9", 9100)),
        ("192.168.1.9:515", ("192.168.1.9", 515)),
        ("[fe80::9]:9100", ("fe80::9", 9100)),
        ("[fe80::9]", ("fe80::9", 9100)),
        ("may-in.local:9101", ("may-in.local", 9101)),
    ],
)
def test_a_place_in_the_network_is_a_host_and_a_port(device, place):
    assert network_place(device) == place


def test_naming_a_printer_keeps_the_other_settings():
    settings = printer_from("usb:/dev/usb/lp0", PrinterSettings(dots=384))

    assert settings.dots == 384


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('kind = "serial"', "the place is missing"),
        ('kind = "usb"\ndevice = "lp0"', "no USB printer"),
        ('kind = "tcp"\ndevice = "host:0"', "is no port"),
        ('kind = "laser"', "kind"),
    ],
)
def test_a_mistake_in_a_file_is_one_line_with_file_and_reason(tmp_path, lines, reason):
    path = tmp_path / "kiosk.toml"
    path.write_text(f"[printer]\n{lines}", encoding="utf-8")

    with pytest.raises(ConfigError, match=reason) as caught:
        load(path, PrinterSettings, section="printer")

    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_settings_say_what_differs_from_the_profile(tmp_path):
    (tmp_path / "mine.toml").write_text(
        'width_dots = 512\nflow = "xonxoff"', encoding="utf-8"
    )
    (tmp_path / "kiosk.toml").write_text(
        '[printer]\nkind = "usb"\ndevice = "auto"\nprofile = "mine.toml"\nbaud = 19200',
        encoding="utf-8",
    )

    profile = profile_of(
        load(tmp_path / "kiosk.toml", PrinterSettings, section="printer")
    )

    assert (profile.width_dots, profile.flow, profile.baud) == (512, "xonxoff", 19200)
