"""The commands: `python3 run.py` starts an office, `python3 run.py test` tests it.

`python3 run.py soak` tries for long whether a record can be lost or an event
missed; `python3 run.py city` kills the hubs of a city at work and counts what is
wrong; `python3 run.py bench` measures; `python3 run.py rehearsal` takes database
machines away from an office at work.

On a machine with nothing but Python they first make `.venv` with all that is
needed, and install the system's libraries for Qt. Only the standard library is
used here.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "installed"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = HERE / "requirements.txt"
TEST_REQUIREMENTS = HERE / "tests" / "requirements.txt"

# What Qt needs of the system: library, Debian package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
CHECKS = (
    ("lint", ["ruff", "check"]),
    ("format", ["ruff", "format", "--check"]),
    ("types", ["mypy"]),
    ("import rules", ["lint-imports"]),
)

COMMANDS = ["setup"], ["run"], ["join"], ["autostart"]
"""First words of `motcua-office` that are no trial of a whole office."""

TRIALS = {
    "bench": "tests.bench",
    "rehearsal": "tests.rehearsal",
    "city": "tests.soak.city",
}
"""First words of trials that are programs of their own."""

SOAK_SECONDS = 3_600
"""So long one trial may take at most."""


class CannotGo(Exception):
    """Something is missing that cannot be had from here."""


def main(words: Sequence[str]) -> int:
    """Do what *words* ask for, and return the exit code."""
    if sys.version_info < (3, 11):
        found = sys.version.split()[0]
        print(f"run.py: Python 3.11 or newer is needed, this is {found}")
        return 1
    os.chdir(HERE)
    try:
        if words[:1] == ["test"]:
            return test(words[1:])
        if words[:1] == ["soak"]:
            return soak(words[1:])
        if words and words[0] in TRIALS:
            prepare(REQUIREMENTS, TEST_REQUIREMENTS)
            return run([str(PYTHON), "-m", TRIALS[words[0]], *words[1:]])
        return office(words)
    except CannotGo as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1


def office(words: Sequence[str]) -> int:
    """Start a whole office on this machine."""
    words = list(words)
    prepare(REQUIREMENTS)
    asked = {"--headless", "--help", "-h"} & set(words) or words[:1] in COMMANDS
    if not has_screen() and not asked:
        print("No screen here: running --headless, with people who are made up.")
        words.append("--headless")
    return run([str(PYTHON), "-m", "shared.office", *words])


def test(words: Sequence[str]) -> int:
    """Check and test everything, or run pytest with *words* alone."""
    prepare(REQUIREMENTS, TEST_REQUIREMENTS)
    if sys.platform == "linux":
        install_unseen_screen()
    if words:
        return run([str(PYTHON), "-m", "pytest", *words])
    for name, command in CHECKS:
        print(f"— {name}", flush=True)
        if code := run([str(BIN / command[0]), *command[1:]]):
            return code
    print("— tests", flush=True)
    # A file's tests stay together: they share what is slow to start.
    side_by_side = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    return run([str(PYTHON), "-m", "pytest", *side_by_side])


def soak(words: Sequence[str]) -> int:
    """Run the trials of `tests/soak` for long; *words* are further ones for pytest."""
    prepare(REQUIREMENTS, TEST_REQUIREMENTS)
    os.environ |= {"MOTCUA_SOAK": "long", "HYPOTHESIS_PROFILE": "long"}
    patience = ["-v", f"--timeout={SOAK_SECONDS}"]
    return run([str(PYTHON), "-m", "pytest", *patience, "tests/soak", *words])


def run(command: Sequence[str]) -> int:
    """Run *command* here to its end, passing on a wish to stop."""
    with subprocess.Popen(command, cwd=HERE) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the terminal has told the process as well
                continue


def has_screen() -> bool:
    """Return whether windows can be shown."""
    if sys.platform != "linux":
        return True
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named or os.environ.get("QT_QPA_PLATFORM"))


def prepare(*requirements: Path) -> None:
    """Install what *requirements* and Qt need, unless that was done before.

    Raises:
        CannotGo: Something cannot be installed.
    """
    if sys.platform == "linux":
        install_libraries()
    wanted = digest(*requirements)
    if PYTHON.exists() and STAMP.exists() and wanted in STAMP.read_text().split():
        return
    if not PYTHON.exists():
        make_venv()
    installing = "Installing the libraries (one to three minutes, about 200 MB)"
    files = [part for path in requirements for part in ("-r", str(path))]
    pip(installing, "install", "--require-hashes", *files)
    own = ("install", "--no-deps", "--no-build-isolation", "-e", ".")
    pip("Installing the programs", *own)
    before = STAMP.read_text() if STAMP.exists() else ""
    STAMP.write_text(f"{before}{wanted}\n")


def digest(*requirements: Path) -> str:
    """Return a name for all that decides what is installed, and where.

    Scripts in a `.venv` that was copied along with its folder name the old place.
    """
    texts = [path.read_bytes() for path in (*requirements, HERE / "pyproject.toml")]
    whole = hashlib.sha256(b"\0".join([sys.version.encode(), bytes(HERE), *texts]))
    return whole.hexdigest()[:16]


def make_venv() -> None:
    """Make `.venv`, installing Debian's package for that if need be."""
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info.minor}-venv"
    step = "Making .venv"
    if quiet(step, [sys.executable, "-m", "venv", str(VENV)]) == 0:
        return
    apt([package])
    if quiet(step, [sys.executable, "-m", "venv", str(VENV)]) != 0:
        raise CannotGo(f"no virtual environment could be made in {VENV}")


def install_libraries() -> None:
    """Install the libraries Qt needs of the system, if any is missing."""
    needed = dict(QT_LIBRARIES)
    if os.environ.get("DISPLAY"):
        needed |= SCREEN_LIBRARIES
    if missing := [package for name, package in needed.items() if not loads(name)]:
        apt(missing)


def install_unseen_screen() -> None:
    """Install the X server that nobody sees, and what Qt needs to use it."""
    missing = [name for lib, name in SCREEN_LIBRARIES.items() if not loads(lib)]
    if not shutil.which("Xvfb"):
        missing.append("xvfb")
    if missing:
        apt(missing)


def loads(library: str) -> bool:
    """Return whether the system has *library*."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(packages: Sequence[str]) -> None:
    """Install Debian *packages* if we may, or say how.

    Raises:
        CannotGo: They are missing and cannot be installed from here.
    """
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"sudo apt-get update && sudo {' '.join(install)}"
    if not shutil.which("apt-get"):
        raise CannotGo(f"please install what gives {', '.join(packages)} and try again")
    if os.geteuid() != 0:
        raise CannotGo(f"please run this, then try again: {by_hand}")
    step = f"Installing {', '.join(packages)}"
    if quiet("Asking for the system's packages", ["apt-get", "update"]) != 0:
        print("  (the list of packages could not be renewed; trying the old one)")
    if quiet(step, install) != 0:
        raise CannotGo(f"the system's packages cannot be installed: {by_hand}")


def pip(step: str, *words: str) -> None:
    """Run pip, showing what it is at.

    Raises:
        CannotGo: It failed.
    """
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *words]
    if quiet(step, command) != 0:
        raise CannotGo(f"{step} failed; is there a way to the package index?")


def quiet(step: str, command: Sequence[str]) -> int:
    """Run *command*, telling only the step and its seconds; on failure all it said."""
    began = time.monotonic()
    tty = sys.stdout.isatty()
    print(f"{step} …", end="" if tty else "\n", flush=True)
    said: list[str] = []
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with subprocess.Popen(
        command,
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if tty:
                doing = " ".join(line.split()[:2])[:50]
                seconds = time.monotonic() - began
                print(f"\r\033[K{step} … {seconds:.0f} s  {doing}", end="", flush=True)
    seconds = time.monotonic() - began
    done = "done" if process.returncode == 0 else "failed"
    print(f"{chr(13) + chr(27) + '[K' if tty else ''}{step}: {done}, {seconds:.0f} s")
    if process.returncode != 0:
        print("".join(said[-30:]), file=sys.stderr)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
