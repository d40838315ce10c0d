import socket
from contextlib import closing

import pytest

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
        "postgresql+psycopg://motcua@127.0.0.1:1/motcua",
        "postgresql+psycopg://motcua:secret@127.0.0.1/motcua",
    ],
)
def test_a_database_that_cannot_be_had_is_one_clear_line(database):
    result = run("shared.hub", "--config", CONFIG, "--database", database)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr


def test_a_port_that_is_none_is_one_clear_line():
    result = run("shared.hub", "--config", CONFIG, "--port", 99999)

    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert "99999" in line
