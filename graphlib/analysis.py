"""All measures of a network, composed into the tables that pages, exports and programs read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from graphlib import bridging, brokerage, centrality, cohesion, homophily
from graphlib.clusters import Clusters, clusters
from graphlib.distances import Estimate, cross_sector_reach
from graphlib.files import write_file
from graphlib.network import Network
from graphlib.state import state
from graphlib.translation import Message
from graphlib.version import versions

__all__ = ["Analysis", "Progress", "analyse", "brokers"]

Progress = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""

_BROKER_COLUMNS = [
    "id", "name", "sector", "betweenness", "parts_if_removed", "cross_sector_ties", "degree", "constraint",
    "coordinator", "itinerant", "gatekeeper", "representative", "liaison",
]  # fmt: skip


@dataclass(frozen=True)
class Analysis:
    """Everything measured on one network with one seed.

    Attributes
    ----------
    actors, ties, groups, mixing, clusters
        One table each, in the columns of the command line's contract.
    articulation_points, bridges
        What each holds apart, the most damaging first.
    found
        The clusters with their runs' agreement.
    summary
        The figures about the whole network; missing ones are NaN.
    """

    network: Network
    by: str
    seed: int
    actors: pd.DataFrame
    ties: pd.DataFrame
    groups: pd.DataFrame
    mixing: pd.DataFrame
    clusters: pd.DataFrame
    articulation_points: pd.DataFrame
    bridges: pd.DataFrame
    found: Clusters
    summary: dict[str, Any]

    def save(self, directory: str | Path) -> None:
        """Write one CSV a table and ``summary.json``; the same network and seed give equal bytes."""
        folder = Path(directory)
        for name in ("actors", "ties", "groups", "mixing", "clusters"):
            table: pd.DataFrame = getattr(self, name)
            write_file(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
        plain = {key: None if _is_missing(value) else value for key, value in self.summary.items()}
        text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)
        write_file(folder / "summary.json", f"{text}\n".encode())


def analyse(
    network: Network, *, by: str = "sector", seed: int = 1, progress: Progress | None = None
) -> Analysis:
    """Measure who holds the network together, who stays among themselves, and which groups form.

    Parameters
    ----------
    network
        Read as undirected and, for paths, unweighted.
    by
        Column of ``network.actors`` whose groups count as sectors.
    seed
        Seed of every random step; the same seed gives the same tables.
    progress
        Told what is being done.

    Returns
    -------
    Analysis
        Tables with one row an actor, tie, group, pair of groups and cluster, and the summary.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    """
    say = progress or (lambda share, message: None)
    network.groups(by)
    say(0.0, Message("analysis.step.paths"))
    between = centrality.betweenness(network, seed=seed)
    reach = cross_sector_reach(network, by=by, seed=seed)
    say(0.35, Message("analysis.step.clusters"))
    found = clusters(network, seed=seed)
    say(0.6, Message("analysis.step.brokers"))
    actors = _actor_table(network, by, found, between.actors, seed)
    cut_points, bridges = bridging.articulation_points(network), bridging.bridges(network)
    say(0.8, Message("analysis.step.silos"))
    mixing = homophily.mixing(network, by=by, seed=seed)
    groups = homophily.silos(network, by=by, seed=seed)
    summary = {
        **_summary(network, by, seed, actors, found, reach),
        "articulation_points": len(cut_points),
        "bridges": len(bridges),
        "silos": int(groups["is_silo"].sum()),
        "betweenness_samples": between.samples,
    }
    say(1.0, Message("analysis.step.done"))
    return Analysis(
        network,
        by,
        seed,
        actors,
        _tie_table(network, by, found, between.ties, bridges),
        groups,
        mixing,
        found.table,
        cut_points,
        bridges,
        found,
        summary,
    )


def brokers(network: Network, *, by: str = "sector", top: int | None = None, seed: int = 1) -> pd.DataFrame:
    """Rank the actors that stand between others.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group, for the roles.
    top
        Keep only so many; all when ``None``.
    seed
        Used above 5,000 actors, where betweenness is estimated from sampled sources.

    Returns
    -------
    pandas.DataFrame
        One row an actor, the strongest go-between first: ``id``, ``name``, ``sector`` (str);
        ``betweenness`` (float64, pairs whose shortest path runs through it); ``parts_if_removed``
        (int64); ``cross_sector_ties``, ``degree`` (int64); ``constraint`` (float64, NaN without
        ties); the five roles of Gould and Fernandez (float64, open two-paths).
    """
    table = network.actors[["id", "name", "sector"]].set_index("id", drop=False)
    table["betweenness"] = centrality.betweenness(network, seed=seed).actors
    table = table.join([bridging.parts_if_removed(network), *_brokerage(network, by)])
    table = table.join(centrality.degree(network)).reset_index(drop=True)
    ranked = table.sort_values(["betweenness", "id"], ascending=[False, True], ignore_index=True)
    return ranked[_BROKER_COLUMNS].head(top if top is not None else len(ranked))


def _brokerage(network: Network, by: str) -> list[pd.DataFrame | pd.Series]:
    """Give what each actor brokers, as columns on its id."""
    return [
        brokerage.constraint(network),
        brokerage.brokerage_roles(network, by=by).set_index("id"),
        brokerage.cross_sector_ties(network, by=by),
    ]


def _actor_table(network: Network, by: str, found: Clusters, between: pd.Series, seed: int) -> pd.DataFrame:
    """Join every measure about actors on their ids, in the contract's columns."""
    constraint, roles, crossing = _brokerage(network, by)
    parts = bridging.parts_if_removed(network)
    table = network.actors[["id", "name", "sector"]].set_index("id", drop=False)
    columns = {
        "cluster": found.membership,
        "cluster_confidence": found.confidence,
        "component": cohesion.components(network),
        "degree": centrality.degree(network),
        "strength": centrality.strength(network),
        "betweenness": between,
        "harmonic": centrality.harmonic(network, seed=seed),
        "constraint": constraint,
        "effective_size": brokerage.effective_size(network),
        "is_articulation_point": parts > 1,
        "parts_if_removed": parts,
        "participation": brokerage.participation(network, membership=found.membership),
        "within_cluster_z": brokerage.within_cluster_z(network, membership=found.membership),
        **{
            role: roles[role]
            for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
        },
        "cross_sector_ties": crossing,
    }
    return table.assign(**columns).reset_index(drop=True)


def _tie_table(
    network: Network, by: str, found: Clusters, between: pd.Series, bridges: pd.DataFrame
) -> pd.DataFrame:
    """Describe each joined pair, in the contract's columns."""
    pairs = network.pairs[["source", "target", "kind", "weight"]]
    u, v = network.edges[:, 0], network.edges[:, 1]
    codes = network.groups(by).codes
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


def _summary(
    network: Network, by: str, seed: int, actors: pd.DataFrame, found: Clusters, reach: Estimate
) -> dict[str, Any]:
    """Gather the figures about the whole network."""
    connected, groups = _connectedness(network, actors, seed), _openness(network, by, seed)
    return {
        "fingerprint": network.fingerprint,
        **connected,
        **groups,
        "cross_sector_reach": reach.value,
        "cross_sector_reach_error": reach.error,
        "cross_sector_reach_samples": reach.samples,
        "clusters": len(found.table),
        "cluster_agreement": found.agreement,
        "cluster_modularity": found.modularity,
        "clusters_reliable": bool(found.is_reliable),
        "state": state(
            largest_share=connected["largest_component"] / max(1, len(network)),
            p_value=groups["ei_p_value"],
            cross_share=groups["cross_sector_share"],
            cross_share_expected=groups["cross_sector_share_expected"],
            cut_off_share=connected["cut_off_by_top_brokers"],
        ),
        "by": by,
        "event_cap": network.event_cap,
        "seed": seed,
        "versions": versions(),
    }


def _connectedness(network: Network, actors: pd.DataFrame, seed: int) -> dict[str, Any]:
    """Say how far the network hangs together."""
    sizes = actors["component"].value_counts()
    largest = int(sizes.max()) if len(sizes) else 0
    return {
        "actors": len(network),
        "ties": len(network.pairs),
        "components": len(sizes),
        "largest_component": largest,
        "isolates": int((actors["degree"] == 0).sum()),
        "density": cohesion.density(network),
        "mean_distance": cohesion.mean_distance(network, seed=seed).value,
        "cut_off_by_top_brokers": _cut_off_by_top_brokers(network, actors, largest),
    }


def _openness(network: Network, by: str, seed: int) -> dict[str, Any]:
    """Say how far ties lead from one group to another, beside chance."""
    whole = homophily.ei_whole(network, by=by, seed=seed)
    return {
        "cross_sector_share": homophily.cross_sector_share(network, by=by),
        "cross_sector_share_expected": homophily.cross_sector_share_expected(network, by=by),
        "ei_index": whole.value,
        "ei_expected": whole.expected,
        "ei_p_value": whole.p_value,
        "assortativity": homophily.assortativity(network, by=by),
        "modularity": homophily.modularity(network, by=by),
    }


def _cut_off_by_top_brokers(network: Network, actors: pd.DataFrame, largest: int) -> float:
    """Give the share of the largest part that loses it when its three strongest go-betweens leave."""
    inside = actors[actors["component"] == 1]
    top = inside.nlargest(3, "betweenness")["id"].tolist()
    if largest <= len(top):
        return 0.0
    left = int(np.asarray(bridging.robustness(network, top))[-1])
    return max(0, largest - len(top) - left) / largest


def _is_missing(value: object) -> bool:
    """Tell whether a figure does not exist."""
    return isinstance(value, float) and math.isnan(value)
