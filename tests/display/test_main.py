import shutil
from pathlib import Path

import pytest

from display.__main__ import main
from display.scenes import PLAYS

CONFIG = Path(__file__).parents[2] / "config"


def test_settings_that_are_wrong_end_the_program_in_words(tmp_path, capsys):
    path = tmp_path / "display.toml"
    path.write_text("hubb = 1\n")

    with pytest.raises(SystemExit) as ended:
        main(["--config", str(path)])

    assert ended.value.code == 2
    assert "unknown key `hubb`" in capsys.readouterr().err


def test_words_that_are_missing_end_the_program_in_words(tmp_path, capsys):
    shutil.copy(CONFIG / "display.toml", tmp_path)

    with pytest.raises(SystemExit) as ended:
        main(["--config", str(tmp_path / "display.toml")])

    assert ended.value.code == 2
    assert "texts.vi.toml" in capsys.readouterr().err


def test_every_state_gets_its_picture(tmp_path, qapp):
    path = str(CONFIG / "display.toml")

    code = main(["--config", path, "--pictures", str(tmp_path), "--size", "640x360"])

    assert code == 0
    assert {file.stem for file in tmp_path.glob("*.png")} == {
        "connecting", "barred", "offline-barred", *PLAYS,
    }  # fmt: skip
