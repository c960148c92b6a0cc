"""Make the tables of the first workspace.

The columns are written out here and not taken from the program: a migration that was once run
must do the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["downgrade", "upgrade"]

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _networks_and_versions()
    _snapshots()
    _settings_and_results()


def downgrade() -> None:
    """Drop all tables."""
    for name in ("results", "settings", "snapshots", "versions", "contents", "networks"):
        op.drop_table(name)


def _networks_and_versions() -> None:
    """Make the tables of programmes, contents and versions."""
    op.create_table(
        "networks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("current_id", sa.Integer),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contents",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("network_id", sa.Integer, sa.ForeignKey("networks.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("versions.id")),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("author", "note")),
        sa.Column("sources", sa.JSON, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("event_cap", "actors", "ties")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("sector_words", "warnings")),
        *(_content_key(f"{table}_sha256") for table in ("actors", "ties", "events", "participations")),
        sa.UniqueConstraint("network_id", "number", name="versions_number"),
        sqlite_autoincrement=True,
    )


def _snapshots() -> None:
    """Make the table of snapshots."""
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("network_id", sa.Integer, sa.ForeignKey("networks.id"), nullable=False, index=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("title", "language", "audience", "date", "format")
        ),
        _content_key("sha256"),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )


def _settings_and_results() -> None:
    """Make the tables of settings and of kept results."""
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )
    op.create_table(
        "results",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("fingerprint", "key", name="results_key"),
        sqlite_autoincrement=True,
    )


def _content_key(name: str) -> sa.Column[str]:
    """Make a column that points to a content."""
    return sa.Column(name, sa.String(64), sa.ForeignKey("contents.sha256"), nullable=False)
