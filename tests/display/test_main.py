import shutil
from pathlib import Path

import pytest

from display.__main__ import main
from display.desk_plays import DESK_PLAYS
from display.plays import PLAYS
from display.scenes import layouts
from shared.config import load
from shared.domain.plan import Plan

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


def test_every_state_of_every_layout_gets_its_picture(tmp_path, qapp):
    path = str(CONFIG / "display.toml")

    code = main(["--config", path, "--pictures", str(tmp_path), "--size", "640x360"])

    assert code == 0
    names = layouts(load(CONFIG / "office.toml", Plan))
    always = ("connecting", "barred", "offline-barred")
    assert {file.stem for file in tmp_path.glob("*.png")} == {
        f"{layout}-{scene}"
        for layout in names
        for scene in (*always, *(DESK_PLAYS if layout == "counter" else PLAYS))
    }
