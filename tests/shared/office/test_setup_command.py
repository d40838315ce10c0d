import os
import pty
import select
import shutil
import subprocess
import sys

import pytest

from counter.settings import CounterSettings
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


def test_the_other_pcs_get_their_tokens_once(config, wish):
    few = (
        "others = true\n[office]\nkiosks = 2\n[[counters]]\nid = '3'\nserves = ['1']\n"
    )

    first = run(*wish(few), "--config", config, "--pair")
    again = run(*wish(few), "--config", config, "--pair")

    assert first.returncode == again.returncode == 0, first.stdout + again.stdout
    lines = [line for line in first.stdout.splitlines() if " join ws://" in line]
    assert [line.split()[-1] for line in lines] == ["counter-3", "kiosk-2"]
    assert " join ws://" not in again.stdout
    assert "station renew counter-3" in again.stdout


def test_what_setup_shows_is_what_a_second_pc_types(config, wish, tmp_path):
    few = "others = true\n[[counters]]\nid = '3'\nserves = ['1']\n"
    there = tmp_path / "there" / "config"
    shutil.copytree(config, there)
    shown = run(*wish(few), "--config", config, "--pair").stdout
    [line] = [line for line in shown.splitlines() if " join ws://" in line]

    _, words = line.split(" join ")
    joined = run(
        "shared.office", "join", *words.split(), "--config", there, "--no-look"
    )

    assert joined.returncode == 0, joined.stderr
    settings = load(there / "counter.toml", CounterSettings)
    assert (settings.station, settings.counter) == ("counter-3", "3")
    assert len(settings.token) > 20


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
