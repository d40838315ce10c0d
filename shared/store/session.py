"""A connection of its own to a PostgreSQL server, for what lives with a connection.

That is who owns an office, and who is told that something was written.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from shared.store.engine import told
from shared.store.errors import StoreUnreachable
from shared.store.postgresql import connecting

LET_GO_SECONDS = 5
"""So long after its last word the server ends the session of a hub that hangs."""

# Whoever has vanished is noticed by the other side within six seconds: by the hub with
# the first line, by the server, which has settings of the same names, with the second.
PROMPT = {
    "keepalives_idle": 3, "keepalives_interval": 1, "keepalives_count": 3,
    "tcp_user_timeout": LET_GO_SECONDS * 1_000,
    "options": "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1"
    f" -c tcp_keepalives_count=3 -c tcp_user_timeout={LET_GO_SECONDS * 1_000}",
}  # fmt: skip


class Session:
    """One connection, opened when it is needed, and what is known of it.

    Every statement is by itself: there are no transactions. Not for two threads at
    once, but for `cut`.
    """

    def __init__(self, engine: Engine, name: str, *, let_go: bool = False) -> None:
        """Connect to the server of *engine*, which sees the connection as *name*.

        With *let_go* it ends a session from which nothing comes for so many seconds.
        """
        self._engine = create_engine(
            engine.url,
            connect_args=connecting(engine.url) | PROMPT | {"application_name": name},
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
        )
        self._let_go = let_go
        self._connection: Connection | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as is known."""
        return self._connection is not None

    def open(self) -> None:
        """Connect, unless that is done already.

        Raises:
            StoreUnavailable: The server does not answer, or lets nobody in.
        """
        if self._connection is None:
            with told(self._engine):
                self._connection = self._engine.connect()
            seconds = LET_GO_SECONDS if self._let_go else 0
            if self.driver.info.server_version >= 140_000:
                self.rows(f"SET idle_session_timeout = '{seconds}s'")

    @property
    def driver(self) -> Any:
        """The driver's own connection, which is open."""
        assert self._connection is not None
        return self._connection.connection.driver_connection

    def rows(self, statement: str, **values: object) -> list[Any]:
        """Return what *statement* gives, which names *values* as ``%(name)s``.

        Raises:
            StoreUnreachable: The connection has broken, and is closed now.
            StoreUnavailable: The server refused.
        """
        assert self._connection is not None
        try:
            with told(self._engine):
                result = self._connection.exec_driver_sql(statement, values)
                return list(result) if result.returns_rows else []
        except StoreUnreachable:
            self.close()
            raise

    def heard(self, seconds: float) -> Iterator[str]:
        """Give what others tell on the channels that are listened to.

        It waits so long for the first, and ends with those that are there then.

        Raises:
            StoreUnreachable: The connection has broken, and is closed now.
        """
        try:
            for wait, most in ((seconds, 1), (0, None)):
                for notice in self.driver.notifies(timeout=wait, stop_after=most):
                    yield notice.payload
        except psycopg.Error as error:
            self.close()
            raise StoreUnreachable(" ".join(str(error).split())) from error

    def cut(self) -> None:
        """Let whoever waits for the server in another thread wait no longer."""
        connection = self._connection
        if connection is None:
            return
        # It may be closed at this very moment, by whoever uses it: then all is well.
        with suppress(psycopg.Error, SQLAlchemyError, OSError):
            driver: Any = connection.connection.driver_connection
            family, kind = socket.AF_INET, socket.SOCK_STREAM
            with socket.fromfd(driver.fileno(), family, kind) as line:
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let the connection go, with all that lived with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # the server needs no farewell
            connection.close()
