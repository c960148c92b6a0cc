"""What is measured about each actor and each tie, one table each."""

from __future__ import annotations

from typing import TypedDict

import pandas as pd

from graphlib import bridging, brokerage, centrality, cohesion
from graphlib.analysis.options import Options
from graphlib.clusters import Clusters
from graphlib.network import Network
from graphlib.ties import Weight

__all__ = ["actor_table", "brokers", "tie_table"]

_ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
_BROKER_COLUMNS = [
    "id", "name", "sector", "betweenness", "dependent_pairs", "parts_if_removed", "cross_sector_ties",
    "degree", "constraint", *_ROLES,
]  # fmt: skip


class _Reading(TypedDict):
    """How measures that can read direction and strength do."""

    directed: bool
    weight: Weight


def brokers(
    network: Network,
    *,
    by: str = "sector",
    directed: bool = False,
    weight: Weight = "none",
    top: int | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Rank the actors that stand between others.

    Parameters
    ----------
    network
        Read as undirected and unweighted unless asked otherwise.
    by
        Column of ``network.actors`` that names each actor's group, for the roles.
    directed, weight
        Read by betweenness, constraint and roles as their docstrings say.
    top
        Keep only so many; all when ``None``.
    seed
        Used above 5,000 actors, where betweenness is estimated from sampled sources.

    Returns
    -------
    pandas.DataFrame
        One row an actor, the strongest go-between first: ``id``, ``name``, ``sector`` (str);
        ``betweenness`` (float64, pairs whose shortest path runs through it); ``dependent_pairs``
        (pairs of others that only it joins), ``parts_if_removed``, ``cross_sector_ties``,
        ``degree`` (int64); ``constraint`` (float64, NaN without ties); the five roles of Gould and
        Fernandez (int64, open two-paths).
    """
    options = Options(by, directed, weight, seed)
    table = network.actors[["id", "name", "sector"]].set_index("id", drop=False)
    between = centrality.betweenness(network, directed=directed, weight=weight, seed=seed)
    table = table.assign(
        betweenness=between.actors,
        dependent_pairs=bridging.dependent_pairs(network),
        parts_if_removed=bridging.parts_if_removed(network),
        degree=centrality.degree(network),
        **_brokerage(network, options),
    )
    table = table.reset_index(drop=True)
    ranked = table.sort_values(["betweenness", "id"], ascending=[False, True], ignore_index=True)
    return ranked[_BROKER_COLUMNS].head(top if top is not None else len(ranked))


def actor_table(
    network: Network, options: Options, found: Clusters, between: pd.Series, near: pd.Series
) -> pd.DataFrame:
    """Join every measure about actors on their ids: the contract's columns, then further ones."""
    parts = bridging.parts_if_removed(network)
    reading = _Reading(directed=options.directed, weight=options.weight)
    brokering = _brokerage(network, options)
    chance = brokerage.brokerage_by_chance(network, by=options.by, directed=options.directed)
    table = network.actors[["id", "name", "sector"]].set_index("id", drop=False)
    columns: dict[str, pd.Series] = {
        "cluster": found.membership,
        "cluster_confidence": found.confidence,
        "component": cohesion.components(network),
        "degree": centrality.degree(network),
        "strength": centrality.strength(network),
        "betweenness": between,
        "harmonic": near,
        "constraint": brokering["constraint"],
        "effective_size": brokerage.effective_size(network, **reading),
        "is_articulation_point": parts > 1,
        "parts_if_removed": parts,
        "participation": brokerage.participation(network, membership=found.membership),
        "within_cluster_z": brokerage.within_cluster_z(network, membership=found.membership),
        **{name: brokering[name] for name in (*_ROLES, "cross_sector_ties")},
        "dependent_pairs": bridging.dependent_pairs(network),
        "efficiency": brokerage.efficiency(network, **reading),
        "hierarchy": brokerage.hierarchy(network, **reading),
        **{f"{role}_z": chance.set_index("id")[f"{role}_z"] for role in _ROLES},
    }
    return table.assign(**columns).reset_index(drop=True)


def tie_table(
    network: Network, options: Options, found: Clusters, between: pd.Series, bridges: pd.DataFrame
) -> pd.DataFrame:
    """Describe each joined pair, in the contract's columns."""
    pairs = network.pairs[["source", "target", "kind", "weight"]]
    u, v = network.edges[:, 0], network.edges[:, 1]
    codes = network.groups(options.by).codes
    membership = found.membership.to_numpy()
    is_bridge = pd.MultiIndex.from_frame(pairs[["source", "target"]]).isin(
        pd.MultiIndex.from_frame(bridges[["source", "target"]])
    )
    return pairs.assign(
        is_bridge=is_bridge,
        is_local_bridge=bridging.local_bridges(network),
        betweenness=between.to_numpy(),
        crosses_sector=(codes[u] >= 0) & (codes[v] >= 0) & (codes[u] != codes[v]),
        crosses_cluster=membership[u] != membership[v],
    )


def _brokerage(network: Network, options: Options) -> dict[str, pd.Series]:
    """Give what each actor brokers, by id."""
    roles = brokerage.brokerage_roles(network, by=options.by, directed=options.directed).set_index("id")
    return {
        "constraint": brokerage.constraint(network, directed=options.directed, weight=options.weight),
        "cross_sector_ties": brokerage.cross_sector_ties(network, by=options.by),
        **{role: roles[role] for role in _ROLES},
    }
