"""How alembic runs the steps: in the transaction of whoever asked for them."""

from alembic import context

from shared.store.partitions import metadata_for

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata_for(context.config.attributes["connection"].dialect.name),
    # SQLite changes most of a table only by making it anew.
    render_as_batch=True,
    # Our SQLite connections begin transactions themselves, so DDL is in them too.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
