"""Who was at the counter for an act, who decided, and the mandate signed for the agent to type."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Three columns, empty for the acts of before: nobody was asked then."""
    op.add_column("operations", sa.Column("situation", sa.String(length=32)))
    op.add_column("operations", sa.Column("decided_by", sa.String(length=16)))
    op.add_column("operations", sa.Column("mandate", sa.String(length=40)))
