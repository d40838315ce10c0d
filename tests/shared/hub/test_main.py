import socket
from contextlib import closing

import pytest

from shared.qt.link import HubLink
from tests.postgresql import a_server
from tests.programs import ROOT, HubProcess, run

CONFIG = ROOT / "config" / "hub.toml"


def test_a_hub_that_is_asked_to_end_ends_well(tmp_path):
    assert HubProcess(tmp_path).stop() == 0


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        database = f"sqlite:///{tmp_path}/records.sqlite"
        words = ("--config", CONFIG, "--port", port, "--database", database)
        result = run("shared.hub", *words)

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert f"127.0.0.1:{port}" in line
    assert "in use" in line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("office = 3\ndatabase = 'sqlite://'", "office"),
        ("database = 'sqlite://'", "office"),
        ("office = 'gone.toml'\ndatabase = 'sqlite://'", "gone.toml"),
        ("office = 'x'\ndatabase = 'sqlite://'\nprot = 1", "prot"),
        ("office = 'x'\ndatabase = 'sqlite://'\nport = 70000", "70000"),
        ("office = ", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_stops_it_with_file_key_and_reason(
    tmp_path, text, reason
):
    path = tmp_path / "hub.toml"
    path.write_text(text)

    result = run("shared.hub", "--config", path)

    assert result.returncode == 2
    assert str(tmp_path) in result.stderr
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "database",
    [
        "oracle://x",
        "sqlite:////proc/none/records.sqlite",
        "sqlite:////proc/records.sqlite",
        "postgresql+psycopg://motcua:secret@127.0.0.1/motcua",
    ],
)
def test_a_database_that_cannot_be_had_is_one_clear_line(database):
    result = run("shared.hub", "--config", CONFIG, "--database", database)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr


@pytest.mark.parametrize("text", [b"no database " * 500, b"SQLite format 3\0" * 300])
def test_a_corrupt_file_is_one_clear_line_and_is_left_alone(tmp_path, text):
    path = tmp_path / "records.sqlite"
    path.write_bytes(text)

    result = run("shared.hub", "--config", CONFIG, "--database", f"sqlite:///{path}")

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert str(path) in line
    assert path.read_bytes() == text
    assert [each.name for each in tmp_path.iterdir()] == ["records.sqlite"]


@pytest.mark.postgresql
@pytest.mark.parametrize("wrong", ["password", "database", "user"])
def test_a_server_that_refuses_us_is_one_clear_line(postgresql, wrong):
    address = postgresql.guarded("right")
    secret = "wrong" if wrong == "password" else "right"
    address = address.replace("guarded", "nobody") if wrong == "user" else address
    address += "_none" if wrong == "database" else ""

    words = ("--config", CONFIG, "--port", 0, "--database", address)
    result = run("shared.hub", *words, environment={"PGPASSWORD": secret})

    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert "127.0.0.1" in line
    assert secret not in line


@pytest.mark.postgresql
def test_a_password_comes_from_the_environment(postgresql, tmp_path):
    address = postgresql.guarded("right")

    hub = HubProcess(tmp_path, address, environment={"PGPASSWORD": "right"})

    assert hub.stop() == 0


@pytest.mark.postgresql
def test_a_hub_waits_for_its_database_server_and_tells_the_stations(qtbot, tmp_path):
    with a_server() as server:
        address = server.database()
        server.stop()
        hub = HubProcess(tmp_path, address)
        link = HubLink(hub.url, "counter", "counter-1")
        link.start()
        qtbot.waitUntil(lambda: link.hub_waits)
        waited = link.online
        server.start()
        qtbot.waitUntil(lambda: link.online, timeout=20_000)
        link.stop()
        hub.stop()

    assert not waited
    assert not link.hub_waits


def test_a_port_that_is_none_is_one_clear_line():
    result = run("shared.hub", "--config", CONFIG, "--port", 99999)

    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert "99999" in line
