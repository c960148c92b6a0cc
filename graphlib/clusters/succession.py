"""Which cluster of an earlier version each cluster goes on: its key, its colour and its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from graphlib.clusters.leiden import NOT_CONNECTED, Clusters
from graphlib.clusters.memory import ClusterMemory, Remembered
from graphlib.clusters.naming import short, unique_names
from graphlib.clusters.partition import Floats, Ints
from graphlib.network import Network

__all__ = ["Carried", "carried_over"]

_COLUMNS = (
    "cluster", "key", "colour", "given_name", "name", "label_kind", "label_value", "best_connected_name",
    "is_new", "is_pinned", "likeness",
)  # fmt: skip
_LEAST_ALIKE = 1 / 3
_LEAST_SHARED = 3
_MOST_ABSENT = 200
_LATER, _SMALLER = 1e-6, 1e-9
"""What decides between equals: clusters that had left come after those still there, then the larger."""


@dataclass(frozen=True, eq=False)
class Carried:
    """The clusters of a version with what stays the same from one version to the next.

    Attributes
    ----------
    memory
        What to remember now.
    table
        One row a cluster, by number: ``cluster`` (int64), ``key`` (str), ``colour`` (int64, from
        0), ``given_name`` (str, the user's; NaN without one), ``name`` (str, English),
        ``label_kind``, ``label_value``, ``best_connected_name`` (str, as in `Clusters.table`;
        the actor is the one that the cluster is named after), ``is_new``, ``is_pinned`` (bool),
        ``likeness`` (float64, Jaccard index with what is remembered; NaN for new ones).
        `cluster_name` makes the name of a row in any language.
    gone
        Clusters of the last version that are there no more and left neither heir nor parts.
    merged
        By the key of a cluster, the keys of those of the last version that are now in it.
    split
        By the key of a cluster of the last version, the keys of the new ones that left it.
    """

    memory: ClusterMemory
    table: pd.DataFrame
    gone: tuple[Remembered, ...]
    merged: Mapping[str, tuple[str, ...]]
    split: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class _Shared:
    """How many actors each remembered cluster and each cluster share, one entry a pair that shares any.

    ``before`` and ``now`` are positions in the memory and in the table; ``known_before`` and
    ``known_now`` count the actors of each that the other side knows.
    """

    before: Ints
    now: Ints
    count: Ints
    known_before: Ints
    known_now: Ints


def carried_over(network: Network, found: Clusters, memory: ClusterMemory) -> Carried:
    """Ask which of the clusters are those of the version before, and what became of the others.

    Each cluster is matched with at most one remembered one, so that the likeness of all matches
    together is greatest (the assignment problem [1]_). Likeness is the Jaccard index, shared
    actors by actors of either, among those that are in the network now and were known before:
    a programme may grow without its clusters losing their names. A match needs more than 1/3,
    which is the same as sharing more than half of the two's mean size: so no cluster that falls
    into three equal parts goes on in one of them, and of three that become one none is the heir.
    It also needs three shared actors, or all of the smaller. A pinned cluster goes on where
    its pinned actors are.

    Parameters
    ----------
    network
        The network that the clusters were found in: says who is still there, and names.
    found
        Its clusters, as `clusters` gives them.
    memory
        What was remembered; an empty memory makes all clusters new.

    Returns
    -------
    Carried
        A carried cluster keeps key and colour, the user's name and pin, and what it is named by
        as long as that still holds of it. One that had left and comes back has its key and
        name again, and its colour if that is free. New ones take the lowest colours that are
        free. Cost: n, and clusters log clusters where versions are alike.

    Warnings
    --------
    That a cluster goes on does not mean that its actors are the same: see ``likeness``.

    References
    ----------
    .. [1] Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research
       Logistics Quarterly 2, 83-97.
    """
    shared = _shared(network, found, memory)
    heir_of = _matched(found, memory, shared)
    clusters = _present(network, found, memory, heir_of)
    has_heir = set(heir_of)
    left = [known for place, known in enumerate(memory.clusters) if place not in has_heir]
    kept = [replace(known, is_present=False) for known in left]
    kept = sorted(kept, key=lambda known: not (known.name or known.pinned))[:_MOST_ABSENT]
    new = sum(place is None for place in heir_of)
    merged, split = _merged(clusters, memory, heir_of, shared), _split(clusters, memory, heir_of, shared)
    explained = {key for keys in merged.values() for key in keys} | set(split)
    return Carried(
        ClusterMemory((*clusters, *kept), memory.next_key + new),
        _table(network, clusters, memory, heir_of, shared),
        tuple(known for known in left if known.is_present and known.key not in explained),
        merged,
        split,
    )


def _shared(network: Network, found: Clusters, memory: ClusterMemory) -> _Shared:
    """Count what remembered clusters and clusters share."""
    sizes = [len(known.members) for known in memory.clusters]
    before = np.repeat(np.arange(len(sizes)), sizes)
    actor = network.ids.get_indexer(
        pd.Index([i for known in memory.clusters for i in known.members], dtype="str")
    )
    before, actor = before[actor >= 0], actor[actor >= 0]
    member, clusters = found.membership.to_numpy(), len(found.table)
    is_known = np.zeros(len(member), bool)
    is_known[actor] = True
    is_in = member[actor] != NOT_CONNECTED
    cell, count = np.unique(before[is_in] * (clusters + 1) + member[actor[is_in]], return_counts=True)
    place, cluster = np.divmod(cell, clusters + 1)
    return _Shared(
        place,
        cluster - 1,
        count,
        np.bincount(before, minlength=len(sizes)),
        np.bincount(member[is_known], minlength=clusters + 1)[1:],
    )


def _likeness(shared: _Shared) -> Floats:
    """Give the Jaccard index of each pair that shares any actor."""
    either = shared.known_before[shared.before] + shared.known_now[shared.now] - shared.count
    return shared.count / either


def _matched(found: Clusters, memory: ClusterMemory, shared: _Shared) -> list[int | None]:
    """Give for each cluster the position of the remembered one that it goes on."""
    clusters, remembered = len(found.table), len(memory.clusters)
    size = found.table["actors"].to_numpy()[shared.now]
    size_before = np.array([len(known.members) for known in memory.clusters], np.int64)[shared.before]
    alike = _likeness(shared)
    holds_pin = _holds_pin(found, memory, shared)
    enough = shared.count >= np.minimum(_LEAST_SHARED, np.minimum(size, size_before))
    is_fit = holds_pin | ((alike > _LEAST_ALIKE) & enough)
    has_left = np.array([not known.is_present for known in memory.clusters], bool)[shared.before]
    worth = alike + holds_pin - _LATER * has_left - _SMALLER * shared.now / max(clusters, 1)
    # Each remembered cluster may also go to a place of its own, for next to nothing: no match.
    rows = np.concatenate([shared.before[is_fit], np.arange(remembered)])
    columns = np.concatenate([shared.now[is_fit], clusters + np.arange(remembered)])
    weights = np.concatenate([worth[is_fit], np.full(remembered, _SMALLER / 2)])
    heirs: list[int | None] = [None] * clusters
    if remembered:
        table = csr_array((weights, (rows, columns)), shape=(remembered, clusters + remembered))
        for row, column in zip(*min_weight_full_bipartite_matching(table, maximize=True), strict=True):
            if column < clusters:
                heirs[column] = int(row)
    return heirs


def _holds_pin(found: Clusters, memory: ClusterMemory, shared: _Shared) -> npt.NDArray[np.bool_]:
    """Tell of each pair whether the cluster holds what is left of the remembered one's pinned actors."""
    home: dict[int, int] = {}
    for place, known in enumerate(memory.clusters):
        numbers = found.membership.reindex(known.pinned).dropna().unique()
        if len(numbers) == 1:
            home[place] = int(numbers[0]) - 1
    pairs = zip(shared.before.tolist(), shared.now.tolist(), strict=True)
    return np.array([home.get(before) == now for before, now in pairs], bool)


def _present(
    network: Network, found: Clusters, memory: ClusterMemory, heir_of: list[int | None]
) -> list[Remembered]:
    """Describe each cluster of this version as it is to be remembered."""
    members = found.membership.index.to_series().groupby(found.membership.to_numpy()).agg(list)
    colours, key = _colours(memory, heir_of), memory.next_key
    clusters: list[Remembered] = []
    for row, place, colour in zip(found.table.to_dict("records"), heir_of, colours, strict=True):
        ids = tuple(members.loc[row["cluster"]])
        value = None if pd.isna(row["label_value"]) else str(row["label_value"])
        fresh = Remembered(
            f"c{key}", colour, None, (), ids, row["label_kind"], value, row["best_connected"], is_present=True
        )
        if place is None:
            key += 1
        else:
            known = memory.clusters[place]
            fresh = replace(fresh, key=known.key, name=known.name, pinned=known.pinned)
            if known.label_actor in ids and _still_holds(known, row):
                fresh = replace(
                    fresh,
                    label_kind=known.label_kind,
                    label_value=known.label_value,
                    label_actor=known.label_actor,
                )
        clusters.append(fresh)
    return clusters


def _still_holds(known: Remembered, row: Mapping[str, object]) -> bool:
    """Tell whether what a cluster was named by still holds of it, and nothing says more."""
    if known.label_kind == "actor":
        return row["label_kind"] == "actor"
    return known.label_value in (row["label_value"], row[f"main_{known.label_kind}"])


def _colours(memory: ClusterMemory, heir_of: list[int | None]) -> list[int]:
    """Give each cluster its colour: those still there first, then those that come back, then the new."""

    def rank(cluster: int) -> tuple[int, int]:
        place = heir_of[cluster]
        return (2 if place is None else int(not memory.clusters[place].is_present)), cluster

    colours, taken, free = [0] * len(heir_of), set(), 0
    waiting = []
    for cluster in sorted(range(len(heir_of)), key=rank):
        place = heir_of[cluster]
        colour = None if place is None else memory.clusters[place].colour
        if colour is None or colour in taken:
            waiting.append(cluster)
        else:
            colours[cluster] = colour
            taken.add(colour)
    for cluster in waiting:
        while free in taken:
            free += 1
        colours[cluster] = free
        taken.add(free)
    return colours


def _merged(
    clusters: list[Remembered], memory: ClusterMemory, heir_of: list[int | None], shared: _Shared
) -> dict[str, tuple[str, ...]]:
    """Find the clusters of the last version that no cluster goes on, but that one holds most of."""
    has_heir, merged = set(heir_of), dict[str, tuple[str, ...]]()
    is_most = 2 * shared.count > shared.known_before[shared.before]
    for before, now in zip(shared.before[is_most].tolist(), shared.now[is_most].tolist(), strict=True):
        known, heir = memory.clusters[before], clusters[now].key
        if before not in has_heir and known.is_present:
            merged[heir] = (*merged.get(heir, ()), known.key)
    return merged


def _split(
    clusters: list[Remembered], memory: ClusterMemory, heir_of: list[int | None], shared: _Shared
) -> dict[str, tuple[str, ...]]:
    """Find the new clusters most of whose known actors come from one cluster of the last version."""
    split: dict[str, tuple[str, ...]] = {}
    is_most = 2 * shared.count > shared.known_now[shared.now]
    for before, now in zip(shared.before[is_most].tolist(), shared.now[is_most].tolist(), strict=True):
        known = memory.clusters[before]
        if heir_of[now] is None and known.is_present:
            split[known.key] = (*split.get(known.key, ()), clusters[now].key)
    return split


def _table(
    network: Network,
    clusters: list[Remembered],
    memory: ClusterMemory,
    heir_of: list[int | None],
    shared: _Shared,
) -> pd.DataFrame:
    """Write down what stays the same of each cluster, with names of which no two are alike."""
    pairs = zip(shared.before.tolist(), shared.now.tolist(), strict=True)
    alike = dict(zip(pairs, _likeness(shared).tolist(), strict=True))
    names = network.actors.set_index("id")["name"]
    texts = {
        "key": [known.key for known in clusters],
        "given_name": [known.name for known in clusters],
        "label_kind": [known.label_kind for known in clusters],
        "label_value": [known.label_value for known in clusters],
        "best_connected_name": [short(names[known.label_actor]) for known in clusters],
    }
    table = pd.DataFrame({name: pd.Series(cells, dtype="str") for name, cells in texts.items()})
    likeness = [
        np.nan if place is None else alike.get((place, now), np.nan) for now, place in enumerate(heir_of)
    ]
    table = table.assign(
        cluster=np.arange(1, len(clusters) + 1, dtype=np.int64),
        colour=np.array([known.colour for known in clusters], np.int64),
        is_new=np.array([place is None for place in heir_of], bool),
        is_pinned=np.array([bool(known.pinned) for known in clusters], bool),
        likeness=np.array(likeness, np.float64),
    )
    return unique_names(table)[list(_COLUMNS)]
