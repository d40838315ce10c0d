import pytest
from PySide6.QtGui import QPixmap

from kiosk.__main__ import main
from tests.kiosk.conftest import CONFIG
from tests.programs import run

STATES = {
    "connecting",
    "home",
    "home-priority",
    "home-english",
    "confirm",
    "confirm-priority",
    "card",
    "card-unreadable",
    "printing",
    "take",
    "no-paper",
    "late",
    "hub-away",
    "refused",
    "out-of-service",
    "pin",
    "pin-missing",
    "technician",
}


def test_there_is_a_picture_of_every_state(tmp_path, qapp):
    words = ["--config", str(CONFIG / "kiosk.toml"), "--pictures", str(tmp_path)]

    assert main([*words, "--size", "540x960"]) == 0

    assert {path.stem for path in tmp_path.glob("*.png")} >= STATES
    assert QPixmap(str(tmp_path / "home.png")).width() == 540


def test_a_wrong_setting_is_told_in_words(tmp_path, capsys):
    path = tmp_path / "kiosk.toml"
    path.write_text("panel_inch = 21.5\n")

    with pytest.raises(SystemExit) as end:
        main(["--config", str(path)])

    assert end.value.code == 2
    assert "unknown key `panel_inch`" in capsys.readouterr().err


def test_a_printer_that_is_none_is_told_in_words(capsys):
    words = ["--config", str(CONFIG / "kiosk.toml"), "--printer", "fax:1"]

    with pytest.raises(SystemExit) as end:
        main(words)

    assert end.value.code == 2
    assert "fax:1" in capsys.readouterr().err


def test_a_pin_is_made_without_a_screen_and_without_showing_it():
    words = ["kiosk", "--make-pin"]
    # A session of its own has no terminal: the PIN comes from standard input.
    ended = run(*words, input="2580\n2580\n", start_new_session=True)

    assert ended.returncode == 0
    assert ended.stdout.startswith('pin = "scrypt$')
    assert "2580" not in ended.stdout


def test_pins_that_differ_are_told_in_words():
    words = ["kiosk", "--make-pin"]
    ended = run(*words, input="2580\n2508\n", start_new_session=True)

    assert ended.returncode == 2
    assert "differ" in ended.stderr


def test_a_pin_that_is_no_hash_is_told_in_words(tmp_path, capsys):
    path = tmp_path / "kiosk.toml"
    path.write_text('pin = "2580"\n')

    with pytest.raises(SystemExit) as end:
        main(["--config", str(path)])

    assert end.value.code == 2
    assert "`pin`" in capsys.readouterr().err
