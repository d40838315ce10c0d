"""Where the hub is, as each station's settings may say it."""

import pytest

from counter.settings import CounterSettings
from display.settings import DisplaySettings
from kiosk.settings import KioskSettings
from shared.config import ConfigError, load
from shared.qt.station import hubs_of, parser
from tests.programs import ROOT

STATIONS = {
    "kiosk": KioskSettings,
    "counter": CounterSettings,
    "display": DisplaySettings,
}
TWO = '["wss://a:8765", "wss://b:8765"]'


@pytest.fixture(params=STATIONS)
def settings(request, tmp_path):
    """Load a station's own settings with another value of a key, or one more."""
    text = (ROOT / "config" / f"{request.param}.toml").read_text(encoding="utf-8")
    path = tmp_path / "station.toml"

    def settings(**values):
        lines = [f"{key} = {value}" for key, value in values.items()]
        kept = [line for line in text.splitlines() if line.split(" ")[0] not in values]
        path.write_text("\n".join([*lines, *kept]), encoding="utf-8")
        return load(path, STATIONS[request.param])

    return settings


def tried(settings, *words):
    return hubs_of(parser("test", None, "").parse_args(words), settings.hub)


@pytest.mark.parametrize(
    ("hub", "addresses"),
    [
        ('"ws://a"', ("ws://a",)),
        ('"wss://a:8765/"', ("wss://a:8765/",)),
        (TWO, ("wss://a:8765", "wss://b:8765")),
    ],
)
def test_a_hub_has_an_address_or_is_one_of_several(hub, addresses, settings):
    assert tried(settings(hub=hub)) == addresses


def test_the_command_line_may_name_others(settings):
    named = tried(settings(hub=TWO), "--hub", "ws://c:1", "--hub", "ws://d:1")

    assert named == ("ws://c:1", "ws://d:1")


@pytest.mark.parametrize(
    "hub", ['"http://a"', '"a:8765"', '""', '"ws://"', "[]", '["ws://a", "b"]', "8765"]
)
def test_what_is_no_address_is_told_with_its_key(hub, settings):
    with pytest.raises(ConfigError, match="hub"):
        settings(hub=hub)


def test_a_station_of_an_office_among_many_names_it(settings):
    assert settings(office='"xa-7"').office == "xa-7"


@pytest.mark.parametrize("office", ['""', '"Xã 7"', '"-7"'])
def test_what_is_no_offices_id_is_told_with_its_key(office, settings):
    with pytest.raises(ConfigError, match="office"):
        settings(office=office)
