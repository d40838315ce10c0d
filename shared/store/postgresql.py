"""Opens PostgreSQL: one server, or several of which one at a time can be written.

What a server has kept is told to people only when as many stand-bys have it as the
server was told to wait for. Two things would break that unnoticed, and do not here:
a wait that somebody cancels ends in a COMMIT that looks like any other, and a server
that has crashed shows, once it is back, what it had not yet passed on.
"""

from typing import Any, Self, cast

from psycopg import Connection, Cursor, OperationalError, connect
from psycopg.conninfo import make_conninfo
from psycopg.errors import Diagnostic, ReadOnlySqlTransaction
from psycopg.pq import PGconn, Ping
from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError

# A server that has vanished is noticed in seconds, not when TCP gives up; a hub that
# hangs in the middle of a transaction does not hold the office for ever.
OPTIONS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "options": "-c synchronous_commit=on -c lock_timeout=5s"
    " -c idle_in_transaction_session_timeout=10s",
}

NEXT_HOST_SECONDS = 2
"""So long one of several servers is waited for; libpq allows no less."""

WAITS_FOR_STANDBY = "SyncRepWaitForLSN"
"""PostgreSQL's function that warns of a cancelled wait; the words are translated."""

DOUBTED = (
    "kept on one server, but no stand-by has confirmed it: see to the stand-bys"
    " (patronictl list), and let nobody cancel a COMMIT that waits for them"
)

# The log is passed on in order: who has this, has all that was written before.
CONFIRM = "SELECT pg_logical_emit_message(true, 'motcua', '')"

GONE = ("08", "25", "57")
"""Classes of errors on a new connection after which another may do better: it is
lost, its server cannot be written, or is being shut down."""


class SureCursor(Cursor[Any]):
    """Sends statements that are believed, where each is a transaction by itself."""

    def execute(self, *arguments: Any, **more: Any) -> Self:
        """Execute a statement, and close the connection if it is not confirmed.

        Raises:
            OperationalError: Nobody knows whether it is kept.
        """
        super().execute(*arguments, **more)
        cast(SureConnection, self.connection).believe()
        return self


class SureConnection(Connection[Any]):
    """A connection on which a commit is believed only when a stand-by has it."""

    _doubted = False

    @classmethod
    def connect(cls, *arguments: Any, **more: Any) -> Self:
        """Return a connection to a server whose stand-bys have all that it shows.

        Raises:
            OperationalError: There is none, or no stand-by has confirmed it.
        """
        connection = super().connect(*arguments, **more)
        connection.add_notice_handler(connection.hear)
        connection.cursor_factory = SureCursor
        try:
            connection.execute(CONFIRM)
            connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection

    def commit(self) -> None:
        """Commit, and be closed if no stand-by has confirmed it.

        Raises:
            OperationalError: Nobody knows whether it is kept: it is, unless another
                server takes over.
        """
        super().commit()
        self.believe()

    def believe(self) -> None:
        """Be closed if what was just committed no stand-by has confirmed.

        Raises:
            OperationalError: So it is.
        """
        if self._doubted:
            self.close()
            raise OperationalError(DOUBTED)

    def hear(self, notice: Diagnostic) -> None:
        """Take notice of what the server says beside its answers."""
        self._doubted |= notice.source_function == WAITS_FOR_STANDBY


def open_postgresql(url: URL, *, writing: bool) -> Engine:
    """Return an engine for *url*, which may name several servers as `host`.

    For *writing* it finds the one that can be written, and leaves one that no longer
    can; otherwise any of them will do.
    """
    engine = create_engine(url, connect_args=connecting(url, writing=writing))
    if writing:
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "handle_error", _leave_a_standby)
    return engine


def connecting(url: URL, *, writing: bool = True) -> dict[str, Any]:
    """Return how to connect to *url* beside what it says itself, as libpq's words."""
    options = dict(OPTIONS)
    if len(_places(url)) > 1:
        options["connect_timeout"] = NEXT_HOST_SECONDS
    if writing and "target_session_attrs" not in url.query:
        options["target_session_attrs"] = "read-write"
    return options


def in_libpqs_words(url: URL) -> str:
    """Return *url* as PostgreSQL's own programs understand it, without a password.

    They write only where it can be done.
    """
    if len(_places(url)) == 1:
        plain = url.set(drivername="postgresql")
        return plain.render_as_string(hide_password=True)
    _, asked = url.get_dialect()().create_connect_args(url)
    words: dict[str, Any] = {"target_session_attrs": "read-write", **asked}
    return make_conninfo(**{k: v for k, v in words.items() if k != "context"})


def may_come_back(error: DBAPIError, url: URL) -> bool:
    """Return whether *error* is only that no server at *url* can be used just now."""
    if error.connection_invalidated:
        return True
    if error.statement is not None:
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is not None and state[:2] not in GONE:
        return False
    return _lets_us_in(url)


def _lets_us_in(url: URL) -> bool:
    """Return whether none of the servers refuses us, or one would let us in.

    A server that answers and refuses us does so for good. One that starts, one that
    only waits to be promoted, or none at all may let us write later.
    """
    refused = False
    for place in _places(url):
        where = make_conninfo(**place, connect_timeout=NEXT_HOST_SECONDS)
        if PGconn.ping(where.encode()) != Ping.OK:
            continue
        try:
            connect(where).close()
        except OperationalError:
            refused = True
        else:
            return True
    return not refused


def _places(url: URL) -> list[dict[str, Any]]:
    """Return how to connect to each of the servers that *url* names."""
    _, asked = url.get_dialect()().create_connect_args(url)
    kept = {
        name: value
        for name, value in asked.items()
        if name not in ("context", "target_session_attrs", "connect_timeout")
    }
    hosts = str(kept.pop("host", "")).split(",")
    ports = str(kept.pop("port", "")).split(",")
    if len(ports) != len(hosts):
        ports = ports[:1] * len(hosts)
    return [
        kept | {name: value for name, value in at.items() if value}
        for at in ({"host": h, "port": p} for h, p in zip(hosts, ports, strict=True))
    ]


def _connect(_dialect: object, _record: object, where: Any, more: Any) -> Any:
    return SureConnection.connect(*where, **more)


def _leave_a_standby(context: ExceptionContext) -> None:
    """Let the pool drop connections to a server that can no longer be written."""
    if isinstance(context.original_exception, ReadOnlySqlTransaction):
        context.is_disconnect = True
