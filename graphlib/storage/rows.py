"""Rows of the database: how the contents, snapshots, records and results among them are found and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from graphlib.storage import rules
from graphlib.storage.port import Record, StoredSnapshot
from graphlib.storage.tables import CONTENT_COLUMNS, contents, records, results, snapshots, versions

__all__ = [
    "SNAPSHOTS",
    "content_of",
    "inserted",
    "is_result",
    "kept",
    "newest_records",
    "records_of",
    "snapshot_of",
    "version_tables",
]

SNAPSHOTS = sa.select(*snapshots.columns, contents.c.size).join(contents)
"""All snapshots, each with the size of its file."""


def records_of(connection: sa.Connection, network_id: int, kind: str) -> tuple[Record, ...]:
    """List the records of a programme and kind, oldest first."""
    return _read(connection, _is_of(network_id, kind))


def newest_records(connection: sa.Connection, network_id: int, kind: str) -> tuple[Record, ...]:
    """List the newest record of each subject, oldest first, those withdrawn too."""
    newest = sa.select(sa.func.max(records.c.id)).where(_is_of(network_id, kind)).group_by(records.c.subject)
    return _read(connection, records.c.id.in_(newest))


def _is_of(network_id: int, kind: str) -> sa.ColumnElement[bool]:
    """Say which records are meant."""
    return sa.and_(records.c.network_id == network_id, records.c.kind == kind)


def _read(connection: sa.Connection, chosen: sa.ColumnElement[bool]) -> tuple[Record, ...]:
    """Read records, oldest first."""
    rows = connection.execute(sa.select(records).where(chosen).order_by(records.c.id)).mappings()
    return tuple(Record(**row) for row in rows)


def snapshot_of(connection: sa.Connection, snapshot_id: int) -> StoredSnapshot:
    """Find a snapshot."""
    chosen = SNAPSHOTS.where(snapshots.c.id == snapshot_id)
    row = connection.execute(chosen).mappings().one_or_none()
    if row is None:
        raise rules.missing("snapshot", snapshot_id)
    return StoredSnapshot(**row)


def version_tables(connection: sa.Connection, version_id: int) -> tuple[dict[str, str], dict[str, bytes]]:
    """Give the checksum and the bytes of each table of a version."""
    row = connection.execute(sa.select(versions).where(versions.c.id == version_id)).one()._mapping
    keys = {name: row[column] for name, column in CONTENT_COLUMNS.items()}
    return keys, {name: content_of(connection, key) for name, key in keys.items()}


def content_of(connection: sa.Connection, key: str) -> bytes:
    """Give the bytes of a content; none where it is gone, which no checksum matches."""
    chosen = sa.select(contents.c.bytes).where(contents.c.sha256 == key)
    return connection.execute(chosen).scalar_one_or_none() or b""


def kept(connection: sa.Connection, content: bytes) -> str:
    """Keep some bytes under their SHA-256, once."""
    key = rules.digest(content)
    known = sa.select(contents.c.sha256).where(contents.c.sha256 == key)
    if connection.execute(known).one_or_none() is None:
        connection.execute(sa.insert(contents).values(sha256=key, size=len(content), bytes=content))
    return key


def inserted(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Insert a row and give its number."""
    numbers: Any = connection.execute(sa.insert(table).values(**row)).inserted_primary_key
    return int(numbers[0])


def is_result(fingerprint: str, kind: str, params: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    """Say which row of ``results`` is meant."""
    return sa.and_(results.c.fingerprint == fingerprint, results.c.key == rules.result_key(kind, params))
