"""The tables of the database, as the newest migration leaves them."""

from __future__ import annotations

import datetime

import sqlalchemy as sa

__all__ = ["CONTENT_COLUMNS", "UtcTime", "contents", "metadata", "networks", "results", "settings"]
__all__ += ["records", "snapshots", "versions"]


class UtcTime(sa.TypeDecorator[datetime.datetime]):
    """A moment in UTC; SQLite, which keeps no zone, is given one on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: sa.Dialect
    ) -> datetime.datetime | None:
        """Bring a moment to UTC."""
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(
        self, value: datetime.datetime | None, dialect: sa.Dialect
    ) -> datetime.datetime | None:
        """Give a moment its zone back."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=datetime.UTC)


metadata = sa.MetaData()

networks = sa.Table(
    "networks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created", UtcTime, nullable=False),
    sa.Column("is_removed", sa.Boolean, nullable=False),
    # Without a foreign key: versions refers to networks already, and not every database can
    # make two tables that refer to each other.
    sa.Column("current_id", sa.Integer),
    sa.Column("last_id", sa.Integer),
    sqlite_autoincrement=True,
)

contents = sa.Table(
    "contents",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

CONTENT_COLUMNS = {
    "actors": "actors_sha256",
    "ties": "ties_sha256",
    "events": "events_sha256",
    "participations": "participations_sha256",
}
"""Which column of ``versions`` points to the content of each table of a network."""

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("network_id", sa.ForeignKey("networks.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("parent_id", sa.ForeignKey("versions.id")),
    sa.Column("created", UtcTime, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("sources", sa.JSON, nullable=False),
    sa.Column("event_cap", sa.Integer, nullable=False),
    sa.Column("actors", sa.Integer, nullable=False),
    sa.Column("ties", sa.Integer, nullable=False),
    sa.Column("sector_words", sa.JSON, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    *(sa.Column(name, sa.ForeignKey("contents.sha256"), nullable=False) for name in CONTENT_COLUMNS.values()),
    sa.Column("action", sa.JSON(none_as_null=True)),
    sa.Column("changes", sa.JSON(none_as_null=True)),
    sa.UniqueConstraint("network_id", "number", name="versions_number"),
    sqlite_autoincrement=True,
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("network_id", sa.ForeignKey("networks.id"), nullable=False, index=True),
    sa.Column("version_id", sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("audience", sa.Text, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("sha256", sa.ForeignKey("contents.sha256"), nullable=False),
    sa.Column("created", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

records = sa.Table(
    "records",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("network_id", sa.ForeignKey("networks.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("value", sa.JSON(none_as_null=True)),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("created", UtcTime, nullable=False),
    sa.Index("records_subject", "network_id", "kind", "subject"),
    sqlite_autoincrement=True,
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),
)

results = sa.Table(
    "results",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("created", UtcTime, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("fingerprint", "key", name="results_key"),
    sqlite_autoincrement=True,
)
