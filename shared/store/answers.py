"""What was answered to wishes, for stations that ask again."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, and_, delete, select

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
    ) -> None:
        self._transaction = transaction
        self._office = office

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
