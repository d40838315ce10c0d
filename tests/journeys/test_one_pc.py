"""The commune with one old PC: hub, display and kiosk kept running on it."""

import os
import re
import shutil
import signal
import socket
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from tests.programs import ROOT, start

LIMIT = 60


@pytest.fixture
def config(tmp_path):
    """Settings of a PC with everything, on a port of its own, with a log file."""
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("hub.toml", "kiosk.toml", "display.toml"):
        change(folder / name, "8765", str(port))
    change(folder / "pc.toml", "# file =", "file =")
    return folder


def change(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


class OnePc:
    """The process that keeps the others, and its log."""

    def __init__(self, config):
        self.log = config.parent / "data" / "motcua.log"
        self.process = start("shared.office", "run", "--config", config)

    def wait_for(self, pattern, times=1):
        """Wait until the log has *pattern* so often; return what each found."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            text = self.log.read_text("utf-8") if self.log.exists() else ""
            if len(found := re.findall(pattern, text)) >= times:
                return found
            if self.process.poll() is not None:
                break
            Event().wait(0.05)
        raise AssertionError(f"{pattern!r} is not in the log:\n{text}")

    def process_of(self, role, times=1):
        return int(self.wait_for(rf"{role} runs as process (\d+)", times)[-1])


@contextmanager
def running(config):
    pc = OnePc(config)
    try:
        pc.wait_for("this PC's programs run: hub, display, kiosk")
        yield pc
    finally:
        pc.process.kill()
        pc.process.communicate()


def is_gone(process):
    """Return whether *process* has ended, also if nobody has asked for its code."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


@pytest.mark.timeout(200)
def test_what_dies_comes_back_and_all_end_in_order(config):
    with running(config) as pc:
        for role in ("hub", "display", "kiosk"):
            os.kill(pc.process_of(role), signal.SIGKILL)
            pc.process_of(role, times=2)
        pc.wait_for("kiosk kiosk-1 .*is here")
        pc.process.send_signal(signal.SIGTERM)

        assert pc.process.wait(LIMIT) == 0
        roles = ("kiosk", "display", "hub")
        assert [is_gone(pc.process_of(role, 2)) for role in roles] == [True] * 3
        ends = [
            pc.wait_for(rf"(\S+ \S+) INFO \S+ {role} has ended")[-1] for role in roles
        ]
        assert ends == sorted(ends)


@pytest.mark.timeout(200)
def test_no_program_outlives_the_one_that_keeps_it(config):
    with running(config) as pc:
        pc.process.kill()
        pc.process.wait(LIMIT)

        end = time.monotonic() + LIMIT
        left = [pc.process_of(role) for role in ("hub", "display", "kiosk")]
        while not all(map(is_gone, left)):
            assert time.monotonic() < end
            Event().wait(0.05)


@pytest.mark.timeout(200)
def test_an_office_runs_only_once_on_a_pc(config):
    with running(config):
        second = start("shared.office", "run", "--config", config, stderr=-1)

        _, said = second.communicate(timeout=LIMIT)

    assert second.returncode == 2
    assert "it runs already" in said
