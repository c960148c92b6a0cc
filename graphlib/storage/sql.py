"""The workspace in a database: SQLite by default, PostgreSQL where there is a server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from graphlib.difference import Counts
from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.storage import rules
from graphlib.storage.connection import Database
from graphlib.storage.contents import changes_since, network_of, packed_tables
from graphlib.storage.port import Record, StoredNetwork, StoredSnapshot, Version, Workspace
from graphlib.storage.problems import action_of, problem_of, written, written_action
from graphlib.storage.rows import (
    SNAPSHOTS,
    content_of,
    inserted,
    is_result,
    kept,
    newest_records,
    records_of,
    snapshot_of,
    version_tables,
)
from graphlib.storage.tables import (
    CONTENT_COLUMNS,
    networks,
    records,
    results,
    settings,
    snapshots,
    versions,
)
from graphlib.translation import Message

__all__ = ["SqlWorkspace"]


class SqlWorkspace(Workspace):
    """A workspace kept in a database, safe for several threads and several processes.

    Parameters
    ----------
    url
        SQLAlchemy URL, or the path of an SQLite file.
    clock
        Tells the time that new entries bear.
    results_limit
        Most bytes that kept results take.
    """

    def __init__(
        self, url: str, *, clock: rules.Clock = rules.utc_now, results_limit: int = rules.RESULTS_LIMIT
    ) -> None:
        self._database = Database(url)
        self._clock = clock
        self._results_limit = results_limit

    def networks(self, *, removed: bool = False) -> tuple[StoredNetwork, ...]:
        """List the programmes, oldest first; with ``removed`` those that were removed instead."""
        with self._database.reading() as connection:
            return tuple(entry for entry in _networks(connection) if entry.is_removed == removed)

    def network(self, network_id: int) -> StoredNetwork:
        """Find a programme, removed ones too."""
        with self._database.reading() as connection:
            return _network(connection, network_id)

    def add_network(self, name: str) -> StoredNetwork:
        """Add a programme, still without any version; its name must be free."""
        name = rules.network_name(name)
        with self._database.writing() as connection:
            rules.ensure_free(name, _networks(connection))
            row = {"name": name, "created": self._clock(), "is_removed": False}
            return _network(connection, inserted(connection, networks, row))

    def rename(self, network_id: int, name: str) -> StoredNetwork:
        """Give a programme another name, which must be free."""
        return self._change(network_id, name=rules.network_name(name))

    def remove(self, network_id: int) -> StoredNetwork:
        """Take a programme off the list; nothing of it is lost and `restore` undoes it."""
        return self._change(network_id, is_removed=True)

    def restore(self, network_id: int) -> StoredNetwork:
        """Put a removed programme back on the list."""
        return self._change(network_id, is_removed=False)

    def store(
        self,
        network_id: int,
        network: Network,
        *,
        note: str = "",
        author: str = "",
        sources: Sequence[str] = (),
        sector_words: Mapping[str, str] | None = None,
        warnings: Sequence[Problem] = (),
        action: Message | None = None,
        based_on: int | None = None,
    ) -> Version:
        """Store a network as the new current version of a programme."""
        row = rules.described(network, note=note, author=author, sources=sources, words=sector_words)
        row["warnings"] = [written(problem) for problem in warnings]
        row["action"] = written_action(action)
        tables = packed_tables(network)
        with self._database.writing() as connection:
            programme = _network(connection, network_id)
            rules.ensure_listed(programme)
            known = _versions(connection, network_id)
            same = rules.same_content(known, programme.current_id, network.fingerprint)
            if same is None or same.id != programme.current_id:
                rules.ensure_based_on(known, programme.current_id, based_on)
            if same is not None:
                return _point(connection, same)
            row["changes"] = _changes(connection, programme, network)
            for name, content in tables.items():
                row[CONTENT_COLUMNS[name]] = kept(connection, content)
            row["number"] = known[0].number + 1 if known else 1
            row |= {"network_id": network_id, "parent_id": programme.current_id, "created": self._clock()}
            return _point(connection, _version(connection, inserted(connection, versions, row)))

    def versions(self, network_id: int) -> tuple[Version, ...]:
        """List all versions of a programme, newest first."""
        with self._database.reading() as connection:
            return _versions(connection, _network(connection, network_id).id)

    def version(self, version_id: int) -> Version:
        """Find a version."""
        with self._database.reading() as connection:
            return _version(connection, version_id)

    def load(self, version_id: int) -> Network:
        """Give the network of a version, exactly as it was stored."""
        with self._database.reading() as connection:
            version = _version(connection, version_id)
            keys, blobs = version_tables(connection, version_id)
        network = network_of(blobs, keys, event_cap=version.event_cap, fingerprint=version.fingerprint)
        if network is None:
            raise rules.damaged("version", version_id)
        return network

    def current(self, network_id: int) -> Version:
        """Give the current version of a programme."""
        with self._database.reading() as connection:
            return _current(connection, network_id)

    def undo(self, network_id: int) -> Version:
        """Make the version before the current one current; later ones are kept for `redo`."""
        with self._database.writing() as connection:
            current = _current(connection, network_id)
            return _point(connection, _version(connection, rules.previous_version(current)), is_walk=True)

    def redo(self, network_id: int) -> Version:
        """Make the version after the current one current."""
        with self._database.writing() as connection:
            current = _current(connection, network_id)
            last = _network(connection, network_id).last_id
            following = rules.next_version(_versions(connection, network_id), current, last)
            return _point(connection, _version(connection, following), is_walk=True)

    def choose(self, version_id: int) -> Version:
        """Make any version the current one of its programme."""
        with self._database.writing() as connection:
            return _point(connection, _version(connection, version_id))

    def save_snapshot(
        self,
        version_id: int,
        content: bytes,
        *,
        title: str,
        language: str,
        audience: str,
        date: str,
        format: str,  # noqa: A002 - the word that users know
    ) -> StoredSnapshot:
        """Keep the file of a snapshot of a version."""
        said = {"title": title, "language": language, "audience": audience, "date": date, "format": format}
        row: dict[str, Any] = {name: rules.clean(text) for name, text in said.items()}
        with self._database.writing() as connection:
            version = _version(connection, version_id)
            row |= {"network_id": version.network_id, "version_id": version_id}
            row |= {"sha256": kept(connection, content), "created": self._clock()}
            return snapshot_of(connection, inserted(connection, snapshots, row))

    def snapshots(self, network_id: int) -> tuple[StoredSnapshot, ...]:
        """List the snapshots of a programme, newest first."""
        with self._database.reading() as connection:
            _network(connection, network_id)
            chosen = SNAPSHOTS.where(snapshots.c.network_id == network_id).order_by(snapshots.c.id.desc())
            return tuple(StoredSnapshot(**row) for row in connection.execute(chosen).mappings())

    def snapshot_bytes(self, snapshot_id: int) -> bytes:
        """Give the file of a snapshot, verified against its checksum."""
        with self._database.reading() as connection:
            snapshot = snapshot_of(connection, snapshot_id)
            content = content_of(connection, snapshot.sha256)
        if rules.digest(content) != snapshot.sha256:
            raise rules.damaged("snapshot", snapshot_id)
        return content

    def record(
        self,
        network_id: int,
        kind: str,
        values: Mapping[str, Any],
        *,
        author: str = "",
        based_on: Mapping[str, int] | None = None,
    ) -> tuple[Record, ...]:
        """Write down what people decided, all of it or nothing."""
        said = {rules.clean(subject): rules.clean_value(value) for subject, value in values.items()}
        with self._database.writing() as connection:
            rules.ensure_listed(_network(connection, network_id))
            newest = newest_records(connection, network_id, kind)
            rules.ensure_seen({one.subject: one for one in newest}, based_on)
            shared = {"network_id": network_id, "kind": kind, "author": rules.clean(author)}
            shared |= {"created": self._clock()}
            rows = [{**shared, "subject": subject, "value": value} for subject, value in said.items()]
            return tuple(Record(id=inserted(connection, records, row), **row) for row in rows)

    def records(self, network_id: int, kind: str, *, history: bool = False) -> tuple[Record, ...]:
        """List the records of a programme and kind, oldest first."""
        with self._database.reading() as connection:
            _network(connection, network_id)
            if history:
                return records_of(connection, network_id, kind)
            newest = newest_records(connection, network_id, kind)
        return tuple(one for one in newest if one.value is not None)

    def setting(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Give a setting of the workspace, or ``default`` where it was never set."""
        with self._database.reading() as connection:
            chosen = sa.select(settings.c.value).where(settings.c.key == key)
            row = connection.execute(chosen).one_or_none()
        return default if row is None else row.value

    def set_setting(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a setting: anything that JSON can say."""
        json.dumps(value, allow_nan=False)
        with self._database.writing() as connection:
            connection.execute(sa.delete(settings).where(settings.c.key == key))
            connection.execute(sa.insert(settings).values(key=key, value=value))

    def result(self, fingerprint: str, kind: str, params: Mapping[str, Any]) -> bytes | None:
        """Give a computed result that was kept, or ``None``."""
        with self._database.reading() as connection:
            chosen = sa.select(results.c.bytes, results.c.sha256).where(is_result(fingerprint, kind, params))
            row = connection.execute(chosen).one_or_none()
        # A damaged result is no loss: it is computed again.
        return row.bytes if row is not None and rules.digest(row.bytes) == row.sha256 else None

    def keep_result(self, fingerprint: str, kind: str, params: Mapping[str, Any], content: bytes) -> None:
        """Keep a computed result for the next start; the oldest are dropped when space is short."""
        row: dict[str, Any] = {"fingerprint": fingerprint, "kind": kind}
        row |= {"key": rules.result_key(kind, params)}
        row |= {"sha256": rules.digest(content), "size": len(content), "bytes": content}
        with self._database.writing() as connection:
            connection.execute(sa.delete(results).where(is_result(fingerprint, kind, params)))
            connection.execute(sa.insert(results).values(**row, created=self._clock()))
            sizes = connection.execute(sa.select(results.c.id, results.c.size).order_by(results.c.id)).all()
            dropped = rules.oldest_to_drop([(row.id, row.size) for row in sizes], self._results_limit)
            connection.execute(sa.delete(results).where(results.c.id.in_(dropped)))

    def close(self) -> None:
        """Let go of the connections; the workspace cannot be used after it."""
        self._database.close()

    def _change(self, network_id: int, **values: Any) -> StoredNetwork:  # noqa: ANN401
        """Change the entry of a programme; the name it then bears on the list must be free."""
        with self._database.writing() as connection:
            _network(connection, network_id)
            connection.execute(sa.update(networks).where(networks.c.id == network_id).values(**values))
            changed = _network(connection, network_id)
            if not changed.is_removed:
                others = (entry for entry in _networks(connection) if entry.id != network_id)
                rules.ensure_free(changed.name, others)
            return changed


def _networks(connection: sa.Connection) -> Iterable[StoredNetwork]:
    """List all programmes, oldest first."""
    rows = connection.execute(sa.select(networks).order_by(networks.c.id)).mappings()
    return [StoredNetwork(**row) for row in rows]


def _network(connection: sa.Connection, network_id: int) -> StoredNetwork:
    """Find a programme."""
    row = connection.execute(sa.select(networks).where(networks.c.id == network_id)).mappings().one_or_none()
    if row is None:
        raise rules.missing("network", network_id)
    return StoredNetwork(**row)


def _versions(connection: sa.Connection, network_id: int) -> tuple[Version, ...]:
    """List the versions of a programme, newest first."""
    chosen = sa.select(versions).where(versions.c.network_id == network_id).order_by(versions.c.id.desc())
    return tuple(_version_of(row) for row in connection.execute(chosen).mappings())


def _version(connection: sa.Connection, version_id: int) -> Version:
    """Find a version."""
    row = connection.execute(sa.select(versions).where(versions.c.id == version_id)).mappings().one_or_none()
    if row is None:
        raise rules.missing("version", version_id)
    return _version_of(row)


def _version_of(row: sa.RowMapping) -> Version:
    """Read a row of ``versions``."""
    values = {name: value for name, value in row.items() if name not in CONTENT_COLUMNS.values()}
    values["sources"] = tuple(row["sources"])
    values["warnings"] = tuple(problem_of(entry) for entry in row["warnings"])
    values["action"] = action_of(row["action"])
    changes = row["changes"]
    values["changes"] = changes and {table: Counts(**counts) for table, counts in changes.items()}
    return Version(**values)


def _current(connection: sa.Connection, network_id: int) -> Version:
    """Find the current version of a programme."""
    programme = _network(connection, network_id)
    return _version(connection, rules.current_of(programme))


def _point(connection: sa.Connection, version: Version, *, is_walk: bool = False) -> Version:
    """Make a version the current one of its programme; a walk along the history can be walked back."""
    values = {"current_id": version.id} if is_walk else {"current_id": version.id, "last_id": version.id}
    connection.execute(sa.update(networks).where(networks.c.id == version.network_id).values(**values))
    return version


def _changes(connection: sa.Connection, programme: StoredNetwork, network: Network) -> dict[str, Any] | None:
    """Count what changed since the current version, as JSON says it."""
    if programme.current_id is None:
        return None
    keys, blobs = version_tables(connection, programme.current_id)
    changes = changes_since(blobs, keys, network)
    return changes and {table: asdict(counts) for table, counts in changes.items()}
