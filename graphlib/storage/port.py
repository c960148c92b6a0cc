"""What a workspace can do, whatever keeps it.

Every operation is done whole or not at all. What is stored is never changed: a new state of a
programme is a new `Version`, and a pointer says which one is current.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graphlib.difference import Counts
from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Record", "StoredNetwork", "StoredSnapshot", "Version", "Workspace"]


@dataclass(frozen=True)
class StoredNetwork:
    """A named programme; ``current_id`` is its current version, ``None`` before the first.

    ``last_id`` is the version that was stored or chosen last, to which `Workspace.redo` leads.
    """

    id: int
    name: str
    created: datetime.datetime
    is_removed: bool
    current_id: int | None
    last_id: int | None


@dataclass(frozen=True)
class Version:
    """One state of a programme's network, never changed.

    ``number`` counts from 1 within the programme; ``parent_id`` is the version it was made from.
    ``author``, ``created`` and ``note`` say who, when and why; ``action`` what was done, where that
    was said. ``actors`` and ``ties`` are counts, a tie being a joined pair. ``changes`` counts what
    differs from the parent, table by table: ``None`` for a first version, and where it is not known.
    ``sector_words`` says which sector each word of the files was read as.
    """

    id: int
    network_id: int
    number: int
    fingerprint: str
    parent_id: int | None
    created: datetime.datetime
    author: str
    note: str
    sources: tuple[str, ...]
    event_cap: int
    actors: int
    ties: int
    sector_words: Mapping[str, str]
    warnings: tuple[Problem, ...]
    action: Message | None
    changes: Mapping[str, Counts] | None


@dataclass(frozen=True)
class StoredSnapshot:
    """A snapshot as it was issued; `Workspace.snapshot_bytes` gives its file.

    ``date`` is the day that it shows, as ISO text; ``size`` is in bytes.
    """

    id: int
    network_id: int
    version_id: int
    title: str
    language: str
    audience: str
    date: str
    format: str
    sha256: str
    size: int
    created: datetime.datetime


@dataclass(frozen=True)
class Record:
    """One thing that people decided about a programme, never changed: a later one of its subject replaces it.

    ``kind`` says what sort of thing it is, ``subject`` what it is about; ``value`` is anything that
    JSON can say, ``None`` where the subject was withdrawn. ``author`` and ``created`` say who and when.
    """

    id: int
    network_id: int
    kind: str
    subject: str
    value: Any
    author: str
    created: datetime.datetime


class Workspace(Protocol):
    """Keeps programmes, their versions, snapshots, records, settings and computed results.

    Safe for several threads. Every method raises `StorageError` where the programme, version or
    snapshot asked for does not exist, or the place where the workspace is kept fails.
    """

    def networks(self, *, removed: bool = False) -> tuple[StoredNetwork, ...]:
        """List the programmes, oldest first; with ``removed`` those that were removed instead."""
        ...

    def network(self, network_id: int) -> StoredNetwork:
        """Find a programme, removed ones too."""
        ...

    def add_network(self, name: str) -> StoredNetwork:
        """Add a programme, still without any version; its name must be free."""
        ...

    def rename(self, network_id: int, name: str) -> StoredNetwork:
        """Give a programme another name, which must be free."""
        ...

    def remove(self, network_id: int) -> StoredNetwork:
        """Take a programme off the list; nothing of it is lost and `restore` undoes it."""
        ...

    def restore(self, network_id: int) -> StoredNetwork:
        """Put a removed programme back on the list."""
        ...

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
        """Store a network as the new current version of a programme.

        A network with the content of the current or of the newest version is not stored again:
        that version becomes current and is returned.

        Parameters
        ----------
        network_id
            The programme.
        network
            What is stored.
        note, author
            Why, and who, in their own words.
        sources
            Names of the files that were read.
        sector_words
            Which sector each word of the files was read as.
        warnings
            Remarks on how they were read.
        action
            What was done, to be said in any language later.
        based_on
            Id of the version that the network was made from; any where it is not given.

        Raises
        ------
        OvertakenError
            If another version than ``based_on`` is current, and its content is another one.
        """
        ...

    def versions(self, network_id: int) -> tuple[Version, ...]:
        """List all versions of a programme, newest first."""
        ...

    def version(self, version_id: int) -> Version:
        """Find a version."""
        ...

    def load(self, version_id: int) -> Network:
        """Give the network of a version, exactly as it was stored.

        The content is verified against its checksums and the version's fingerprint.
        """
        ...

    def current(self, network_id: int) -> Version:
        """Give the current version of a programme."""
        ...

    def undo(self, network_id: int) -> Version:
        """Make the version before the current one current; later ones are kept for `redo`."""
        ...

    def redo(self, network_id: int) -> Version:
        """Make the version after the current one current.

        That is the one that `undo` came from, else the newest one made from the current version.
        """
        ...

    def choose(self, version_id: int) -> Version:
        """Make any version the current one of its programme."""
        ...

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
        ...

    def snapshots(self, network_id: int) -> tuple[StoredSnapshot, ...]:
        """List the snapshots of a programme, newest first."""
        ...

    def snapshot_bytes(self, snapshot_id: int) -> bytes:
        """Give the file of a snapshot, verified against its checksum."""
        ...

    def record(
        self,
        network_id: int,
        kind: str,
        values: Mapping[str, Any],
        *,
        author: str = "",
        based_on: Mapping[str, int] | None = None,
    ) -> tuple[Record, ...]:
        """Write down what people decided, all of it or nothing.

        Parameters
        ----------
        network_id
            The programme.
        kind
            What sort of thing it is.
        values
            What is written of each subject: anything that JSON can say, ``None`` to withdraw it.
        author
            Who, in their own words.
        based_on
            Id of the newest record of each of these subjects that was seen, 0 for none; any where
            it is not given.

        Raises
        ------
        OvertakenError
            If somebody else wrote of such a subject since.
        """
        ...

    def records(self, network_id: int, kind: str, *, history: bool = False) -> tuple[Record, ...]:
        """List the records of a programme and kind, oldest first.

        The newest of each subject, those withdrawn left out; with ``history`` all that was ever written.
        """
        ...

    def setting(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Give a setting of the workspace, or ``default`` where it was never set."""
        ...

    def set_setting(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a setting: anything that JSON can say."""
        ...

    def result(self, fingerprint: str, kind: str, params: Mapping[str, Any]) -> bytes | None:
        """Give a computed result that was kept, or ``None``."""
        ...

    def keep_result(self, fingerprint: str, kind: str, params: Mapping[str, Any], content: bytes) -> None:
        """Keep a computed result for the next start; the oldest are dropped when space is short.

        A result belongs to the content of a network, a kind of computation, its parameters (the
        seed among them) and the version of Passerelle: another version computes anew.
        """
        ...

    def close(self) -> None:
        """Let go of the connections; the workspace cannot be used after it."""
        ...
