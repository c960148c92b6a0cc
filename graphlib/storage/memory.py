"""The workspace in this process alone: for trying out and for tests; it ends with the process."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from graphlib.difference import Counts
from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.storage import rules
from graphlib.storage.contents import changes_since, network_of, packed_tables
from graphlib.storage.port import Record, StoredNetwork, StoredSnapshot, Version, Workspace
from graphlib.storage.problems import action_of, problem_of, written, written_action
from graphlib.translation import Message

__all__ = ["MemoryWorkspace"]


@dataclass
class _State:
    """All that is stored; replaced whole by each change, so that none is ever half done."""

    networks: dict[int, StoredNetwork] = field(default_factory=dict)
    versions: dict[int, Version] = field(default_factory=dict)
    keys: dict[int, dict[str, str]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    snapshots: dict[int, StoredSnapshot] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    results: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def copy(self) -> _State:
        """Copy the tables; what stands in them is never changed."""
        return _State(**{name: dict(table) for name, table in vars(self).items()})

    def keep(self, content: bytes) -> str:
        """Keep some bytes under their SHA-256, once."""
        key = rules.digest(content)
        self.contents.setdefault(key, content)
        return key

    def network(self, network_id: int) -> StoredNetwork:
        """Find a programme."""
        if network_id not in self.networks:
            raise rules.missing("network", network_id)
        return self.networks[network_id]

    def version(self, version_id: int) -> Version:
        """Find a version."""
        if version_id not in self.versions:
            raise rules.missing("version", version_id)
        return self.versions[version_id]

    def versions_of(self, network_id: int) -> tuple[Version, ...]:
        """List the versions of a programme, newest first."""
        found = [version for version in self.versions.values() if version.network_id == network_id]
        return tuple(reversed(found))

    def current(self, network_id: int) -> Version:
        """Find the current version of a programme."""
        return self.version(rules.current_of(self.network(network_id)))

    def point(self, version: Version, *, is_walk: bool = False) -> Version:
        """Make a version the current one of its programme; a walk along the history can be walked back."""
        programme = self.network(version.network_id)
        last_id = programme.last_id if is_walk else version.id
        self.networks[programme.id] = replace(programme, current_id=version.id, last_id=last_id)
        return version

    def records_of(self, network_id: int, kind: str) -> list[Record]:
        """List the records of a programme and kind, oldest first; their values are text of JSON."""
        return [one for one in self.records.values() if (one.network_id, one.kind) == (network_id, kind)]

    def tables(self, version_id: int) -> dict[str, bytes]:
        """Give the bytes of each table of a version."""
        return {name: self.contents[key] for name, key in self.keys[version_id].items()}

    def changes(self, programme: StoredNetwork, network: Network) -> dict[str, Counts] | None:
        """Count what changed since the current version."""
        if programme.current_id is None:
            return None
        parent = programme.current_id
        return changes_since(self.tables(parent), self.keys[parent], network)


class MemoryWorkspace(Workspace):
    """A workspace that ends with the process; safe for several threads.

    Parameters
    ----------
    clock
        Tells the time that new entries bear.
    results_limit
        Most bytes that kept results take.
    """

    def __init__(
        self, *, clock: rules.Clock = rules.utc_now, results_limit: int = rules.RESULTS_LIMIT
    ) -> None:
        self._clock = clock
        self._results_limit = results_limit
        self._state = _State()
        self._lock = threading.Lock()

    def networks(self, *, removed: bool = False) -> tuple[StoredNetwork, ...]:
        """List the programmes, oldest first; with ``removed`` those that were removed instead."""
        return tuple(entry for entry in self._state.networks.values() if entry.is_removed == removed)

    def network(self, network_id: int) -> StoredNetwork:
        """Find a programme, removed ones too."""
        return self._state.network(network_id)

    def add_network(self, name: str) -> StoredNetwork:
        """Add a programme, still without any version; its name must be free."""
        name = rules.network_name(name)
        with self._changing() as state:
            rules.ensure_free(name, state.networks.values())
            number = len(state.networks) + 1
            state.networks[number] = StoredNetwork(
                number, name, self._clock(), is_removed=False, current_id=None, last_id=None
            )
            return state.networks[number]

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
        row["sources"] = tuple(row["sources"])
        row["warnings"] = tuple(problem_of(written(problem)) for problem in warnings)
        row["action"] = action_of(written_action(action))
        tables = packed_tables(network)
        with self._changing() as state:
            programme = state.network(network_id)
            rules.ensure_listed(programme)
            known = state.versions_of(network_id)
            same = rules.same_content(known, programme.current_id, network.fingerprint)
            if same is None or same.id != programme.current_id:
                rules.ensure_based_on(known, programme.current_id, based_on)
            if same is not None:
                return state.point(same)
            row["changes"] = state.changes(programme, network)
            number = len(state.versions) + 1
            state.keys[number] = {name: state.keep(content) for name, content in tables.items()}
            row |= {"id": number, "network_id": network_id, "parent_id": programme.current_id}
            row |= {"number": len(known) + 1, "created": self._clock()}
            state.versions[number] = Version(**row)
            return state.point(state.versions[number])

    def versions(self, network_id: int) -> tuple[Version, ...]:
        """List all versions of a programme, newest first."""
        state = self._state
        return state.versions_of(state.network(network_id).id)

    def version(self, version_id: int) -> Version:
        """Find a version."""
        return self._state.version(version_id)

    def load(self, version_id: int) -> Network:
        """Give the network of a version, exactly as it was stored."""
        state = self._state
        version = state.version(version_id)
        keys = state.keys[version_id]
        blobs = state.tables(version_id)
        network = network_of(blobs, keys, event_cap=version.event_cap, fingerprint=version.fingerprint)
        if network is None:
            raise rules.damaged("version", version_id)
        return network

    def current(self, network_id: int) -> Version:
        """Give the current version of a programme."""
        return self._state.current(network_id)

    def undo(self, network_id: int) -> Version:
        """Make the version before the current one current; later ones are kept for `redo`."""
        with self._changing() as state:
            previous = rules.previous_version(state.current(network_id))
            return state.point(state.version(previous), is_walk=True)

    def redo(self, network_id: int) -> Version:
        """Make the version after the current one current."""
        with self._changing() as state:
            current, last = state.current(network_id), state.network(network_id).last_id
            following = rules.next_version(state.versions_of(network_id), current, last)
            return state.point(state.version(following), is_walk=True)

    def choose(self, version_id: int) -> Version:
        """Make any version the current one of its programme."""
        with self._changing() as state:
            return state.point(state.version(version_id))

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
        with self._changing() as state:
            number = len(state.snapshots) + 1
            row |= {"id": number, "network_id": state.version(version_id).network_id}
            row |= {"sha256": state.keep(content), "size": len(content), "created": self._clock()}
            state.snapshots[number] = StoredSnapshot(version_id=version_id, **row)
            return state.snapshots[number]

    def snapshots(self, network_id: int) -> tuple[StoredSnapshot, ...]:
        """List the snapshots of a programme, newest first."""
        state = self._state
        state.network(network_id)
        found = [snapshot for snapshot in state.snapshots.values() if snapshot.network_id == network_id]
        return tuple(reversed(found))

    def snapshot_bytes(self, snapshot_id: int) -> bytes:
        """Give the file of a snapshot, verified against its checksum."""
        state = self._state
        if snapshot_id not in state.snapshots:
            raise rules.missing("snapshot", snapshot_id)
        key = state.snapshots[snapshot_id].sha256
        if rules.digest(state.contents[key]) != key:
            raise rules.damaged("snapshot", snapshot_id)
        return state.contents[key]

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
        with self._changing() as state:
            rules.ensure_listed(state.network(network_id))
            rules.ensure_seen({one.subject: one for one in state.records_of(network_id, kind)}, based_on)
            now, start = self._clock(), len(state.records) + 1
            for number, (subject, value) in enumerate(said.items(), start):
                kept = None if value is None else json.dumps(value)
                state.records[number] = Record(
                    number, network_id, kind, subject, kept, rules.clean(author), now
                )
            return tuple(_read(state.records[number]) for number in range(start, start + len(said)))

    def records(self, network_id: int, kind: str, *, history: bool = False) -> tuple[Record, ...]:
        """List the records of a programme and kind, oldest first."""
        state = self._state
        found = state.records_of(state.network(network_id).id, kind)
        if not history:
            newest = {one.subject: one.id for one in found}
            found = [one for one in found if newest[one.subject] == one.id and one.value is not None]
        return tuple(map(_read, found))

    def setting(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Give a setting of the workspace, or ``default`` where it was never set."""
        state = self._state
        return json.loads(state.settings[key]) if key in state.settings else default

    def set_setting(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a setting: anything that JSON can say."""
        text = json.dumps(value, allow_nan=False)
        with self._changing() as state:
            state.settings[key] = text

    def result(self, fingerprint: str, kind: str, params: Mapping[str, Any]) -> bytes | None:
        """Give a computed result that was kept, or ``None``."""
        return self._state.results.get((fingerprint, rules.result_key(kind, params)))

    def keep_result(self, fingerprint: str, kind: str, params: Mapping[str, Any], content: bytes) -> None:
        """Keep a computed result for the next start; the oldest are dropped when space is short."""
        key = (fingerprint, rules.result_key(kind, params))
        with self._changing() as state:
            state.results.pop(key, None)
            state.results[key] = content
            listed = list(state.results)
            sizes = [(place, len(state.results[entry])) for place, entry in enumerate(listed)]
            for place in rules.oldest_to_drop(sizes, self._results_limit):
                del state.results[listed[place]]

    def close(self) -> None:
        """Let go of everything that was stored."""
        self._state = _State()

    def _change(self, network_id: int, **values: Any) -> StoredNetwork:  # noqa: ANN401
        """Change the entry of a programme; the name it then bears on the list must be free."""
        with self._changing() as state:
            changed = replace(state.network(network_id), **values)
            if not changed.is_removed:
                others = (entry for entry in state.networks.values() if entry.id != network_id)
                rules.ensure_free(changed.name, others)
            state.networks[network_id] = changed
            return changed

    @contextmanager
    def _changing(self) -> Iterator[_State]:
        """Lend a copy of the state that becomes the state at the end, or nothing after an error."""
        with self._lock:
            state = self._state.copy()
            yield state
            self._state = state


def _read(record: Record) -> Record:
    """Give a record with its own copy of its value, which is kept as text of JSON."""
    return record if record.value is None else replace(record, value=json.loads(record.value))
