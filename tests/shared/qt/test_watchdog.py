import socket
from configparser import ConfigParser

import pytest

from kiosk.leaving import LEFT
from shared.notify import Notify
from shared.qt.watchdog import Watchdog
from tests.programs import ROOT, HubProcess, start

STATIONS = ("kiosk", "counter", "display")


class Systemd:
    """The end of the socket that is systemd's."""

    def __init__(self, address):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(30)

    def hear(self):
        """Return what is said next, waiting for it."""
        return self._socket.recv(256)

    def hears_nothing(self):
        """Return whether nothing was said."""
        self._socket.setblocking(False)
        try:
            self._socket.recv(256)
        except BlockingIOError:
            return True
        return False

    def close(self):
        self._socket.close()


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "notify")


@pytest.fixture
def systemd(path):
    systemd = Systemd(path)
    yield systemd
    systemd.close()


def heard(systemd, qtbot, environment, count):
    """Return the first *count* things a watchdog says."""
    watchdog = Watchdog(Notify(environment))
    said = []
    systemd._socket.setblocking(False)

    def listen():
        try:
            said.append(systemd.hear())
        except BlockingIOError:
            return False
        return len(said) >= count

    qtbot.waitUntil(listen)
    watchdog.deleteLater()
    return said


def test_it_is_ready_and_then_shows_that_it_lives(systemd, path, qtbot):
    environment = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000"}

    said = heard(systemd, qtbot, environment, 4)

    assert said == [b"READY=1", *[b"WATCHDOG=1"] * 3]


def test_without_a_deadline_it_is_only_ready(systemd, path, qtbot):
    assert heard(systemd, qtbot, {"NOTIFY_SOCKET": path}, 1) == [b"READY=1"]
    assert systemd.hears_nothing()


def test_an_abstract_address_will_do(qtbot, path):
    systemd = Systemd(f"\0{path}")

    said = heard(systemd, qtbot, {"NOTIFY_SOCKET": f"@{path}"}, 1)
    systemd.close()

    assert said == [b"READY=1"]


def test_a_screen_that_is_frozen_says_nothing(systemd, path, qtbot):
    Watchdog(Notify({"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000"}))

    assert systemd.hears_nothing()


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": "vsock:2:1"}])
def test_without_systemd_nothing_happens(qtbot, environment, caplog):
    Watchdog(Notify(environment))

    assert caplog.text == ""


def test_a_systemd_that_has_gone_does_no_harm(systemd, path, qtbot, caplog):
    systemd.close()
    watchdog = Watchdog(Notify({"NOTIFY_SOCKET": path}))

    qtbot.waitUntil(lambda: "does not listen" in caplog.text)
    watchdog.deleteLater()


def test_the_hub_tells_systemd(systemd, path, tmp_path):
    hub = HubProcess(
        tmp_path, environment={"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "300000"}
    )
    said = [systemd.hear() for _ in range(3)]

    assert hub.stop() == 0
    assert said == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


@pytest.mark.parametrize("station", STATIONS)
def test_every_station_tells_systemd(station, systemd, path, tmp_path):
    environment = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "300000"}
    config = ROOT / "config" / f"{station}.toml"
    words = [station, "--config", config, "--hub", "ws://127.0.0.1:9"]
    if station == "kiosk":
        words += ["--records", tmp_path, "--printer", f"virtual:{tmp_path}"]

    with start(*words, environment=environment) as process:
        try:
            said = [systemd.hear() for _ in range(3)]
        finally:
            process.terminate()

    assert process.returncode == 0
    assert said == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


@pytest.mark.parametrize("program", ["hub", "kiosk", "display"])
def test_the_unit_file_keeps_the_program_alive(program):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(ROOT / "config" / "systemd" / f"motcua-{program}.service")

    service = unit["Service"]
    assert service["Type"] == "notify"
    assert service["Restart"] == "always"
    assert service["WatchdogSec"] == "30"
    command = service["ExecStart"].split()
    assert command[0].endswith(f"/motcua-{program}")
    assert command[1:] == ["--config", f"config/{program}.toml"]


def test_a_kiosk_that_a_technician_has_left_is_not_started_again():
    unit = (ROOT / "config" / "systemd" / "motcua-kiosk.service").read_text()

    assert f"RestartPreventExitStatus={LEFT}\n" in unit
