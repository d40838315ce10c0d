import os
import pty
import select
import shutil
import subprocess
import sys

import pytest

from shared.config import load
from shared.domain.plan import Plan
from tests.programs import ENVIRONMENT, ROOT, run

WISH = """
[office]
name = "UBND XÃ A"
[printer]
place = "virtual"
"""


def state(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def wish(tmp_path):
    def wish(text):
        file = tmp_path / "answers.toml"
        file.write_text(text, encoding="utf-8")
        return ("shared.office", "setup", "--answers", file)

    return wish


def test_an_office_is_set_up_from_a_file_up_to_its_test_ticket(config, wish):
    before = state(config)

    result = run(*wish(WISH), "--config", config, "--test-print")

    assert result.returncode == 0, result.stdout + result.stderr
    assert load(config / "office.toml", Plan).name == {"vi": "UBND XÃ A"}
    [old] = config.parent.glob("config-*")
    assert state(old) == before
    assert len(list((config.parent / "out" / "tickets").glob("*.png"))) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[office]\nname = 3", "office.name"),
        ("[printer]\nplace = 'fax:1'", "kiosk"),
        ("[printer]\nprofile = 'none-such.toml'", "none-such.toml"),
        ("[[counters]]\nid = '1'\nserves = ['9']\n[[services]]\nid = '1'", "'9'"),
        ("preset = 'mine'", "preset"),
    ],
)
def test_answers_that_would_not_work_change_nothing(config, wish, text, reason):
    before = state(config)

    result = run(*wish(text), "--config", config)

    assert result.returncode == 2
    assert reason in result.stdout + result.stderr
    assert state(config) == before
    assert not list(config.parent.glob("config-*"))


def test_a_person_at_a_terminal_presses_enter_only(config, tmp_path):
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "shared.office", "setup", "--config", str(config)],
        cwd=ROOT, stdin=there, stdout=there, stderr=there,
        env=ENVIRONMENT | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    os.close(there)
    os.write(here, b"\n" * 60)

    said = b""
    while select.select([here], [], [], 50)[0]:
        try:
            said += os.read(here, 4096)
        except OSError:  # the terminal is closed at the other end
            break
    os.close(here)

    assert process.wait(10) == 0, said.decode()
    assert "Đã ghi vào" in said.decode()
    assert list(config.parent.glob("config-*"))
    assert (tmp_path / "systemd" / "user" / "motcua-office.service").exists()


def test_whoever_leaves_in_the_middle_has_changed_nothing(config):
    before = state(config)

    result = run("shared.office", "setup", "--config", config, input="UBND XÃ A\n\n")

    assert result.returncode == 1
    assert "Chưa có gì thay đổi" in result.stdout
    assert state(config) == before


def test_a_folder_lost_in_a_break_comes_back(config, wish):
    shutil.move(config, config.with_name("config.new"))

    result = run(*wish(WISH), "--config", config)

    assert result.returncode == 0, result.stdout + result.stderr
    assert "khôi phục" in result.stdout
