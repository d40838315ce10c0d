"""The units of systemd that an office copies, read as systemd reads them."""

import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.programs import ROOT

UNITS = sorted((ROOT / "config" / "systemd").rglob("*.service"))
HUB = ROOT / "config" / "systemd" / "system" / "motcua-hub.service"
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "scripts"
]


def settings_of(unit):
    lines = unit.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_program_of_ours_with_settings_that_are_there(unit):
    settings = settings_of(unit)

    program, *words = shlex.split(settings["ExecStart"])
    assert Path(program).name in SCRIPTS
    assert (ROOT / words[-1]).exists()
    assert (settings["Type"], settings["Restart"]) == ("notify", "always")
    assert int(settings["WatchdogSec"]) >= 10


def test_the_hub_of_a_server_can_write_its_records_only():
    settings = settings_of(HUB)

    assert settings["ProtectSystem"] == "strict"
    assert settings["ReadWritePaths"] == "/opt/motcua/data"
    assert settings["NoNewPrivileges"] == "true"
    assert settings["User"] == "motcua"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit):
    assert complaints(unit) == []


def complaints(unit):
    """Return what systemd, where there is one, has against *unit*."""
    if not shutil.which("systemd-analyze"):
        return []
    user = [] if unit.parent.name == "system" else ["--user"]
    done = subprocess.run(
        ["systemd-analyze", "verify", *user, str(unit)],
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": "/tmp"},
        capture_output=True, text=True, check=False, timeout=50,
    )  # fmt: skip
    # The programs are not installed at that place on this machine.
    elsewhere = "is not executable"
    return [
        line
        for line in done.stderr.splitlines()
        if unit.name in line and elsewhere not in line
    ]
