"""Lets this PC's programs start by themselves when somebody logs in.

Linux: a unit of systemd for the user, and, where there are screens, an entry that the
desktop starts at log-in. Windows: a command in the start-up folder; untried.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.config import ConfigError
from shared.office.pc import pc_in

UNIT = "motcua-office.service"
SCREENS = "DISPLAY XAUTHORITY WAYLAND_DISPLAY"
START_UP = ("Microsoft", "Windows", "Start Menu", "Programs", "Startup")


def main(words: Sequence[str]) -> int:
    """Install what starts the programs, or take it away again."""
    parser = argparse.ArgumentParser(
        prog="motcua-office autostart", description=__doc__
    )
    parser.add_argument("--config", type=Path, default=Path("config"), metavar="DIR")
    parser.add_argument("--remove", action="store_true", help="take it away again")
    arguments = parser.parse_args(words)
    try:
        files = install(arguments.config.absolute(), remove=arguments.remove)
    except (ConfigError, OSError) as error:
        print(f"motcua-office autostart: {error}", file=sys.stderr)
        return 2
    print("\n".join(map(str, files)))
    return 0


def install(
    config: Path, *, remove: bool = False, environment: Mapping[str, str] = os.environ
) -> list[Path]:
    """Write the files that start this PC's programs, or *remove* them; return them.

    Raises:
        ConfigError: What runs here is not known.
        OSError: A file cannot be written.
    """
    screens = bool(set(pc_in(config).programs) - {"hub"})
    if sys.platform == "win32":
        files = windows_files(config, sys.executable, environment)
    else:
        files = linux_files(config, sys.executable, environment, screens=screens)
    for path, text in files.items():
        if remove:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    _wants(files, screens=screens or remove)
    _tell_systemd()
    return list(files)


def linux_files(
    config: Path, python: str, environment: Mapping[str, str], *, screens: bool
) -> dict[Path, str]:
    """Return the files for Linux: the unit, and what the desktop starts at log-in."""
    home = Path(environment.get("HOME", "~")).expanduser()
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    command = f"{_quoted(python)} -m shared.office run --config {_quoted(config)}"
    files = {settings / "systemd" / "user" / UNIT: _unit(config, command)}
    if screens:
        by_systemd = f"systemctl --user import-environment {SCREENS} && "
        by_systemd += f"systemctl --user restart {UNIT}"
        either = f"{by_systemd} || exec {_shell(python, config)}"
        text = (
            "[Desktop Entry]\nType=Application\nName=Một Cửa Queue\n"
            f"Path={config.parent}\nExec=sh -c {_desktop(either)}\n"
        )
        files[settings / "autostart" / "motcua-office.desktop"] = text
    return files


def windows_files(
    config: Path, python: str, environment: Mapping[str, str]
) -> dict[Path, str]:
    """Return the file for Windows: a command in the start-up folder."""
    quiet = Path(python).with_name("pythonw.exe")
    start = f'start "" "{quiet}" -m shared.office run --config "{config}"'
    lines = ["@echo off", "chcp 65001 >nul", f'cd /d "{config.parent}"', start, ""]
    place = Path(environment.get("APPDATA", "."), *START_UP, "motcua-office.cmd")
    return {place: "\r\n".join(lines)}


def _unit(config: Path, command: str) -> str:
    """Return the unit of systemd, ready for this folder."""
    text = (config / "systemd" / UNIT).read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        match line.partition("=")[0]:
            case "WorkingDirectory":
                lines.append(
                    f"WorkingDirectory={str(config.parent).replace('%', '%%')}"
                )
            case "ExecStart":
                lines.append(f"ExecStart={command}")
            case _:
                lines.append(line)
    return "\n".join(lines) + "\n"


def _wants(files: Mapping[Path, str], *, screens: bool) -> None:
    """Let systemd itself start a hub without screens; others wait for their desktop."""
    unit = next((path for path in files if path.name == UNIT), None)
    if unit is None:
        return
    link = unit.parent / "default.target.wants" / UNIT
    link.unlink(missing_ok=True)
    if not screens:
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(unit)


def _tell_systemd() -> None:
    """Let a systemd that runs read its units anew; where none runs, nothing happens."""
    if systemctl := shutil.which("systemctl"):
        command = [systemctl, "--user", "daemon-reload"]
        subprocess.run(command, capture_output=True, check=False, timeout=30)


def _quoted(word: object) -> str:
    """Return *word* as one word of a unit's command."""
    text = str(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text.replace("%", "%%").replace("$", "$$")}"'


def _shell(python: str, config: Path) -> str:
    """Return the command for a shell."""
    words = [python, "-m", "shared.office", "run", "--config", str(config)]
    return " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)


def _desktop(command: str) -> str:
    """Return *command* as one word of a desktop entry."""
    for sign in ("\\", '"', "`", "$"):
        command = command.replace(sign, "\\" + sign)
    # The entry's own escapes come on top, and a percent sign begins a field.
    return '"' + command.replace("\\", "\\\\").replace("%", "%%") + '"'
