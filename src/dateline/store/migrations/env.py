"""What Alembic runs around a migration: the connection and its transaction are the caller's."""

from __future__ import annotations

from alembic import context

from dateline.store.tables.articles import Base

# SQLite cannot alter a table in place; batch mode copies it, and changes nothing elsewhere.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
