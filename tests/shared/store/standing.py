"""PostgreSQL servers that are told to behave as the members of a group do."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg

ADDRESS = re.compile(r"postgresql\+psycopg://(?P<user>\w+)@(?P<place>.*)/(?P<name>\w+)")
MISSING = "missing"


def several(*addresses):
    """Return one address for the databases at *addresses*: many hosts, one name."""
    parts = [ADDRESS.fullmatch(address) for address in addresses]
    [[user, name]] = {(part["user"], part["name"]) for part in parts}
    hosts = "&".join(f"host={part['place']}" for part in parts)
    return f"postgresql+psycopg://{user}@/{name}?{hosts}"


def gone(address):
    """Return that database's address on a server where nobody listens."""
    return ADDRESS.sub(r"postgresql+psycopg://\g<user>@127.0.0.1:1/\g<name>", address)


def on(address, statement, *values):
    """Execute *statement* beside everything else, and return its rows."""
    # What is done here waits for nobody.
    with connected(address, "-c synchronous_commit=local") as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def connected(address, options=""):
    where = address.replace("+psycopg", "")
    with psycopg.connect(where, autocommit=True, options=options) as connection:
        yield connection


@contextmanager
def setting(address, name, value):
    """Let the whole server of *address* have another setting for a while."""
    try:
        on(address, f"ALTER SYSTEM SET {name} = '{value}'")
        on(address, "SELECT pg_reload_conf()")
        # The server does it when it comes to it; the test's own time limit ends this.
        while on(address, f"SHOW {name}") != [(value,)]:
            pass
        yield
    finally:
        on(address, f"ALTER SYSTEM RESET {name}")
        on(address, "SELECT pg_reload_conf()")


def demoted(address):
    """Let no session write on that server, as on a stand-by."""
    return setting(address, "default_transaction_read_only", "on")


@contextmanager
def without_standby(address):
    """Let commits wait for a stand-by that is not there."""
    trial = "SELECT pg_logical_emit_message(true, 'test', '')"
    with setting(address, "synchronous_standby_names", MISSING):
        # Only once its checkpointer knows the setting do commits wait.
        while not _waits(address, trial):
            pass
        yield


def _waits(address, statement):
    """Return whether the commit of *statement* waits, and let it wait no longer."""
    with connected(address) as connection, ThreadPoolExecutor() as threads:
        done = threads.submit(connection.execute, statement)
        while not done.done():
            if (process := connection.info.backend_pid) in waiting(address):
                cancel_wait(address, process)
                return True
    return False


def waiting(address):
    """Return the processes in which a commit waits for a stand-by."""
    query = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    return {pid for (pid,) in on(address, query)}


def wait_for_waiting(address, but=()):
    """Return such a process that is none of *but*, as soon as there is one."""
    # The test's own time limit ends this.
    while not (found := waiting(address) - set(but)):
        pass
    return found.pop()


def cancel_wait(address, process):
    """Do what an impatient administrator may do to a commit."""
    on(address, "SELECT pg_cancel_backend(%s)", process)
