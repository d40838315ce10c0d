"""How a database goes about what the store really asks of it."""

from sqlalchemy import event


def plans(engine, act):
    """Return of each query that *act* makes how the database would do it, as text."""
    asked = []

    def note(_connection, _cursor, words, values, *_):
        if words.lstrip().startswith("SELECT"):
            asked.append((words, values))

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    explain = "EXPLAIN" if engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    with engine.begin() as connection:
        return [
            "\n".join(
                str(row[-1])
                for row in connection.exec_driver_sql(f"{explain} {words}", values)
            )
            for words, values in asked
        ]
