"""As much of Python's database interface as SQLAlchemy wants, over apsw."""

import apsw

paramstyle = "qmark"
sqlite_version_info = tuple(map(int, apsw.sqlite_lib_version().split(".")))
Error = apsw.Error
ProgrammingError = apsw.MisuseError


class Connection:
    """A connection that begins no transaction by itself."""

    isolation_level = None

    def __init__(self, path, vfs):
        self.apsw = apsw.Connection(path, vfs=vfs)

    def cursor(self):
        return Cursor(self.apsw)

    def create_function(self, *_arguments, **_options):
        """Do nothing: none of the functions SQLAlchemy brings along is used."""

    def commit(self):
        self._end("COMMIT")

    def rollback(self):
        self._end("ROLLBACK")

    def close(self):
        self.apsw.close()

    def _end(self, how):
        if self.apsw.in_transaction:
            self.apsw.execute(how)


class Cursor:
    """Runs statements, and keeps the rows that came."""

    arraysize = 1

    def __init__(self, connection):
        self._connection = connection
        self._cursor = connection.cursor()
        # The only moment at which apsw also names the columns of no rows.
        self._cursor.exec_trace = self._describe
        self._rows = iter(())
        self.description = None

    @property
    def rowcount(self):
        return self._connection.changes()

    @property
    def lastrowid(self):
        return self._connection.last_insert_rowid()

    def execute(self, statement, values=None):
        self._rows = iter(list(self._cursor.execute(statement, values)))

    def executemany(self, statement, many):
        self._rows = iter(list(self._cursor.executemany(statement, many)))

    def fetchone(self):
        return next(self._rows, None)

    def fetchall(self):
        return list(self._rows)

    def close(self):
        self._cursor.close()

    def _describe(self, cursor, _statement, _values):
        described = cursor.get_description()
        self.description = [(name, *[None] * 6) for name, _ in described] or None
        return True
