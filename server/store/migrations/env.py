"""Alembic's environment: runs on the connection that `migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

import server.store.tables  # noqa: F401  (registers the tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=False,  # the transaction is `migrate`'s
)
context.run_migrations()
