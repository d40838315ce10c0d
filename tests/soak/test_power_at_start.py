"""A weak PC whose power is cut again and again, while it starts and while it works.

The hub and a kiosk have a quarter of a core each. Both die in the same moment, at
any point of their start or of a citizen's turn, and must come back with nobody's help.
"""

import json
import os
import signal
import socket
import sqlite3
import time
from collections import Counter
from contextlib import ExitStack
from random import Random
from threading import Event, Thread

import pytest

from tests.bench.kiosk import held_back
from tests.programs import ROOT, a_config, start
from tests.soak.records import examine

SEED = 20261123
SPEED = 40.0
"""So much faster than real ones citizens come."""

MORNING = 1_767_575_640_000
LONGEST_LIFE = 9.0
"""Seconds: a start held to a quarter of a core takes about five."""

LIMIT = 120.0


class Pc:
    """A hub and a kiosk, and what the kiosk has told citizens in all its lives."""

    def __init__(self, folder):
        self.address = f"sqlite:///{folder}/records.sqlite"
        self.told = []
        self.folder = folder
        self.log = folder / "pc.log"
        self._config = a_config(folder, kiosks=1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._clock = f"{MORNING},{time.time_ns() // 1_000_000},{SPEED:g}"
        self._lives = 0

    def switch_on(self):
        """Start both, held back; return what they are held by."""
        self._lives += 1
        with self.log.open("a") as log:
            self.hub = start(
                "shared.hub",
                "--config", self._config, "--port", self._port,
                "--database", self.address, "--clock", self._clock,
                stderr=log,
            )  # fmt: skip
            self.kiosk = start(
                "kiosk",
                "--config", ROOT / "config" / "kiosk.toml",
                "--hub", f"ws://127.0.0.1:{self._port}",
                "--printer", f"file:{self.folder}/slips.bin",
                "--records", self.folder, "--figures",
                "--simulate", self._lives, "--clock", self._clock,
                stderr=log,
            )  # fmt: skip
        self._reader = Thread(target=self._read, args=(self.kiosk.stdout,))
        self._reader.start()
        held = ExitStack()
        for process in (self.hub, self.kiosk):
            held.enter_context(held_back(process))
        return held

    def cut_power(self):
        for process in (self.hub, self.kiosk):
            os.kill(process.pid, signal.SIGKILL)
        self._wait_for_the_end()

    def shut_down(self):
        """Let both end well; return their exit codes."""
        self.kiosk.terminate()
        self.kiosk.wait(LIMIT)
        self.hub.terminate()
        return self._wait_for_the_end()

    def wait_until(self, true):
        end = time.monotonic() + LIMIT
        while not true():
            for process in (self.hub, self.kiosk):
                assert process.poll() is None, self.log.read_text()[-3_000:]
            assert time.monotonic() < end, self.log.read_text()[-3_000:]
            Event().wait(0.05)

    def wait_for_a_number(self):
        before = len(self.told)
        self.wait_until(lambda: len(self.told) > before)

    def unmerged(self):
        """Return the numbers that were told and do not stand in the records yet."""
        return set(self.told) - set(self.kept())

    def kept(self):
        path = f"file:{self.folder}/records.sqlite?mode=ro"
        with sqlite3.connect(path, uri=True) as records:
            return [row[0] for row in records.execute("SELECT number FROM tickets")]

    def _read(self, stream):
        for line in stream:
            if line.endswith("\n") and '"stored"' in line:
                self.told.append(json.loads(line)["number"])

    def _wait_for_the_end(self):
        codes = [process.wait(LIMIT) for process in (self.hub, self.kiosk)]
        self._reader.join()
        for process in (self.hub, self.kiosk):
            process.stdin.close()
            process.stdout.close()
        return codes


@pytest.mark.timeout(7_200)
def test_a_weak_pc_comes_back_by_itself_after_every_power_cut(length, tell, tmp_path):
    chance, pc = Random(SEED), Pc(tmp_path)
    lives = Counter()

    for _ in range(length.power_cuts):
        before = len(pc.told)
        with pc.switch_on():
            if chance.random() < 0.3:  # also far into the work
                pc.wait_for_a_number()
            Event().wait(chance.uniform(0, LONGEST_LIFE))
            pc.cut_power()
        lives["without a number" if len(pc.told) == before else "with numbers"] += 1
    with pc.switch_on():
        pc.wait_for_a_number()
        pc.wait_until(lambda: not pc.unmerged())
        codes = pc.shut_down()

    findings = examine(pc.address, [])
    told_twice = [number for number, times in Counter(pc.told).items() if times > 1]
    tell(power_cuts=length.power_cuts, numbers_told=len(pc.told), **lives)
    assert codes == [0, 0]
    assert (told_twice, pc.unmerged()) == ([], set())
    assert (findings.duplicates, findings.gaps, findings.unlike) == ([], [], [])
    assert "do not fit together" not in pc.log.read_text()
    assert list(tmp_path.rglob("*.new")) == []
