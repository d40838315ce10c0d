"""One file a step, in order: `v002_what_it_does.py` revises 001, and so on.

A change of `shared.store.tables` comes with the step that leads there, and `LAST` in
`shared.store.upgrade` names it. All steps run in one transaction on SQLite and on
PostgreSQL; a change of a column is written with `op.batch_alter_table`, which SQLite
needs. A step that was released is never changed again.
"""
