"""Three database machines on one: etcd, Patroni and PostgreSQL on loopback ports.

They are set up by the very files of `config/ha`, with other addresses and folders.
"""

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.postgresql import children, spare_port
from tests.programs import ROOT

EXAMPLES = ROOT / "config" / "ha"
PACKAGES = "patroni etcd-server postgresql"
SERVERS = Path("/usr/lib/postgresql")
EXAMPLE_PORTS = ("2379", "2380", "5432", "8008")
# The servers have passwords of their own, which the hub's would hide.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
NAMES = ("db-1", "db-2", "db-3")


class NotInstalled(Exception):
    """A program that this needs is not on this machine."""


def check_programs():
    """Return the folder of PostgreSQL's programs.

    Raises:
        NotInstalled: One is missing; with the line that installs it.
    """
    found = sorted(SERVERS.glob("*/bin"), key=lambda path: int(path.parent.name))
    missing = [name for name in ("patroni", "etcd") if not shutil.which(name)]
    if missing or not found:
        install = f"apt-get install --no-install-recommends {PACKAGES}"
        raise NotInstalled(f"please run this, then try again: sudo {install}")
    return found[-1]


class Machine:
    """One of the three, which can be cut off from its power."""

    def __init__(self, place, folder, binaries, ports):
        """Stand at *place* among the *ports* of all, which are by the usual ones."""
        self.name = NAMES[place]
        self._place, self._ports = place, ports
        self.folder = folder / self.name
        self.folder.mkdir()
        self.data = self.folder / "data"
        self.sql_port, self.api_port = (ports[each][place] for each in ("5432", "8008"))
        self._settings = self.folder / "patroni.yml"
        self._settings.write_text(self._patroni(binaries))
        self._settings.chmod(0o600)
        self._processes = []
        if as_whom():
            for path in (self.folder, self._settings):
                shutil.chown(path, "postgres", "postgres")

    def start(self):
        """Switch it on."""
        environment = dict(line.split("=", 1) for line in self._etcd())
        self._processes = [
            self._run("etcd", environment=environment),
            self._run("patroni", str(self._settings)),
        ]

    def cut_power(self):
        """Let everything on it die at the same moment, without a word."""
        # Standing still they can neither tidy up nor start more of them.
        for process in self._processes:
            process.send_signal(signal.SIGSTOP)
        self.crash_server()
        for process in self._processes:
            process.kill()
            process.wait()

    def crash_server(self):
        """Let PostgreSQL alone die, with all its processes."""
        server = self._server()
        if server is None:
            return
        os.kill(server, signal.SIGSTOP)
        for child in children(server):
            os.kill(child, signal.SIGKILL)
        os.kill(server, signal.SIGKILL)

    def ctl(self, *words):
        """Run patronictl as an administrator would, and return what it said."""
        command = ["patronictl", "-c", self._settings, *words]
        result = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=self.folder,
            timeout=60, **as_whom(),
        )  # fmt: skip
        return result.stdout

    def _run(self, *command, environment=()):
        with (self.folder / f"{command[0]}.log").open("a") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder,
                env=ENVIRONMENT | dict(environment), start_new_session=True,
                **as_whom(),
            )  # fmt: skip

    def _server(self):
        """Return the process of PostgreSQL itself, if there is one."""
        with suppress(OSError, ValueError):
            process = int((self.data / "postmaster.pid").read_text().split()[0])
            with suppress(OSError):
                os.kill(process, 0)
                return process
        return None

    def _etcd(self):
        text = (EXAMPLES / "etcd.env").read_text(encoding="utf-8")
        text = text.replace("/var/lib/etcd/motcua", str(self.folder / "etcd"))
        text = self._here(text).replace("ETCD_NAME=db-1", f"ETCD_NAME={self.name}")
        return [line for line in text.splitlines() if line.startswith("ETCD_")]

    def _patroni(self, binaries):
        text = (EXAMPLES / "patroni.yml").read_text(encoding="utf-8")
        archive = self.folder.parent / "wal"
        for here, there in {
            "name: db-1": f"name: {self.name}",
            "/var/lib/postgresql/15/motcua": self.data,
            "/usr/lib/postgresql/15/bin": binaries,
            "/var/lib/postgresql/patroni.pgpass": self.folder / "pgpass",
            "/var/run/postgresql": self.folder,
            "/srv/motcua-wal": archive,
            "192.168.1.0/24": "127.0.0.1/32",
            "mode: automatic": "mode: 'off'",  # it would restart this machine
        }.items():
            assert here in text, here
            text = text.replace(here, str(there))
        return self._here(text)

    def _here(self, text):
        """Return *text* with the example's addresses as those of this machine."""

        def port(match):
            host, usual = match.groups()
            # Where the example says the first machine alone, it means this one.
            own = "," not in match.string[line_of(match)]
            place = self._place if own else int(host) - 11
            return f"127.0.0.1:{self._ports[usual][place]}"

        return re.sub(r"192\.168\.1\.(\d+):(\d+)", port, text)


def line_of(match):
    """Return where the line of *match* is, as a slice."""
    begin = match.string.rfind("\n", 0, match.start()) + 1
    end = match.string.find("\n", match.end())
    return slice(begin, end if end >= 0 else None)


def three_machines(folder):
    """Return three machines in *folder*, still without power."""
    binaries = check_programs()
    ports = {usual: [spare_port() for _ in NAMES] for usual in EXAMPLE_PORTS}
    (folder / "wal").mkdir()
    if as_whom():
        shutil.chown(folder, "postgres", "postgres")
        shutil.chown(folder / "wal", "postgres", "postgres")
    return [Machine(place, folder, binaries, ports) for place in range(len(NAMES))]


def as_whom():
    """Return who runs the servers: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}
