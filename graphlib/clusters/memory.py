"""What is remembered of clusters from one version of a network to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from graphlib.clusters.naming import LABEL_KINDS, short
from graphlib.errors import UnknownNameError

__all__ = ["ClusterMemory", "Remembered", "pinned", "pinned_sets", "renamed"]

_KEY = re.compile(r"c[1-9][0-9]{0,8}")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MOST_COLOURS = 1_000_000


@dataclass(frozen=True)
class Remembered:
    """One cluster as it was when it was last found.

    Attributes
    ----------
    key
        ``c1``, ``c2``, ...: never given twice.
    colour
        Number of its colour, from 0: no two clusters of one version share one.
    name
        The name that the user gave it, plain text; ``None`` without one.
    pinned
        Ids of the actors that the user wants together; empty when it is not pinned.
    members
        Ids of its actors, sorted.
    label_kind, label_value, label_actor
        What it is named by, as in `Clusters.table`, and the id of the actor it is named after.
    is_present
        Whether it was there in the version looked at last.
    """

    key: str
    colour: int
    name: str | None
    pinned: tuple[str, ...]
    members: tuple[str, ...]
    label_kind: str
    label_value: str | None
    label_actor: str
    is_present: bool


@dataclass(frozen=True)
class ClusterMemory:
    """Clusters of the versions looked at so far; of those that left, the last 200 at most.

    Attributes
    ----------
    clusters
        Those of the last version by their number, then those that left, the last one first.
    next_key
        Number of the next key.
    """

    clusters: tuple[Remembered, ...] = ()
    next_key: int = 1

    def as_plain(self) -> dict[str, Any]:
        """Write the memory as lists, texts and numbers that JSON can say; `from_plain` reads it back."""
        rows = [
            {
                "key": known.key,
                "colour": known.colour,
                "name": known.name,
                "pinned": list(known.pinned),
                "members": list(known.members),
                "label": [known.label_kind, known.label_value, known.label_actor],
                "present": known.is_present,
            }
            for known in self.clusters
        ]
        return {"next": self.next_key, "clusters": rows}

    @classmethod
    def from_plain(cls, value: object) -> ClusterMemory:
        """Read what `as_plain` wrote; a cluster that is not written so is not remembered."""
        plain = value if isinstance(value, Mapping) else {}
        rows = plain.get("clusters")
        by_key: dict[str, Remembered] = {}
        for row in rows if isinstance(rows, list) else []:
            known = _remembered(row)
            if known is not None:
                by_key.setdefault(known.key, known)
        stated = plain.get("next")
        least = max((int(key[1:]) + 1 for key in by_key), default=1)
        return cls(tuple(by_key.values()), max(stated, least) if _is_count(stated) else least)


def renamed(memory: ClusterMemory, key: str, name: str | None) -> ClusterMemory:
    """Give a cluster the user's name, or take it away.

    Parameters
    ----------
    memory
        What is remembered.
    key
        Key of the cluster.
    name
        Any text: it is kept as one line of at most 60 characters. Blank or ``None`` gives the
        cluster back the name that explains it.

    Returns
    -------
    ClusterMemory
        The memory with the change.

    Raises
    ------
    UnknownNameError
        If no remembered cluster has this key.
    """
    line = short(_CONTROLS.sub(" ", name or ""))
    return _changed(memory, key, name=line or None)


def pinned(memory: ClusterMemory, key: str, *, stays: bool = True) -> ClusterMemory:
    """Pin a cluster, so that its present actors stay together, or let it go.

    Parameters
    ----------
    memory
        What is remembered.
    key
        Key of the cluster.
    stays
        Whether its actors shall stay together from now on. Who joins later is not pinned.

    Returns
    -------
    ClusterMemory
        The memory with the change; hand `pinned_sets` of it to `clusters`.

    Raises
    ------
    UnknownNameError
        If no remembered cluster has this key.
    """
    members = next((known.members for known in memory.clusters if known.key == key), ())
    return _changed(memory, key, pinned=members if stays else ())


def pinned_sets(memory: ClusterMemory) -> tuple[tuple[str, ...], ...]:
    """List the sets of actors that stay together, as `clusters` takes them."""
    return tuple(known.pinned for known in memory.clusters if known.pinned)


def _changed(memory: ClusterMemory, key: str, **values: Any) -> ClusterMemory:  # noqa: ANN401
    """Change one remembered cluster."""
    keys = [known.key for known in memory.clusters]
    if key not in keys:
        raise UnknownNameError("clusters.kind", key, keys)
    rows = tuple(replace(known, **values) if known.key == key else known for known in memory.clusters)
    return replace(memory, clusters=rows)


def _remembered(row: object) -> Remembered | None:
    """Read one cluster, or nothing where it is not written as it should be."""
    if not isinstance(row, Mapping):
        return None
    key, colour, name = row.get("key"), row.get("colour"), row.get("name")
    kept, members, label = row.get("pinned"), row.get("members"), row.get("label")
    if not (isinstance(key, str) and _KEY.fullmatch(key) and _is_count(colour) and colour < _MOST_COLOURS):
        return None
    if not (_are_texts(kept) and _are_texts(members) and _is_label(label)):
        return None
    given = short(_CONTROLS.sub(" ", name)) if isinstance(name, str) else ""
    kind, value, actor = label
    return Remembered(
        key,
        colour,
        given or None,
        tuple(kept),
        tuple(members),
        kind,
        value,
        actor,
        row.get("present") is True,
    )


def _is_count(value: object) -> TypeGuard[int]:
    """Tell a whole number from 0 on from anything else."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: object) -> TypeGuard[list[str]]:
    """Tell a list of texts from anything else."""
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _is_label(value: object) -> TypeGuard[list[Any]]:
    """Tell what a cluster is named by from anything else."""
    if not (isinstance(value, list) and len(value) == 3):
        return False
    kind, of, actor = value
    is_said = of is None if kind == "actor" else isinstance(of, str)
    return kind in LABEL_KINDS and is_said and isinstance(actor, str)
