import logging
from threading import Event

import pytest

from shared.config import load
from shared.log import LogSettings, start, without_secrets
from tests.programs import HubProcess


@pytest.fixture(autouse=True)
def _as_before():
    """Leave the log as the other tests want it."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.setLevel(level)
    root.handlers[:] = handlers


def test_a_full_log_file_is_renamed_and_old_ones_go(tmp_path):
    file = tmp_path / "logs" / "hub.log"
    start(LogSettings(file=file, megabytes=0.001, count=2))

    for place in range(100):
        logging.getLogger("test").info("line %d of the day", place)

    assert {path.name for path in file.parent.iterdir()} == {
        "hub.log", "hub.log.1", "hub.log.2"
    }  # fmt: skip
    assert "line 99 of the day" in file.read_text(encoding="utf-8")
    assert all(path.stat().st_size <= 1100 for path in file.parent.iterdir())


def test_without_a_file_the_log_goes_to_standard_error(capsys):
    start()

    logging.getLogger("test").info("mất điện")

    assert "mất điện" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_stops_nobody(tmp_path, capsys):
    (tmp_path / "logs").write_text("a file, not a folder")

    start(LogSettings(file=tmp_path / "logs" / "hub.log"))
    logging.getLogger("test").info("still here")

    said = capsys.readouterr().err
    assert "no log file" in said
    assert "still here" in said


def test_the_file_counts_from_the_folder_of_its_settings(tmp_path):
    (tmp_path / "hub.toml").write_text('[log]\nfile = "../data/hub.log"\ncount = 2\n')

    settings = load(tmp_path / "hub.toml", LogSettings, section="log")

    assert settings == LogSettings(file=tmp_path / "../data/hub.log", count=2)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://motcua:s3cret@db/motcua", "postgresql+psycopg://motcua:***@db/motcua"),
        ("Hello(token='s3cret', role='kiosk')", "Hello(token=***, role='kiosk')"),
        ('{"token": "s3cret", "last": 0}', '{"token": ***, "last": 0}'),
        ("password=s3cret host=db", "password=*** host=db"),
        ("call 0912345678 or +84912345678", "call *** or ***"),
        ("card 001090000000", "card ***"),
        ("ticket 1007 at 1767575640000", "ticket 1007 at 1767575640000"),
        ("ws://192.168.1.10:8765", "ws://192.168.1.10:8765"),
    ],
)  # fmt: skip
def test_secrets_are_crossed_out(text, shown):
    assert without_secrets(text) == shown


def test_secrets_in_a_traceback_are_crossed_out_too(capsys):
    start()
    error = OSError("postgresql://motcua:s3cret@db refused")
    logging.getLogger("test").error("no records", exc_info=error)

    said = capsys.readouterr().err
    assert "OSError: postgresql://motcua:***@db" in said
    assert "s3cret" not in said


def test_a_hub_without_its_database_does_not_tell_the_password(tmp_path):
    database = "postgresql+psycopg://motcua@127.0.0.1:9/motcua"
    hub = HubProcess(tmp_path, database, environment={"PGPASSWORD": "s3cret"})

    while "trying again" not in hub.log.read_text():
        Event().wait(0.05)

    assert hub.stop() == 0
    assert "s3cret" not in hub.log.read_text()
