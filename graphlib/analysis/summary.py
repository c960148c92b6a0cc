"""The figures about the whole network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from graphlib import bridging, cohesion, homophily
from graphlib.analysis.options import Options
from graphlib.clusters import Clusters
from graphlib.network import Network
from graphlib.sampling import Estimate
from graphlib.state import state
from graphlib.version import versions

__all__ = ["summary"]


def summary(
    network: Network, options: Options, actors: pd.DataFrame, found: Clusters, reach: Estimate
) -> dict[str, Any]:
    """Gather the figures about the whole network."""
    connected, groups = _connectedness(network, options, actors), _openness(network, options)
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
        "cluster_resolution": found.resolution,
        "clusters_reliable": bool(found.is_reliable),
        "state": state(
            largest_share=connected["largest_component"] / max(1, len(network)),
            p_value=groups["ei_p_value"],
            cross_share=groups["cross_sector_share"],
            cross_share_expected=groups["cross_sector_share_expected"],
            cut_off_share=connected["cut_off_by_top_brokers"],
        ),
        "by": options.by,
        "directed": options.directed,
        "weight": options.weight,
        "event_cap": network.event_cap,
        "seed": options.seed,
        "versions": versions(),
    }


def _connectedness(network: Network, options: Options, actors: pd.DataFrame) -> dict[str, Any]:
    """Say how far the network hangs together."""
    sizes = actors["component"].value_counts()
    largest = int(sizes.max()) if len(sizes) else 0
    distance = cohesion.mean_distance(network, seed=options.seed)
    return {
        "actors": len(network),
        "ties": len(network.pairs),
        "components": len(sizes),
        "largest_component": largest,
        "isolates": int((actors["degree"] == 0).sum()),
        "density": cohesion.density(network),
        "mean_distance": distance.value,
        "mean_distance_error": distance.error,
        "mean_distance_samples": distance.samples,
        "cut_off_by_top_brokers": _cut_off_by_top_brokers(network, actors, largest),
    }


def _openness(network: Network, options: Options) -> dict[str, Any]:
    """Say how far ties lead from one group to another, beside chance."""
    by = options.by
    whole = homophily.ei_whole(network, by=by, seed=options.seed)
    return {
        "cross_sector_share": homophily.cross_sector_share(network, by=by),
        "cross_sector_share_expected": homophily.cross_sector_share_expected(network, by=by),
        "ei_index": whole.value,
        "ei_expected": whole.expected,
        "ei_p_value": whole.p_value,
        "assortativity": homophily.assortativity(network, by=by),
        "modularity": homophily.modularity(network, by=by),
        "freeman_segregation": homophily.freeman_segregation(network, by=by),
    }


def _cut_off_by_top_brokers(network: Network, actors: pd.DataFrame, largest: int) -> float:
    """Give the share of the largest part that loses it when its three strongest go-betweens leave."""
    inside = actors[actors["component"] == 1]
    top = inside.nlargest(3, "betweenness")["id"].tolist()
    if largest <= len(top):
        return 0.0
    left = int(np.asarray(bridging.robustness(network, top))[-1])
    return max(0, largest - len(top) - left) / largest
