import socket

import pytest

from counter.settings import CounterSettings
from display.settings import DisplaySettings
from kiosk.settings import KioskSettings
from shared.config import load
from shared.network import hub_url
from shared.office.pc import pc_in
from tests.programs import run


def join(config, *words):
    return run("shared.office", "join", *words, "--config", config)


def test_a_second_counter_needs_an_address_and_a_token(config):
    with socket.create_server(("127.0.0.1", 0)) as hub:
        address = f"127.0.0.1:{hub.getsockname()[1]}"
        result = join(config, address, "s3cret", "--role", "counter", "--counter", "3")

    assert result.returncode == 0, result.stderr
    settings = load(config / "counter.toml", CounterSettings)
    assert (settings.hub, settings.token) == (f"ws://{address}", "s3cret")
    assert (settings.counter, settings.station) == ("3", "counter-3")
    assert pc_in(config).programs == ("counter",)
    assert "nobody answers" not in result.stdout


def test_a_hub_that_is_silent_is_told_and_set_all_the_same(config):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"127.0.0.1:{closed.getsockname()[1]}"

    result = join(config, address, "--role", "display", "--screen", "1")

    assert result.returncode == 0
    assert f"nobody answers at ws://{address}" in result.stdout
    assert load(config / "display.toml", DisplaySettings).screen == 1


def test_a_station_has_the_name_that_its_token_is_for(config):
    result = join(
        config, "192.0.2.1", "K7QM-2XWD", "--role", "display", "--station", "hall-2",
        "--no-look",
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    settings = load(config / "display.toml", DisplaySettings)
    assert (settings.station, settings.token) == ("hall-2", "K7QM-2XWD")


def test_a_station_may_be_told_of_two_hubs_and_of_its_office(config):
    result = join(
        config, "wss://192.0.2.1,192.0.2.2", "s3cret", "--role", "display",
        "--office", "xa-7", "--no-look",
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    settings = load(config / "display.toml", DisplaySettings)
    assert settings.hub == ("wss://192.0.2.1:8765", "ws://192.0.2.2:8765")
    assert (settings.token, settings.office) == ("s3cret", "xa-7")
    assert "--authority" in result.stdout


def test_each_hub_that_is_silent_is_told(config):
    with socket.create_server(("127.0.0.1", 0)) as hub:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        two = f"127.0.0.1:{hub.getsockname()[1]},127.0.0.1:{port}"
        result = join(config, two, "--role", "display")

    assert result.stdout.count("nobody answers") == 1
    assert f"nobody answers at ws://127.0.0.1:{port}" in result.stdout


def test_joining_one_hub_again_leaves_no_other_behind(config):
    join(config, "192.0.2.1,192.0.2.2", "--role", "display", "--no-look")

    join(config, "192.0.2.3", "--role", "display", "--no-look")

    hub = load(config / "display.toml", DisplaySettings).hub
    assert hub == "ws://192.0.2.3:8765"


def test_a_second_kiosk_has_numbers_of_its_own(config):
    result = join(config, "192.0.2.1", "--role", "kiosk", "--number", "2", "--no-look")

    assert result.returncode == 0, result.stderr
    settings = load(config / "kiosk.toml", KioskSettings)
    assert (settings.number, settings.station) == (2, "kiosk-2")
    assert settings.hub == "ws://192.0.2.1:8765"


def test_a_hub_with_a_certificate_is_known_by_the_file_that_is_named(config, tmp_path):
    authority = tmp_path / "authority.pem"
    authority.touch()
    hall = ("wss://192.0.2.1", "--role", "display", "--no-look")

    without = join(config, *hall)
    named = join(config, *hall, "--authority", authority)

    assert "--authority" in without.stdout
    assert "--authority" not in named.stdout
    assert load(config / "display.toml", DisplaySettings).authority == authority


def test_a_folder_copied_from_the_hub_brings_its_authority_and_loses_its_key(config):
    tls = config / "tls"
    tls.mkdir()
    for name in ("authority.pem", "authority.key"):
        (tls / name).touch()

    result = join(config, "wss://192.0.2.1", "--role", "kiosk", "--no-look")

    settings = load(config / "kiosk.toml", KioskSettings)
    assert settings.authority == tls / "authority.pem"
    assert f"delete {tls / 'authority.key'}" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("192.0.2.1", "--role", "counter"),
        ("192.0.2.1", "--role", "counter", "--counter", "A"),
        ("http://192.0.2.1", "--role", "kiosk"),
        ("192.0.2.1,", "--role", "kiosk"),
        ("192.0.2.1", "--role", "kiosk", "--office", "Xã 7"),
    ],
)
def test_what_makes_no_sense_is_refused(config, words):
    before = (config / "pc.toml").read_bytes()

    assert join(config, *words).returncode == 2

    assert (config / "pc.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("192.168.1.10", "ws://192.168.1.10:8765"),
        ("ws://hub:9000", "ws://hub:9000"),
        ("wss://hub.example.vn", "wss://hub.example.vn:8765"),
        ("ws://[fe80::9]", "ws://[fe80::9]:8765"),
    ],
)
def test_an_address_may_be_short(text, url):
    assert hub_url(text) == url
