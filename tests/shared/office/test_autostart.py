import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser

import pytest

from shared.office.autostart import install, linux_files, windows_files

STRANGE = 'Một Cửa 100% $HOME "x"'


@pytest.fixture
def home(tmp_path):
    return {"HOME": str(tmp_path / "home")}


def entry_of(files):
    [text] = [text for path, text in files.items() if path.suffix == ".desktop"]
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_a_pc_with_screens_starts_with_its_desktop(config, home):
    files = install(config, environment=home)

    assert [path.name for path in files] == [
        "motcua-office.service",
        "motcua-office.desktop",
    ]
    unit = files[0].read_text(encoding="utf-8")
    assert f"WorkingDirectory={config.parent}\n" in unit
    assert f'run --config "{config}"\n' in unit
    assert "import-environment DISPLAY" in files[1].read_text(encoding="utf-8")
    assert not (files[0].parent / "default.target.wants").exists()


def test_a_hub_alone_starts_without_anybody(config, home):
    (config / "pc.toml").write_text('programs = ["hub"]\n')

    [unit] = install(config, environment=home)

    assert (unit.parent / "default.target.wants" / unit.name).resolve() == unit


def test_what_starts_by_itself_can_be_taken_away(config, home):
    files = install(config, environment=home)

    install(config, environment=home, remove=True)

    assert not any(path.exists() for path in files)


def test_a_folder_with_strange_signs_is_still_one_word(config, home, tmp_path):
    strange = tmp_path / STRANGE / "config"
    shutil.copytree(config, strange)

    files = linux_files(strange, "/usr/bin/python3", home, screens=True)

    command = entry_of(files)["Exec"]
    # The entry's escapes first, then those within quotes, as the desktops' rules say.
    quoted = command.replace("\\\\", "\\").replace("%%", "%")
    assert quoted.startswith('sh -c "')
    script = re.sub(r"\\(.)", r"\1", quoted[len('sh -c "') : -1])
    fallback = script.rpartition("|| exec ")[2]
    assert shlex.split(fallback)[-1] == str(strange)


def test_systemd_understands_the_unit(config, home, tmp_path):
    [unit, _] = install(config, environment=home)

    assert problems(unit) == []


def problems(unit):
    """Return what systemd finds wrong with *unit*, where there is a systemd."""
    if not shutil.which("systemd-analyze"):
        return []
    command = ["systemd-analyze", "verify", "--user", str(unit)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=50,
        env={"XDG_RUNTIME_DIR": "/tmp", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return [line for line in done.stderr.splitlines() if unit.name in line]


def test_windows_starts_a_command_of_the_start_up_folder(config):
    [(path, text)] = windows_files(
        config, r"/motcua/.venv/Scripts/python.exe", {"APPDATA": "/roaming"}
    ).items()

    assert path.parts[-2:] == ("Startup", "motcua-office.cmd")
    assert text.startswith("@echo off\r\nchcp 65001")
    assert f'pythonw.exe" -m shared.office run --config "{config}"' in text
