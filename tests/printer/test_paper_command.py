import pytest

from printer.__main__ import main

TABLE = 'station = "kiosk-7"\nrecords = "data"\n[printer]\nroll_metres = 24.6\n'


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "kiosk.toml"
    path.write_text(TABLE)
    return str(path)


def test_a_new_roll_is_told_and_kept(config, capsys):
    unknown = main(["paper", "--config", config])
    changed = main(["paper", "--config", config, "--new-roll", "1"])
    again = main(["paper", "--config", config])

    first, second, third = capsys.readouterr().out.splitlines()
    assert (unknown, changed, again) == (0, 0, 0)
    assert first.startswith("printer 1: nobody knows")
    assert second == third == "printer 1: 24.6 m left, about 267 slips"


def test_a_printer_that_is_not_there_gets_no_roll(config, capsys):
    code = main(["paper", "--config", config, "--new-roll", "2"])

    assert code == 2
    assert "no printer 2" in capsys.readouterr().err
