"""What was answered to wishes, for stations that ask again."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Dialect, and_, delete, insert, select
from sqlalchemy.exc import IntegrityError

from shared.store.errors import AnsweredBefore
from shared.store.prepared import Prepared
from shared.store.rows import Answer
from shared.store.tables import answers

# What is kept for two days is far too much to be read by each hub that starts.
COLUMNS = (answers.c.id, answers.c.at, answers.c.answer, answers.c.station)


class Answers:
    """The answers of one office; a wish's id is answered once and for all."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        office: str,
        dialect: Dialect,
    ) -> None:
        self._transaction = transaction
        self._office = office
        self._keep = Prepared(insert(answers), dialect)

    def since(self, at: int) -> dict[str, Answer]:
        """Return what was answered since then, by the wish's id."""
        query = select(*COLUMNS).where(
            answers.c.office == self._office, answers.c.at >= at
        )
        with self._transaction() as connection:
            return {row.id: Answer(*row) for row in connection.execute(query)}

    def to(self, ids: Sequence[str]) -> dict[str, Answer]:
        """Return what was answered to the wishes with these *ids*, however long ago."""
        query = select(*COLUMNS).where(
            answers.c.office == self._office, answers.c.id.in_(ids)
        )
        with self._transaction() as connection:
            return {row.id: Answer(*row) for row in connection.execute(query)}

    def forget(self, before: int) -> None:
        """Drop the answers given before then."""
        old = and_(answers.c.office == self._office, answers.c.at < before)
        with self._transaction() as connection:
            connection.execute(delete(answers).where(old))

    def keep(self, connection: Connection, given: Iterable[Answer]) -> None:
        """Keep the answers that were *given*, in a transaction under way.

        Raises:
            AnsweredBefore: One of the wishes has an answer.
        """
        self.keep_all(connection, [(self._office, given)])

    def keep_all(
        self, connection: Connection, given: Iterable[tuple[str, Iterable[Answer]]]
    ) -> None:
        """Keep in the same way what was *given* by each of several offices.

        Raises:
            AnsweredBefore: One of the wishes has an answer.
        """
        rows = [
            {
                "office": office,
                "id": answer.id,
                "at": answer.at,
                "station": answer.station,
                "answer": answer.text,
            }
            for office, told in given
            for answer in told
        ]
        try:
            self._keep.run(connection, rows)
        except IntegrityError as error:
            offices = ", ".join(sorted({str(row["office"]) for row in rows}))
            raise AnsweredBefore(f"{offices} has answered this before") from error
