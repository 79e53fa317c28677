"""Runs migrations on the connection that `storage.migrations` hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from storage.tables import metadata
from storage.tables.columns import Moment


def written_plainly(kind: str, value: Any, _: Any) -> str | Literal[False]:
    """Write our own column types as what they are in the database: the history must not change with the code."""
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    return "sa.String()" if kind == "type" and isinstance(value, AutoString) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=written_plainly,
)
with context.begin_transaction():
    context.run_migrations()
