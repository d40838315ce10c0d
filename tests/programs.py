"""The project's programs as real processes, for tests that need them."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HUB_CONFIG = ROOT / "config" / "hub.toml"
ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}


def run(*words, environment=(), **more):
    """Run ``python -m words…`` to its end, and return how it went."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        cwd=ROOT,
        env=ENVIRONMENT | dict(environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **more,
    )


def start(*words, environment=(), **more):
    """Start ``python -m words…``, its output to be read as text."""
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, words)],
        cwd=ROOT,
        env=ENVIRONMENT | dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


def a_config(folder, *, kiosks=1, limit="off"):
    """Return the file of a hub made in *folder*: its kiosks, its limit on numbers."""
    for name in ("hub.toml", "office.toml"):
        text = (ROOT / "config" / name).read_text(encoding="utf-8")
        text = re.sub(r"^kiosks = \d", f"kiosks = {kiosks}", text, flags=re.MULTILINE)
        text = text.replace('limit = "off"', f'limit = "{limit}"')
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "hub.toml"


class HubProcess:
    """A hub of its own, which can be killed and started again at the same place."""

    def __init__(
        self, folder, database=None, environment=(), config=HUB_CONFIG, words=()
    ):
        self.database = database or f"sqlite:///{folder}/records.sqlite"
        self.environment = environment
        self.config = config
        self.words = words
        self.log = folder / "hub.log"
        """What all its lives have written to standard error."""
        self._port = "0"
        self.start()

    def start(self):
        """Start, and wait until stations can come."""
        with self.log.open("a") as log:
            self.process = start(
                "shared.hub",
                "--config", self.config,
                "--database", self.database,
                "--port", self._port,
                *self.words,
                environment=self.environment,
                stderr=log,
            )  # fmt: skip
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            self.close()
            raise RuntimeError(self.log.read_text())
        self._port = self.url.rpartition(":")[2]

    def kill(self):
        """Let it die without a word, as in a power cut."""
        self.process.kill()
        self.close()

    def stop(self):
        """Ask it to end, and return its exit code."""
        self.process.terminate()
        return self.close()

    def close(self):
        """Wait for its end, and return its exit code."""
        code = self.process.wait(timeout=10)
        self.process.stdin.close()
        self.process.stdout.close()
        return code
