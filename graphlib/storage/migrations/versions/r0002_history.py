"""Keep with each version what was done and what it changed, and where redo leads.

Versions that stand there already keep no more than they have: what was done was not asked, and
what changed is found by comparing them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["downgrade", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns, all of them blank."""
    op.add_column("networks", sa.Column("last_id", sa.Integer))
    op.add_column("versions", sa.Column("action", sa.JSON))
    op.add_column("versions", sa.Column("changes", sa.JSON))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("versions", "changes")
    op.drop_column("versions", "action")
    op.drop_column("networks", "last_id")
