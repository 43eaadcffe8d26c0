"""Run by Alembic: the migrations, on the connection that `service.store` hands over."""

from __future__ import annotations

from alembic import context

from counter_app.service.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
